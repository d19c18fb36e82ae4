import math

print(math.sqrt(2), math.floor(-1.5), math.ceil(-1.5), math.trunc(1.9), math.fabs(-2), math.pow(2, 10), math.hypot(3, 4), math.gcd(12, 18, 27), math.lcm(4, 6))
print(math.factorial(20), math.factorial(25), math.comb(10, 3), math.perm(5, 2), math.isqrt(10 ** 20 + 1), math.prod([1, 2, 3, 4]), math.copysign(1, -0.0), math.fmod(-7, 3), math.modf(2.5))
print(math.log(8, 2), math.log2(1024), math.log10(1000), math.exp(0), math.degrees(math.pi), math.radians(180), math.isclose(0.1 + 0.2, 0.3), math.inf, math.nan, math.tau)
print(math.isnan(math.nan), math.isinf(-math.inf), math.isfinite(1), math.frexp(8.0), math.ldexp(0.5, 4), math.fsum([0.1] * 10), math.dist((0, 0), (3, 4)), math.floor(1e20), math.remainder(7, 4), math.log(10 ** 400) > 900)


class N:
    def __floor__(self):
        return "floor"

    def __ceil__(self):
        return "ceil"

    def __float__(self):
        return 4.0


print(math.floor(N()), math.ceil(N()), math.sqrt(N()), math.sin(0), math.cos(0), math.atan2(0, -1), math.asin(1), math.tanh(0), math.gamma(5), math.erf(0))
for wrong in ["math.sqrt(-1)", "math.log(0)", "math.factorial(-1)", "math.sqrt('x')", "math.floor(math.nan)", "math.ceil(math.inf)", "math.gcd(1.5)", "math.exp(1000)", "math.factorial(1.5)", "math.isqrt(-1)", "math.acos(2)", "math.fmod(1, 0)"]:
    try:
        print(eval(wrong))
    except (ValueError, TypeError, OverflowError) as error:
        print(type(error).__name__, error)
