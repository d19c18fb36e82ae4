import _csv as csv


def attempt(function, *args, **keywords):
    try:
        print(function(*args, **keywords))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


def read(lines, *args, **keywords):
    attempt(lambda: list(csv.reader(lines, *args, **keywords)))


read(['a,b,c'])
read(['a,"b ""q"" c",d\r\n','x\n',''])
read(['"a\n','b",c\n'])
read(['"a'])
read(['"a'],strict=True)
read(['"a"b,c'])
read(['"a"b'],strict=1)
read(['a\\,b'],escapechar='\\')
read(['a\\'],escapechar='\\')
read(['a\\'],escapechar='\\',strict=True)
read(['a\\\nb'],escapechar='\\')
read(['a\rb'])
read(['a\nb'])
read(['a,\0b'])
read([5])
read([b'a'])
read(5)
read(['a'],'nope')
read(['a  , b'],skipinitialspace=True)
read(["'a,b',c"],quotechar="'")
read(['1,"2",x,'],quoting=2)
read(['1,"2",3.5,""'],quoting=2)
read([',"",x,"y"'],quoting=5)
read([',"",1,"y",2.5'],quoting=4)
read(['a,"b"'],quoting=3)
read(['a,"b"'],quotechar=None,quoting=3)
read(['"a""b"'],doublequote=False)
read(['"a\\"b"'],doublequote=False,escapechar='\\')
read(['a,b\r\n','\r\n','\n','c'])
read(['"a\r\nb"','c'])
read(['a ,"b" ,c'],strict=False)
read(['a;b'],delimiter=';')
read(['a;b'],csv.Dialect(delimiter=';'))
read(['a b'], delimiter=' ')
read([' a'],delimiter=' ')
read(['"abc","def"x\n'])
read(['"a','','b"'])
read(['a\\\r\n'],escapechar='\\')
read(['"\\n"'],escapechar='\\')
read(['1e5, nan'],quoting=2)

reader = csv.reader(["a,b", '"c\n', 'd"', '"e'])
print(reader.line_num, next(reader), reader.line_num, next(reader), reader.line_num, next(reader), next(reader, None))
print(type(reader), type(reader.dialect), reader.dialect.delimiter)


def lines():
    yield "from,a generator\n"
    yield '"over\n'
    yield 'two",lines\n'
    raise KeyError("lines")


rows = csv.reader(lines())
print(next(rows), next(rows))
attempt(next, rows)

print(csv.field_size_limit(), csv.field_size_limit(10))
read(["abcdefghij,0123456789"])
read(["abcdefghijk"])
read(['"abcdefghijk"'])
for limit in "x", None, 1 << 70:
    attempt(csv.field_size_limit, limit)
print(csv.field_size_limit(131072))
for args in (), (5,), (["a"], "nope"), (["a"], None, 1):
    attempt(csv.reader, *args)
attempt(csv.reader, ["a"], bogus=1)
attempt(csv.Reader)
