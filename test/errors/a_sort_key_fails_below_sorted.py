# exit: 1
def key(item):
    return item.weight


sorted([1, 2], key=key)
