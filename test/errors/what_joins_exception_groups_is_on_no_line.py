# exit: 1
class Stubborn(ExceptionGroup):
    def derive(self, exceptions):
        return ValueError(1)


def joined():
    try:
        raise Stubborn("s", [TypeError(1)])
    except* Exception:
        raise


def frame():
    try:
        joined()
    except TypeError as error:
        entry = error.__traceback__.tb_next
        print(entry.tb_lineno, list(entry.tb_frame.f_code.co_positions())[entry.tb_lasti // 2])

frame()
joined()
