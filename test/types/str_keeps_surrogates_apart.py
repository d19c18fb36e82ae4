high, low = "\ud83d", "\ude00"
pair = high + low
astral = "\U0001f600"
print(len(pair), pair == astral, len("".join([high, low])))
print({astral: 1}.get(pair), len({astral, pair}), len({high + low, "".join((high, low))}))
print([ascii(s) for s in sorted([astral, "\uffff", pair, "z"])], "\uffff" < astral, high < "\uffff")
