b = bytearray(b"abc")
b[0] = 65
b.append(100)
b.extend(b"ef")
b += b"g"
b[1:3] = b"--"
del b[-1]
print(b, len(b), b.pop(), b[0], bytes(b), b == b"A--de", b.decode())
b.insert(1, 33)
b.reverse()
print(b, b.find(b"-"), bytearray(2), bytearray([1]), b.replace(b"-", b"+"))
b.clear()
print(b, bool(b))
for wrong in ["b.append(256)", "b.append('a')", "b.pop()", "hash(b)", "b.remove(1)"]:
    try:
        print(eval(wrong))
    except (ValueError, TypeError, IndexError) as error:
        print(type(error).__name__, error)
