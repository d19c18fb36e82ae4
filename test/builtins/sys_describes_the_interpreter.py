import sys

print(sys.version_info >= (3, 13), sys.version_info.major, sys.maxsize == 2 ** 63 - 1, sys.byteorder, sys.maxunicode, sys.getrecursionlimit(), sys.argv)
print(sys.float_info.max, sys.float_info.epsilon, sys.getdefaultencoding(), type(sys.path).__name__, sys.hash_info.modulus == 2 ** 61 - 1, sys.intern("x") == "x")
sys.stdout.write("written\n")
sys.stdout.flush()
print(sys.exc_info(), sys.getsizeof([]) > 0, isinstance(sys.platform, str), sys.implementation.name != "", sys.stdin is not None, sys.stderr is not None)


def depth():
    return sys._getframe().f_code.co_name, sys._getframe(1).f_code.co_name, sys._getframe().f_lineno


print(depth())
sys.setrecursionlimit(500)
print(sys.getrecursionlimit())
for wrong in ["sys.exit(5)", "sys.exit()", "sys.exit('text')", "sys.setrecursionlimit(0)"]:
    try:
        exec(wrong)
    except SystemExit as error:
        print("SystemExit", error.code)
    except ValueError as error:
        print(error)
