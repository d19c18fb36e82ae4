import sys

sys.stderr = sys.stdout
import warnings

def f(): warnings.warn("careful")
f(); f()
warnings.warn("dep", DeprecationWarning)
warnings.warn(RuntimeWarning("inst"))
for i in range(3): warnings.warn("loop", stacklevel=1)
def g(): warnings.warn("from caller", stacklevel=2)
g()
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always")
    f(); f()
    warnings.warn("x", FutureWarning)
    print(len(w), w[0].message, w[0].category, w[0].lineno, w[0].filename, w[2].category.__name__, repr(w[0].message))
with warnings.catch_warnings():
    warnings.simplefilter("error")
    try: f()
    except UserWarning as e: print("raised", repr(e))
with warnings.catch_warnings(action="ignore"):
    f()
f()
warnings.filterwarnings("ignore", message="care")
f()
warnings.resetwarnings()
warnings.warn("pend", PendingDeprecationWarning)
for a in [("bad",), (5,)]:
    try: warnings.simplefilter(*a)
    except (ValueError, TypeError) as e: print(type(e).__name__)
try: warnings.simplefilter("ignore", lineno=-1)
except ValueError as e: print(e)
try: warnings.warn("x", int)
except TypeError as e: print(e)
try: warnings.warn("x", 5)
except TypeError as e: print(e)
warnings.simplefilter("once")
for i in range(3): warnings.warn("once")
warnings.warn("once")
warnings.simplefilter("module")
for i in range(3): warnings.warn("mod")
warnings.warn("mod")
def show(message, category, filename, lineno, file=None, line=None): print("SHOW", message, category.__name__, filename, lineno, line)
old = warnings.showwarning
warnings.showwarning = show
warnings.simplefilter("always")
f()
warnings.showwarning = old
print(warnings.formatwarning("m", UserWarning, "nofile.py", 3), end="")
print(warnings.formatwarning("m", UserWarning, "nofile.py", 3, "  the line "), end="")
warnings.showwarning("m", UserWarning, "nofile.py", 3, sys.stdout, "zz")
warnings.warn_explicit("expl", UserWarning, "some.py", 12)
warnings.formatwarning = lambda *a: "F%r\n" % (a[0].args,)
f()
print(warnings.catch_warnings(record=True), warnings.filters[0][0])
c = warnings.catch_warnings()
try: c.__exit__(None, None, None)
except RuntimeError as e: print(e)
c.__enter__()
try: c.__enter__()
except RuntimeError as e: print(e)
