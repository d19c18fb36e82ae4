x = [3, 1, 2]
print(x.append(4), x.extend("ab"), x.insert(0, "first"), x.insert(-1, "near end"), x.insert(99, "end"))
print(x, x.pop(), x.pop(0), x.pop(-3), x)
x.remove("near end")
x.remove("b")
x.reverse()
print(x, x.index(1), x.count(1), x.copy() == x, x.copy() is x)
x.sort()
x += (9,)
x *= 2
print(x, x.index(9, 5), len(x), [] * 5, [0] * -1, [1] + [2], 2 * [1])
x.clear()
print(x, bool(x))
for wrong in ["x.pop()", "x.remove(1)", "x.index(1)", "[1].pop(5)", "x.append()", "x.append(1, 2)", "[] + ()", "x.insert(1)", "[1][1]", "x['a']", "x.extend(5)"]:
    try:
        print(eval(wrong))
    except (IndexError, ValueError, TypeError) as error:
        print(type(error).__name__, error)
