# What leaves a `finally` block forgets the exception that led there.
import warnings


def show(source):
    with warnings.catch_warnings(record=True) as log:
        warnings.simplefilter("always")
        try:
            compile(source, "f", "exec")
        except SyntaxError as error:
            print(repr(source), error.msg)
    for warning in log:
        print(repr(source), warning.lineno, warning.category.__name__, warning.message)
    if not log:
        print(repr(source), "-")


for source in [
    "def f():\n try: pass\n finally: return 1\n",
    "def f():\n try: pass\n finally:\n  if x: return\n",
    "while 1:\n try: pass\n finally: break\n",
    "while 1:\n try: pass\n finally: continue\n",
    "while 1:\n try: pass\n finally:\n  for x in y: break\n",
    "def f():\n try: pass\n finally:\n  def g(): return 1\n",
    "def f():\n try: pass\n finally:\n  for x in y: return\n",
    "def f():\n try: pass\n finally:\n  try: pass\n  finally: return\n",
    "def f():\n while 1:\n  try: pass\n  finally:\n   while 1:\n     continue\n   else:\n     break\n",
    "def f():\n try: pass\n finally:\n  with x: return\n",
    "def f():\n try: pass\n finally:\n  class A: \n   def g(self): return\n",
    "def f():\n try:\n  return\n except: return\n finally:\n  lambda: 1\n",
    "try: pass\nfinally:\n try: pass\n finally:\n  try: pass\n  finally: 1 is 1\n",
    "def f():\n try: pass\n finally: return 1 is 1\n",
    "for x in y:\n try: pass\n finally: \n  for z in y: pass\n  else: continue\n",
]:
    show(source)
