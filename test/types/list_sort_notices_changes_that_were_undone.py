def t(function):
    try:
        return function()
    except BaseException as error:
        return type(error).__name__, str(error), getattr(error, "value", "-")


l = [3,1,2]
def key(v):
    l.append(1); l.pop(); return v
print(t(lambda: l.sort(key=key)), l)
l = [3,1,2]
def key(v):
    l.clear(); return v
print(t(lambda: l.sort(key=key)), l)
l=[3,1,2]
def key(v):
    l[:] = []
    return v
print(t(lambda: l.sort(key=key)), l)
l=[3,1,2]
def key(v):
    l.reverse(); l.sort(); l * 2; len(l); l.extend([]); l.__init__(); l += []
    return v
print(t(lambda: l.sort(key=key)), l)
