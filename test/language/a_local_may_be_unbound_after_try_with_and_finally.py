class Swallow:
    def __enter__(self):
        return self

    def __exit__(self, *exc):
        return True


def in_handler():
    try:
        1 / 0
        x = 1
    except ZeroDivisionError:
        return x


def in_second_handler():
    try:
        1 / 0
    except KeyError:
        x = 1
    except ZeroDivisionError:
        return x


def after_with():
    with Swallow():
        1 / 0
        x = 1
    return x


def in_finally():
    try:
        1 / 0
        x = 1
    finally:
        print(x)


def after_finally_of_a_swallowed_exception():
    for _ in range(1):
        try:
            1 / 0
            x = 1
        finally:
            break
    return x


def in_else_of_a_loop():
    for x in ():
        y = 1
    else:
        return y


for f in (
    in_handler,
    in_second_handler,
    after_with,
    in_finally,
    after_finally_of_a_swallowed_exception,
    in_else_of_a_loop,
):
    try:
        print(f.__name__, f())
    except UnboundLocalError as error:
        print(f.__name__, error)
