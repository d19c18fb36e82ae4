def make():
    count = 0

    def add(n=1):
        nonlocal count
        count += n
        return count

    def get():
        return count

    return add, get


add, get = make()
add()
add(5)
print(get())
other_add, other_get = make()
print(other_get())
functions = [lambda: i for i in range(3)]
print([f() for f in functions])
functions = [lambda i=i: i for i in range(3)]
print([f() for f in functions])


def late():
    def inner():
        return value
    try:
        inner()
    except NameError as error:
        print(error)
    value = "bound now"
    print(inner())
    del value
    try:
        inner()
    except NameError as error:
        print(error)


late()
print(add.__closure__[0].cell_contents, add.__code__.co_freevars)
