import array
import re

for subject in (b"xaay", bytearray(b"xaay"), memoryview(b"xaay"), array.array("B", b"xaay"), memoryview(b"x-a-a-y-")[::2]):
    try:
        m = re.search(b"(a)+", subject)
        print(type(subject).__name__, m, m[1], m.string is subject, re.sub(b"a", b"<\\g<0>>", subject), re.split(b"a", subject))
    except TypeError as error:
        print(type(subject).__name__, error)

data = bytearray(b"abcdef")
m = re.search(b"c.*", data)
data[:] = b"xyz!"
print(m.group(), m.span())

data = bytearray(b"aXbX")
iterator = re.finditer(b"[a-z]", data)
print(next(iterator).group())
try:
    data.extend(b"more")
except BufferError as error:
    print(error)
data[2] = 0x7A
print([match.group() for match in iterator])
data.extend(b"more")
print(data)


class Text(str):
    pass


class Bytes(bytes):
    pass


for made in (re.match("a", Text("abc"))[0], re.match(b"abc", Bytes(b"abc"))[0], re.sub("z", "y", Text("abc")), re.split("b", Text("abc"))[0]):
    print(type(made).__name__, made)

# Offsets count characters, whatever they take in memory.
text = "\U0001f600a\U0001f601\ud800b"
print([(match.span(), ascii(match[0])) for match in re.finditer(r"[^ab]", text)], re.search("b", text).start())
print(ascii(re.sub("(?<=a).", r"<\g<0>>", text)), ascii(re.split("a", text)), ascii(re.findall("[\U0001f600-\U0001f610]", text)))
