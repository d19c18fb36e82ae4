name, width, value = "Ada", 8, 3.14159
print(f"{name} {name!r} {name!s:>5} {value:.2f} {value:{width}.{width - 5}f}|")
print(f"{name=} {value = :.1f} {1 + 1=} { name.upper() = !s}")
print(f"{{literal}} {'nested ' + f'{width}'} {"same quotes"}")
print(f"{name:*^{width}}" f"{width:#x}" "joined" rf"\n{width}")
print(f"{[n for n in range(3)]} {(lambda x: x * 2)(4)} { {'a': 1}['a'] }")
print(f'''{
    name
    + "!"
} over lines''')
print(f"{value:%}" f"{12345:,}" f"{True:d}" f"{'x':3}|")


class Shows:
    def __format__(self, spec):
        return f"<{spec}>"

    def __repr__(self):
        return "repr-é"


print(f"{Shows():a:b} {Shows()!r} {Shows()!a} {Shows()}")
