import re
import warnings


def warned(pattern):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            re.compile(pattern)
        except re.PatternError as error:
            print(error)
        for one in caught:
            print(pattern, one.category.__name__, one.message, one.lineno)
        re.purge()


for pattern in ["[[a]", "[a&&b]", "[a--b]", "[--a]", "[a||b~~c]", "(x|(?:[[]))", "[[a](", "[a]"]:
    warned(pattern)

with warnings.catch_warnings():
    warnings.simplefilter("error")
    try:
        re.compile("[[b](")
    except FutureWarning as error:
        print("raised", error)
    try:
        re.sub("a", "b", "c", 1)
    except DeprecationWarning as error:
        print("raised", error)
