def say(values):
    for value in values:
        print("asked", value)
        yield value


print(any(say([0, 1, 2])))
print(all(say([1, 0, 2])))
print(any([]), all([]), any([[], 0, None]), all([[0], "x"]))
try:
    any(5)
except TypeError as error:
    print(error)
