import math
def t(f, *a, **k):
    try: print(f.__name__, str(a)[:40], k or '', repr(f(*a, **k))[:60])
    except Exception as e: print(f.__name__, str(a)[:40], k or '', type(e).__name__, e)
inf = math.inf; nan = math.nan
for name in "acos acosh asin asinh atan atanh cos cosh erf exp exp2 expm1 fabs gamma lgamma log1p sin sinh sqrt tan tanh degrees radians ulp ceil floor trunc log log2 log10 frexp modf isfinite isinf isnan".split():
    for x in (0, -0.0, 1, -1, 0.5, -2.25, -3, inf, -inf, nan, 1e300, 5e-324, "x", 10**400, 1e-5):
        t(getattr(math, name), x)
for name in "atan2 copysign fmod remainder pow nextafter hypot isclose log".split():
    for x in (0.0, -0.0, -2.0, inf, nan, 1e308):
        for y in (0.0, -0.0, 0.5, 3.0, -inf, nan): t(getattr(math, name), x, y)
for a in [(), (3,), (3, 4), (1, 2, 3), (1e200, 1e200), (1e-200, 1e-200, 1e-200), (inf, nan), (nan, 1), (5e-324,)*4]: t(math.hypot, *a)
t(math.dist, (1, 2, 3), [4, 5, 6]); t(math.dist, (1,), (1, 2)); t(math.dist, "ab", (1, 2)); t(math.dist, (inf,), (inf,))
for a in ([0.1]*10, [1e100, 1, -1e100], [], [inf, -inf], [inf, 1], [nan], [1e308, 1e308], [1e308, 1e308, -1e308], [1, 2, True], ["x"], 5, [1e-16, 1, 1e16], [2.0**53, 1, 2.0**-100]): t(math.fsum, a)
for a in (([1, 2], [3, 4]), ([0.1]*10, [3]*10), ([1], []), ([10**30], [2.5]), ([True, False], [1.5, 2]), ([1, 2.5, 3], [2, 2, 2]), (["a"], [3]), ([10**400], [1.0]), ([1e308, 1e308], [10, -10]), ([1e20, 1, -1e20], [1.0, 1.0, 1.0]), (1, 2)): t(math.sumprod, *a)
for a in (([1, 2, 3],), ([],), ([1.5, 2],), (["a", 3],), ([10**20] * 3,)): t(math.prod, *a)
t(math.prod, [2], start=5); t(math.prod, [2], start=[1])
for a in [(0, 0), (12, 18), (), (-5,), (10**30, 10**20 + 10**10), (1.5,), (7, 0, 21)]: t(math.gcd, *a); t(math.lcm, *a)
for n in (0, 1, 5, 20, 25, 30, 100, -1, 2.0, "x"): t(math.factorial, n); t(math.isqrt, n)
t(math.isqrt, 10**50); t(math.isqrt, 2**200 - 1)
for a in [(5, 2), (5, 6), (5, 0), (-1, 2), (5, -2), (100, 50), (5.0, 2), (10**20, 3), (200, 100)]: t(math.comb, *a); t(math.perm, *a)
t(math.perm, 5); t(math.perm, 5, None); t(math.perm)
for a in [(1, 2, 3), (1e308, 10, -1e308), (0.1, 10, -1), (inf, 0, 1), (inf, 1, -inf), (nan, 1, 2), (1e308, 1e308, 1), (-0.0, 1, -0.0), (-0.0, 1, 0.0), (1e-300, 1e-300, 0), (1e-300, 1e-300, -5e-324), (3, 1/3, -1), (inf, 1, 2), (1.5, 2.5, -3.75)]: t(math.fma, *a)
for a in [(1, 3), (0.5, -1074), (0.75, -1074), (1, 1024), (5e-324, 2097), (inf, 3), (0.0, 10**30), (1, -10**30), (1, 10**30), (1, 1.5), (1.1, -1060), (nan, 3), (-1, -2000)]: t(math.ldexp, *a)
for a in [(1.0, 2.0), (0.0, 1.0), (0.0, -1.0), (1.0, 1.0), (5e-324, 0.0), (1.7976931348623157e308, inf), (inf, 0)]: t(math.nextafter, *a); t(math.nextafter, *a, steps=3)
t(math.nextafter, 1.0, inf, steps=-1); t(math.nextafter, 1.0, 2.0, steps=10**30); t(math.nextafter, 1.0, 2.0, steps=0); t(math.nextafter, -1.0, 2.0, steps=2**63)
t(math.isclose, 1, 1 + 1e-10); t(math.isclose, 1, 2, rel_tol=0.5); t(math.isclose, 1, 2, abs_tol=-1); t(math.isclose, inf, inf); t(math.isclose, 0, 1e-12, abs_tol=1e-9)
class F:
    def __float__(self): return 2.25
class I:
    def __index__(self): return 9
class C:
    def __ceil__(self): return "c"
    def __floor__(self): return "f"
    def __trunc__(self): return "t"
print(math.sqrt(F()), math.sqrt(I()), math.ceil(C()), math.floor(C()), math.trunc(C()), math.floor(F()), math.gcd(I(), 6), math.hypot(F(), I()), math.fsum([F(), I()]), math.factorial(I()), math.log(I()), math.isqrt(I()))
print(math.pi, math.e, math.tau, math.inf, math.nan)
print([math.log(10**400), math.log2(10**400), math.log10(10**400), math.log(2**1024), math.log2(2**2000), math.log10(10**500), math.log(10**400, 10), math.log(8, 2), math.log(1, 10), math.log(2**1023 * 3)])
t(math.log, 10, 1); t(math.log, 10, 0); t(math.log, 10, -1); t(math.log, 0, 10); t(math.log); t(math.log, 1, 2, 3)
print([math.gamma(x / 7) for x in range(-50, 100) if x % 7][:40])
print([math.lgamma(x / 7) for x in range(-50, 100) if x % 7][:40])
t(math.gamma, 171.5); t(math.gamma, 172); t(math.gamma, -170.5); t(math.gamma, 150.25); t(math.gamma, 24); t(math.gamma, 23); t(math.gamma, -200.5); t(math.gamma, 1e-310); t(math.gamma, 1e-21); t(math.lgamma, 1e306); t(math.lgamma, 1e-30); t(math.lgamma, -0.5)
