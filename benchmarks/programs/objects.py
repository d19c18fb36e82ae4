"""Objects that are made, asked and changed: attributes, methods, inheritance, super()."""
UNITS = 50_000  # accounts


class Account:
    fee = 1

    def __init__(self, number, balance):
        self.number = number
        self.balance = balance
        self.history = 0

    def deposit(self, amount):
        self.balance += amount
        self.history += 1
        return self

    def withdraw(self, amount):
        if amount + self.fee > self.balance:
            return False
        self.balance -= amount + self.fee
        self.history += 1
        return True


class Savings(Account):
    fee = 0

    def __init__(self, number, balance, rate):
        super().__init__(number, balance)
        self.rate = rate

    def close_year(self):
        return self.deposit(self.balance * self.rate // 100)


def bench():
    money = refused = bookings = 0
    for n in range(50_000):
        account = Savings(n, n % 500, 3) if n % 3 == 0 else Account(n, 100)
        if not account.deposit(n & 63).withdraw(90):
            refused += 1
        if isinstance(account, Savings):
            account.close_year()
        money += account.balance
        bookings += account.history
    return money, refused, bookings
