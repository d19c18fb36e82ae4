# What lies just between two numbers of so many digits goes to the even one.
for value in (0.5, 1.5, 2.5, 0.125, 0.375, 12.5, 1.25, 1.35, 99.5, 9.5, 0.25, 1234567.5, 1e22, 125.0, 135.0, 5e-324):
    print(value, "%.0e" % value, "%.1e" % value, "%.1g" % value, "%.2g" % value, "%.3g" % value, format(value, ".0f"), format(value, ".1f"), format(value, ".2"))
print("%.6g" % 999999.5, "%.6g" % 1000000.5, "%.6g" % 9999995.0, "%g" % 0.00001234565, "%.3f" % 1.0005, "%.2f" % 2.675)
print(format(1073741.8235, ".3f"), format(1073741823.5, ".0f"), format(1073741824.5, ".0f"), format(0.000001, ".6f"), format(0.0000005, ".6f"))
