import _csv as csv


def attempt(function, *args, **keywords):
    try:
        print(function(*args, **keywords))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


class File:
    def write(self, text):
        return "wrote", text


def write(row, **keywords):
    attempt(lambda: csv.writer(File(), **keywords).writerow(row))


write(['a','b',1,2.5,None,True])
write(['a,b','c"d','e\nf','g\rh',' x',''])
write([''])
write([None])
write([])
write([None,''])
write(['a"b'],doublequote=False)
write(['a"b'],doublequote=False,escapechar='\\')
write(['a,b'],quoting=3)
write(['a,b'],quoting=3,escapechar='\\')
write(['a"b\\c'],quoting=3,escapechar='\\')
write(['a\nb'],quoting=3,escapechar='\\')
write(['a',1,None,2.5],quoting=1)
write(['a',1,None,2.5,''],quoting=2)
write(['a',1,None,2.5,''],quoting=4)
write(['a',1,None,2.5,''],quoting=5)
write(5)
write('abc')
write(['a','b'],lineterminator='!')
write(['a!b'],lineterminator='!')
write(['a b'],delimiter=' ')
write(['a\\b'],escapechar='\\')
write([None],quoting=3)
write([''],quoting=3)
write([None],quoting=5)
write([None],quoting=4)
write([1.0,1e20])
write(['',''],delimiter=' ',skipinitialspace=True)
write([' ',''],delimiter=' ',skipinitialspace=False)
write([None,None],delimiter=' ',skipinitialspace=True)
write(["'"],quotechar=None,quoting=3)
write(['"'],quoting=3)
write(['"'],quotechar=None,quoting=3)
write(['a\0b'])
write([b'a'])
write(['-1', '=2'])
write(['a'],quotechar="'")
write(["a'"],quotechar="'")
write(iter(['x','y']))
write({'k':1})
write(['\\'],escapechar='\\',quoting=1)
write(['a','\r'],lineterminator='\n')
write([' a'],delimiter=' ')


class Bad:
    def __str__(self):
        raise KeyError("str")


write([1, Bad()])
attempt(csv.writer(File()).writerows, [["a"], ["b", "c"]])
attempt(csv.writer(File()).writerows, [["a"], 5])
attempt(csv.writer(File()).writerows, 5)
attempt(csv.writer, 5)
attempt(csv.writer)
attempt(csv.Writer)

pieces = []
writer = csv.writer(type("F", (), {"write": pieces.append}), delimiter=";")
writer.writerows([k, v] for k, v in {"a": 1, "b": None}.items())
print(pieces, writer.dialect.delimiter, type(writer))
