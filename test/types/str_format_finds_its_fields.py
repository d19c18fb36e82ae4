class P:
    x = [10, {"k": "v"}]


print("{} {} {}".format(1, "a", None), "{1} {0} {1}".format("a", "b"), "{x} {y!r:>5}".format(x=1, y="q"))
print("{0.x[0]} {0.x[1][k]} {p.x}".format(P, p=P), "{:>{w}}|{:{f}^{w}}".format(1, 2, w=5, f="*"))
print("{{}} {{{}}}".format(5), "{!s} {!a}".format("é", "é"), "{a}".format_map({"a": 1}))
for wrong in ["'{} {1}'.format(1, 2)", "'{'.format()", "'}'.format()", "'{}'.format()", "'{x}'.format()", "'{0.nope}'.format(1)",
              "'{!x}'.format(1)", "'{:q}'.format(1)", "'{:d}'.format('x')", "'{:5'.format(1)"]:
    try:
        print(eval(wrong))
    except (ValueError, IndexError, KeyError, AttributeError) as error:
        print(type(error).__name__, error)
