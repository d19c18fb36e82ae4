class Meta(type):
    @classmethod
    def __prepare__(meta, name, bases, **kwargs):
        print("prepare", name, kwargs)
        return {"given": 1}

    def __new__(meta, name, bases, namespace, **kwargs):
        print("new", name, [k for k in namespace if not k.startswith("__")])
        return super().__new__(meta, name, bases, namespace)

    def __init__(cls, name, bases, namespace, **kwargs):
        print("init", name, kwargs)
        super().__init__(name, bases, namespace)

    def __call__(cls, *args):
        print("call", cls.__name__)
        return super().__call__(*args)

    def __getattr__(cls, name):
        return f"meta {name}"

    def __len__(cls):
        return 42

    @property
    def title(cls):
        return cls.__name__.title()


class thing(metaclass=Meta, option=5):
    x = 2

    def __init__(self, y):
        self.y = y


print(thing(3).y, thing.given, thing.missing, len(thing), thing.title, type(thing).__name__)


class sub(thing):
    pass


print(type(sub).__name__)
Made = Meta("Made", (), {"z": 1})
print(Made.z)
