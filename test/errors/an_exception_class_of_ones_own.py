# exit: 1
class ShopError(Exception):
    def __init__(self, code):
        self.code = code

    def __str__(self):
        return f"code {self.code}"


class Nested:
    class Inner(ShopError):
        pass


raise Nested.Inner(7)
