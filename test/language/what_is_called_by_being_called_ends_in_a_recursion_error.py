class Itself:
    pass


class Property:
    @property
    def __call__(self):
        return self


class Static:
    pass


Itself.__call__ = Itself()
Static.__call__ = staticmethod(Static())
for callable in [Itself(), Property(), Static()]:
    try:
        callable()
    except RecursionError as error:
        print(str(error)[:32])


class Method:
    def __call__(self, *args):
        return args


method = Method().__call__
for i in range(50):
    method = type(method)(method, i)
print(method())
