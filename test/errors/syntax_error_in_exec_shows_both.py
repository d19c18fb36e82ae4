# exit: 1
def load(source):
    exec(source)


load("a = 1\nb = (2")
