import cmath
from cmath import *

names = "acos acosh asin asinh atan atanh cos cosh exp log log10 sin sinh sqrt tan tanh".split()
specials = [-inf, -2.5, -0.0, 0.0, 2.5, inf, nan]


def shown(z):
    # Parts that are no special values are shown to so many digits that the last ones do not matter.
    return "(%.12g, %.12g)" % (z.real, z.imag)


for name in names:
    function = getattr(cmath, name)
    for real in specials:
        row = []
        for imag in specials:
            try:
                row.append(shown(function(complex(real, imag))))
            except (ValueError, OverflowError) as error:
                row.append(str(error))
        print(name, real, *row)
    for z in 1, -1, 0.5, 2, -2, 1j, -1j, 1e200, 1e-200 + 1e-300j, 1 + 1e-10j, 1e308 + 1e308j, 710 + 1j, 3.25 - 4j:
        try:
            print(name, z, shown(function(z)))
        except (ValueError, OverflowError) as error:
            print(name, z, error)
for r in specials:
    row = []
    for phi in specials:
        try:
            row.append(shown(rect(r, phi)))
        except ValueError as error:
            row.append(str(error))
    print("rect", r, *row)
print(phase(-1), phase(complex(-1, -0.0)), polar(3 + 4j), log(8, 2), isclose(1 + 1e-10j, 1), isinf(complex(1, inf)), isnan(nanj), isfinite(1j), infj)


class Other:
    def __complex__(self):
        return 3 + 4j


print(polar(Other()))
for wrong in "sqrt('x')", "sqrt()", "log(0)", "log(1, 1)", "isclose(1, 2, rel_tol=-1)", "polar(1e308+1.7e308j)":
    try:
        print(eval(wrong))
    except Exception as error:
        print(wrong, type(error).__name__, error)
