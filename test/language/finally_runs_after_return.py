def plain():
    try:
        return "from try"
    finally:
        print("cleanup")


def value_is_kept():
    x = 1
    try:
        return x
    finally:
        x = 2


def nested():
    try:
        try:
            return "inner"
        finally:
            print("first")
    finally:
        print("second")


print(plain())
print(value_is_kept())
print(nested())
