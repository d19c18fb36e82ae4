# exit: 1
import sys

for code in None, 256, 0:
    try:
        sys.exit(code)
    except SystemExit as error:
        print(repr(error.code))
sys.exit(257)
