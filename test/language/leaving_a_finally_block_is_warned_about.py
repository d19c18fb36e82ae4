import warnings

SOURCES = [
    "def f():\n try: pass\n finally: return 1",
    "while 1:\n try: pass\n finally: break",
    "while 1:\n try: pass\n finally: continue",
    "try: pass\nfinally:\n while 1: break",
    "try: pass\nfinally:\n def f(): return",
    "def f():\n try: pass\n finally:\n  try: return\n  finally: return",
    "def f():\n try: pass\n finally:\n  for x in y: return\n  else: return",
    "def f():\n for i in x:\n  try: pass\n  finally:\n   with a: continue",
    "def f():\n try: pass\n finally:\n  match x:\n   case 1: return",
    "def f():\n try: pass\n except* A: pass\n finally:\n  if x: return",
    "def f():\n try: return\n except A: return\n else: return\n finally: pass",
]
for source in SOURCES:
    with warnings.catch_warnings(record=True) as log:
        warnings.simplefilter("always")
        compile(source, "f.py", "exec")
    print([f"{w.category.__name__}: {w.message}, line {w.lineno}" for w in log])
