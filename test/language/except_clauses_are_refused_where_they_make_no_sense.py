SOURCES = [
    'try: pass\nexcept* : pass',
    'try: pass\nexcept* A: pass\nexcept B: pass',
    'try: pass\nexcept A: pass\nexcept* B: pass',
    'try: pass\nexcept*: pass',
    'try: pass\nexcept* A: pass\nexcept*: pass',
    'while 1:\n try: pass\n except* A: break',
    'while 1:\n try: pass\n except* A: continue',
    'def f():\n try: pass\n except* A: return',
    'def f():\n try: pass\n except* A:\n  while 1: break\n  for x in y: continue',
    'def f():\n try: pass\n except* A:\n  while 1: return 1',
    'def f():\n while 1:\n  try: pass\n  except* A: pass\n  else: break\n  finally: pass',
    'def f():\n try: pass\n except* A:\n  def g(): return 1\n  class X:\n   def h(self): return',
    'try: pass\nexcept* A as b.c: pass',
    'try: pass\nexcept* A, B: pass',
    'try: pass\nexcept A, B: pass',
    'try: pass\nexcept A, B as c: pass',
    'try: pass\nexcept* A, B as c: pass',
    'try: pass\nexcept (A, B) as c: pass',
    'try: pass\nexcept A, : pass',
    'try: pass\nexcept A, B, : pass',
    'try: pass\nexcept *A, B: pass',
    'try: pass\nexcept * (A, B): pass',
    'try: pass\nexcept A, *B: pass',
    'def f():\n try: pass\n except* A:\n  try: pass\n  finally: return',
    'try: pass\nexcept* A: pass\nelse: pass',
    'try: pass',
    'try: pass\nfinally: pass\nexcept* A: pass',
    'try: pass\nexcept* A as __debug__: pass',
    'try: pass\nexcept*A: pass',
]
for source in SOURCES:
    try:
        compile(source, "f", "exec")
        print("compiles")
    except SyntaxError as e:
        print(f"{e.msg} {e.lineno}:{e.offset}-{e.end_lineno}:{e.end_offset}")
