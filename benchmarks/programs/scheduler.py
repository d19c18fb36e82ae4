"""A scheduler of small machines that hand each other messages: polymorphic calls, linked lists."""
UNITS = 30_000  # steps of a machine


class Message:
    def __init__(self, kind, value):
        self.kind = kind
        self.value = value
        self.next = None


class Mailbox:
    def __init__(self):
        self.first = None
        self.last = None
        self.size = 0

    def put(self, message):
        message.next = None
        if self.first is None:
            self.first = message
        else:
            self.last.next = message
        self.last = message
        self.size += 1

    def take(self):
        message = self.first
        if message is None:
            return None
        self.first = message.next
        self.size -= 1
        return message


class Machine:
    def __init__(self, plant, name, priority):
        self.plant = plant
        self.name = name
        self.priority = priority
        self.mailbox = Mailbox()
        self.steps = 0

    def is_ready(self):
        return self.mailbox.first is not None

    def run(self):
        self.steps += 1
        return self.handle(self.mailbox.take())

    def send(self, name, message):
        self.plant.machines[name].mailbox.put(message)


class Source(Machine):
    def __init__(self, plant, name, priority, seed):
        super().__init__(plant, name, priority)
        self.seed = seed

    def is_ready(self):
        return True

    def handle(self, message):
        self.seed = (self.seed * 1103515245 + 12345) % 2147483648
        kind = "odd" if self.seed & 65536 else "even"
        self.send("sorter", Message(kind, self.seed >> 20))


class Sorter(Machine):
    def handle(self, message):
        if message.kind == "odd":
            self.send("adder", message)
        elif message.value % 3 == 0:
            self.send("recycler", message)
        else:
            self.send("counter", message)


class Adder(Machine):
    total = 0

    def handle(self, message):
        self.total += message.value


class Counter(Machine):
    count = 0

    def handle(self, message):
        self.count += 1


class Recycler(Machine):
    def handle(self, message):
        message.kind = "odd"
        message.value //= 2
        self.send("sorter", message)


class Plant:
    def __init__(self):
        self.machines = {}

    def add(self, machine):
        self.machines[machine.name] = machine
        return machine

    def run(self, steps):
        order = sorted(self.machines.values(), key=lambda m: -m.priority)
        while steps > 0:
            for machine in order:
                if machine.is_ready():
                    machine.run()
                    break
            steps -= 1


def bench():
    plant = Plant()
    plant.add(Source(plant, "source", 0, 42))
    plant.add(Sorter(plant, "sorter", 4))
    adder = plant.add(Adder(plant, "adder", 3))
    counter = plant.add(Counter(plant, "counter", 2))
    recycler = plant.add(Recycler(plant, "recycler", 1))
    plant.run(30_000)
    return adder.total, counter.count, recycler.steps
