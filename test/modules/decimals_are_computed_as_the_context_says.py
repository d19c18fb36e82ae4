from _decimal import *

D = Decimal
c = getcontext()
for text in """D(1) / 3, D(2) / 3, -D(2) / 3, D(1) / 8, D("1e3") / D("2e-5")
D("1.10") + D("2.205"), D("1e30") + 1, D("1e30") - D("1e-30"), D(5) - 5, D("-0") + 0
D("1.5") * D("-2.50"), D(10) ** 30 * 3, D("1.234567890123456789") * D("9.87654321098765432")
D(7) // 2, D(-7) // 2, D(7) % -2, D(-7) % 2, divmod(D("7.5"), 2), D("1e30") // 1
D(1) / 0
D(0) / 0
D(5) % 0
divmod(D(5), 0)
D("inf") - D("inf")
D("1e999999") * 10
D("1e-999999") / D("1e30")
D(2).sqrt(), D(4).sqrt(), D("1e-3").sqrt(), D("0.0009").sqrt(), D(-1).sqrt()
D(2).exp(), D(-50).exp(), D("1e-40").exp(), D("5e-7").exp()
D(2).ln(), D("0.7").ln(), D("1.0000001").ln(), D("1e100").ln(), D(0).ln(), D(1).ln()
D(2).log10(), D(100).log10(), D("1e-5").log10(), D("0.999").log10()
2 ** D(3), D(2) ** -3, D(2) ** D("0.5"), D("0.7") ** D("1e-7"), D(10) ** D("0.3010299957"), D(0) ** -1
D(0) ** 0
D(-8) ** D("0.5")
pow(D(2), 100, 7), pow(D(-3), 3, 5)
pow(D(2), -1, 5)
D("1.234").quantize(D("0.01"), rounding=ROUND_UP), D("-1.235").quantize(D("0.01"))
D(1).quantize(D("1e-30"))
D("1.234").quantize(D("0.01"), rounding="x")
D("9.99").quantize(D("0.1"), context=Context(prec=2))
D("1.5").to_integral_value(), D("2.5").to_integral("ROUND_UP"), D("1e5").to_integral_exact()
round(D("1.5")), round(D("2.5")), round(D("2.675"), 2), round(D(15), -1)
D(7).remainder_near(4), D("1.1").fma(2, 3), D(123).shift(1), D(123).rotate(-1)
D("101").logical_and(110), D("101").logical_xor(110), D("101").logical_invert()
D(1).next_plus(), D(1).next_minus(), D(1).next_toward(2), D("1.2300").normalize()
D(1).compare(2), D("nan").compare(1), D(1).compare_total(D("1.0")), D(3).max(5), D(-3).max_mag(2)
D(1).scaleb(2), D("1.5").logb(), D(1).number_class(), D("-0").number_class(), D("1.5").adjusted()
+D("1.00000000000000000000000000000000001"), -D(0), abs(D(-5)), bool(D(0))
c.add(1, D("2.5")), c.power(2, 10, 7), c.divmod(7, 2), c.create_decimal("1.23456789012345678901234567890")
c.add(1, "x")""".splitlines():
    try:
        print(text, "->", eval(text))
    except Exception as error:
        print(text, "!!", type(error).__name__, error)

third = D(1) / 3
for rounding in ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_05UP:
    with localcontext(prec=3, rounding=rounding) as local:
        print(rounding, [str(+D(n)) for n in ("1.2345", "-1.2355", "9.995", "1.005", "-1.2341")], D(1) / 3, local.flags[Inexact])
print(getcontext().prec, third)
