# exit: 1
class Point:
    __match_args__ = ("x",)


def f(value):
    match value:
        case 1 | 2:
            pass
        case {"a": [Point(1, 2), *_]}:
            pass


f({"a": [Point()]})
