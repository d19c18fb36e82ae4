from _statistics import _normal_dist_inv_cdf as inverse

for p in 5e-324, 1e-300, 1e-10, 0.01, 0.074, 0.076, 0.3, 0.5, 0.9, 0.924, 0.926, 0.999999, 1 - 1e-16:
    print(p, inverse(p, 0, 1), inverse(p, 10.5, 2.25))
print(inverse(0.5, 1, -1), inverse(0.5, 0.0, 0.0), inverse(float("nan"), 0, 1))
for p in 0, 1, -1, 2:
    try:
        inverse(p, 0.0, 1.0)
    except ValueError as error:
        print(error)
