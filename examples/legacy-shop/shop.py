"""The order desk of a small shop: prices an order and prints the day's table.

An ordinary program, written to do one thing after the other. It knows nothing of event loops: it asks
`services` for what it needs and uses the answer on the next line. The host (main.ts) grants `services`.
"""
import services


# --- what can go wrong ----------------------------------------------------------------------------

class ShopError(Exception):
    """Anything the desk can explain to a customer."""

    def __init__(self, order_id, reason):
        super().__init__(order_id, reason)
        self.order_id = order_id
        self.reason = reason

    def __str__(self):
        return f"order {self.order_id}: {self.reason}"


class UnknownArticle(ShopError):
    def __init__(self, order_id, sku):
        super().__init__(order_id, f"no article {sku!r}")
        self.sku = sku


# --- money ----------------------------------------------------------------------------------------

class Money:
    """An amount in cents. Never a float: 0.1 + 0.2 is a complaint by mail."""

    __slots__ = ("cents",)

    def __init__(self, cents=0):
        self.cents = cents

    def __add__(self, other):
        if not isinstance(other, Money):
            return NotImplemented
        return Money(self.cents + other.cents)

    def __radd__(self, other):
        return self if other == 0 else NotImplemented  # So that sum() can begin with its 0.

    def __sub__(self, other):
        return Money(self.cents - other.cents)

    def __mul__(self, factor):
        return Money(self.cents * factor)

    def __lt__(self, other):
        return self.cents < other.cents

    def __eq__(self, other):
        return isinstance(other, Money) and self.cents == other.cents

    def __hash__(self):
        return hash(self.cents)

    def percent(self, rate):
        """`rate` hundredths of it, half a cent rounded up."""
        return Money((self.cents * rate + 50) // 100)

    def __format__(self, spec):
        whole, part = divmod(self.cents, 100)
        return format(f"{whole:,}.{part:02d}", spec)

    def __repr__(self):
        return f"Money({self.cents})"


# --- articles and customers -----------------------------------------------------------------------

class Line:
    """One article of an order. Price and weight are looked up when somebody asks, then kept."""

    def __init__(self, order, sku, quantity):
        if quantity < 1:
            raise ValueError(f"quantity of {sku} is {quantity}")
        self.order = order
        self.sku = sku
        self.quantity = quantity
        self._price = None
        self._grams = None

    @property
    def price(self):
        if self._price is None:
            try:
                self._price = Money(services.price(self.sku))
            except Exception as error:
                raise UnknownArticle(self.order.id, self.sku) from error
        return self._price

    @property
    def grams(self):
        if self._grams is None:
            self._grams = services.grams(self.sku) * self.quantity
        return self._grams

    @property
    def amount(self):
        return self.price * self.quantity


class Customer:
    def __init__(self, number):
        self.number = number
        self.name, self.grade, self.region = services.customer(number)

    @property
    def is_dealer(self):
        return self.grade == "dealer"


# --- discounts ------------------------------------------------------------------------------------

def quantity_discount(minimum, rate):
    """A rule: so many pieces in all, so many per cent."""
    def rule(order):
        if order.pieces >= minimum:
            return order.net.percent(rate)
        return Money()
    rule.title = f"{rate} % from {minimum} pieces"
    return rule


def dealer_discount(rate):
    def rule(order):
        return order.net.percent(rate) if order.customer.is_dealer else Money()
    rule.title = f"{rate} % for dealers"
    return rule


RULES = [quantity_discount(10, 3), quantity_discount(25, 7), dealer_discount(12)]


def best_discount(order):
    """The largest one counts; they are never added up. Returns it with its title."""
    offers = {rule.title: rule(order) for rule in RULES}
    title = max(offers, key=offers.get)
    return offers[title], title if offers[title] != Money() else "-"


# --- orders ---------------------------------------------------------------------------------------

class Order:
    kind = "normal"
    parcel_limit = 5000  # grams

    def __init__(self, order_id, customer):
        self.id = order_id
        self.customer = customer
        self.lines = []

    def add(self, sku, quantity):
        self.lines.append(Line(self, sku, quantity))
        return self

    @property
    def pieces(self):
        return sum(line.quantity for line in self.lines)

    @property
    def net(self):
        return sum(line.amount for line in self.lines)

    def parcels(self):
        """Packs the heaviest first; a line is never split. Yields the grams of each parcel."""
        load = 0
        for line in sorted(self.lines, key=lambda line: line.grams, reverse=True):
            if load and load + line.grams > self.parcel_limit:
                yield load
                load = 0
            load += line.grams
        if load:
            yield load

    def shipping(self):
        return sum(Money(services.postage(self.customer.region, grams)) for grams in self.parcels())

    def total(self):
        discount, self.discount_title = best_discount(self)
        return self.net - discount + self.shipping()


class RushOrder(Order):
    kind = "rush"
    parcel_limit = 2000

    def shipping(self):
        return super().shipping() * 2 + Money(499)


# --- the desk -------------------------------------------------------------------------------------

class Desk:
    """Keeps the book of open orders, whatever becomes of them."""

    def __init__(self):
        self.open_orders = []
        self.most_open = 0
        self.closed = 0

    def handle(self, order_id):
        return OpenOrder(self, order_id)


class OpenOrder:
    def __init__(self, desk, order_id):
        self.desk = desk
        self.order_id = order_id

    def __enter__(self):
        book = self.desk.open_orders
        book.append(self.order_id)
        self.desk.most_open = max(self.desk.most_open, len(book))
        return self

    def __exit__(self, kind, error, traceback):
        self.desk.open_orders.remove(self.order_id)
        return False


desk = Desk()


def quote(order_id, customer_number, rush, articles):
    """Prices one order. Returns what the table shows: id, name, kind, pieces, discount, cents."""
    with desk.handle(order_id):
        try:
            make = RushOrder if rush else Order
            order = make(order_id, Customer(customer_number))
            for sku, quantity in articles:
                order.add(sku, quantity)
            total = order.total()
            return [order.id, order.customer.name, order.kind, order.pieces,
                    order.discount_title, total.cents]
        finally:
            desk.closed += 1


def print_table(rows):
    """Prints the dearest orders in full, and a line for all that are left."""
    print(f"{'order':<7}{'customer':<20}{'kind':<8}{'pieces':>6}  {'discount':<20}{'total':>12}")
    print("-" * 75)
    ranked = sorted(rows, key=lambda row: (-row[5], row[0]))
    for order_id, name, kind, pieces, discount, cents in ranked[:12]:
        print(f"{order_id:<7}{name:<20}{kind:<8}{pieces:>6}  {discount:<20}{Money(cents):>12}")
    rest = ranked[12:]
    if rest:
        others = f"… and {len(rest)} more"
        print(f"{others:<61}{sum(Money(row[5]) for row in rest):>14}")
    print("-" * 75)
    print(f"{f'{len(rows)} orders':<61}{sum(Money(row[5]) for row in rows):>14}")
    print(f"{desk.closed} orders closed, at most {desk.most_open} open at once, "
          f"{len(desk.open_orders)} left open")
