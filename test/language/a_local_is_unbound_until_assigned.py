y = "global"


def f(flag):
    if flag:
        y = "local"
    return y


print(f(True))
try:
    f(False)
except UnboundLocalError as error:
    print(error)


def g():
    z = 1
    del z
    z


try:
    g()
except UnboundLocalError as error:
    print(error)
try:
    nowhere
except NameError as error:
    print(error, error.name)


def h():
    for w in []:
        pass
    print(w)


try:
    h()
except UnboundLocalError as error:
    print(error)
