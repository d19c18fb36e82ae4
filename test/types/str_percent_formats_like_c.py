print("%s %r %d %i %5d|%-5d|%05d %+d %x %X %#x %o %c %c %%" % ("a", "b", 1, 2, 3, 4, 5, 6, 255, 255, 255, 8, "x", 65))
print("%f %.2f %8.3f|%-8.1f|%e %E %g %g %g" % (1.5, 2.345, 3.14159, 2.5, 12345.678, 0.00012, 1e10, 0.0001, 123456789))
print("%(name)s is %(age)d" % {"name": "Ada", "age": 36}, "%s" % (("t",),), "%s" % [1], "100%%" % (), "%.3s|%10s|%-10s|" % ("abcdef", "r", "l"))
print("%*d|%.*f" % (5, 42, 2, 3.14159), "%s %s" % ("x", None), "%d" % 3.99, "%a" % "é", "%5.1f%%" % 99.5)
for wrong in ["'%d' % 'x'", "'%s %s' % 1", "'%s' % (1, 2)", "'%y' % 1", "'%(a)s' % 1", "'%c' % 'ab'", "'%' % 1", "'%x' % 1.5"]:
    try:
        print(eval(wrong))
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
