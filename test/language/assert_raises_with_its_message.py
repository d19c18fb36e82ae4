def check(condition, *message):
    try:
        if message:
            assert condition, message[0]
        else:
            assert condition
        print("held")
    except AssertionError as error:
        print(repr(error))


check(True)
check(0)
check([], "empty")
check("x", 1 / 1)
check(None, (1, 2))


def costly():
    print("evaluated only if it fails")
    return "message"


assert True, costly()
try:
    assert False, costly()
except AssertionError as error:
    print(error)
