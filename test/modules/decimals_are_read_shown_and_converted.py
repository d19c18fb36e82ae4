from _decimal import *

D = Decimal
for text in """D("1.20"), D(" 1_0 "), D("+1.e5"), D(".5"), D("5."), D("iNf"), D("-sNaN0123"), D("１２.５")
D("x")
D(".")
D("1e9999999999")
D(None)
D((1, (1, 2), -1)), D([0, [1, 2], 3]), D((0, (), "F")), D((1, (1, 2), "n"))
D((1,))
D((2, (1,), 1))
D((0, (10,), 1))
D((0, (1,), "x"))
D((0, (1,), 1.5))
D(1.5), D(0.1), D(-0.0), D(1e300), D(float("-inf")), D(True), D(10**50)
D.from_float(1.1), D.from_float(3), D.from_number(1.5)
D.from_float("x")
D(1j)
D(1) + 1.5
D(1) < 1.5, D(1) == 1.0, D("0.1") == 0.1, D(1) == 1 + 0j, D("nan") == 1, D(1) != "x"
D("nan") < 1
D("snan") == 1
D(1) < "x"
{1: "a", 0.5: "b", 10**30: "c"}[D("1.0")], {0.5: "b"}[D("0.50")], {10**30: "c"}[D("1e30")], {D("0.1"): 1}.get(0.1)
hash(D(5)) == hash(5), hash(D("0.5")) == hash(0.5), hash(D("1e30")) == hash(10**30)
hash(D("snan"))
int(D("-1.9")), float(D("1.1")), complex(D(2)), D("1.5").__ceil__(), D("-1.5").__floor__()
int(D("nan"))
int(D("inf"))
float(D("snan"))
D("0.375").as_integer_ratio(), D("-1.5e3").as_integer_ratio(), D("1e-20").as_integer_ratio()
D("inf").as_integer_ratio()
D("1.20").as_tuple(), D("nan123").as_tuple(), D("-inf").as_tuple()
D("1.20").__reduce__(), DecimalTuple(1, (2,), 3)._replace(sign=0), DecimalTuple._fields
str(D("123e5")), str(D("1e-7")), str(D("0.000001")), D("123e5").to_eng_string(), D("0e-10").to_eng_string()
format(D("1234567.891"), ",.2f"), format(D("1234.5"), "012,"), format(D("1234"), ",")
format(D(5), "*^10"), format(D(5), "+e"), format(D("0.5"), ".0%"), format(D("1.25"), ".1f"), format(D(-5), "=8")
format(D("1e3"), "f"), format(D("1e3"), "g"), format(D("1e-10"), "g"), format(D("123"), ".2g"), format(D("15"), ".1")
DivisionByZero.__mro__
Underflow.__mro__""".splitlines():
    try:
        print(text, "->", eval(text))
    except Exception as error:
        print(text, "!!", type(error).__name__, error)
