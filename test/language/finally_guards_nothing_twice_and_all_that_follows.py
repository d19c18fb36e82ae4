log = []


def hole():
    for i in range(3):
        try:
            if i == 0:
                continue
            raise ValueError(i)
        except ValueError as error:
            log.append(repr(error))
        finally:
            log.append(i)
    return "end"


def raises_in_cleanup():
    try:
        try:
            return 1
        finally:
            log.append("once")
            raise KeyError("cleanup")
    except KeyError as error:
        return repr(error)


def name_is_gone():
    try:
        raise ValueError("with a value")
    except ValueError as error:
        try:
            return "returned"
        finally:
            log.append(error.args)


def name_is_gone_after_break():
    for _ in range(1):
        try:
            raise ValueError
        except ValueError as error:
            break
    try:
        return error
    except UnboundLocalError as unbound:
        return str(unbound)


def handled_after_return():
    import sys

    def leave():
        try:
            1 / 0
        except ZeroDivisionError:
            return 1

    leave()
    return sys.exception()


for f in (hole, raises_in_cleanup, name_is_gone, name_is_gone_after_break, handled_after_return):
    print(f.__name__, f(), log)
    log.clear()
