import sys
import warnings

warnings.simplefilter('ignore')
def run(fn, jumps, *args):
    out = []
    code = fn.__code__
    base = code.co_firstlineno
    done = set()
    def tr(frame, event, arg):
        if frame.f_code is not code: return None
        if event == 'line':
            rel = frame.f_lineno - base
            out.append(rel)
            if rel in jumps and rel not in done:
                done.add(rel)
                try:
                    frame.f_lineno = base + jumps[rel]
                    out.append(('at', frame.f_lineno - base))
                except ValueError as e:
                    out.append(str(e))
        elif event in jumps and event not in done:
            done.add(event)
            try: frame.f_lineno = base + jumps[event]
            except ValueError as e: out.append(str(e))
        return tr
    sys.settrace(tr)
    try:
        try: r = fn(*args)
        finally: sys.settrace(None)
    except Exception as e: r = (type(e).__name__, str(e))
    print(fn.__name__, jumps, out, r)
def a():
    x = 1
    x = 2
    x = 3
    return x
run(a, {2: 4}); run(a, {3: 1}); run(a, {2: 100}); run(a, {2: -1}); run(a, {'call': 2}); run(a, {'return': 2})
def b():
    l = []
    for i in range(3):
        l.append(i)
        l.append(-i)
    else:
        l.append('else')
    return l
run(b, {1: 3}); run(b, {3: 7}); run(b, {3: 6}); run(b, {4: 3}); run(b, {7: 1}); run(b, {3: 2})
def c():
    l = []
    try:
        l.append(1)
        1/0
    except ZeroDivisionError:
        l.append(2)
        l.append(3)
    finally:
        l.append(4)
    return l, sys.exception()
run(c, {1: 3}); run(c, {1: 7}); run(c, {6: 9}); run(c, {6: 10}); run(c, {4: 9}); run(c, {'exception': 3}); run(c, {3:10})
class M:
    def __enter__(self): return self
    def __exit__(self, *a): pass
def d():
    l = []
    with M():
        l.append(1)
        l.append(2)
    l.append(3)
    return l
run(d, {1: 3}); run(d, {3: 5}); run(d, {4:3})
def e():
    if False:
        y = 1
    pass
    z = 1
    while True:
        z += 1
        if z > 3:
            break
    return z
run(e, {3: 8}); run(e, {4: 6}); run(e, {6:9})
def f():
    u = 1
    v = 2
    return u, v
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter('always')
    run(f, {1: 3})
    print([str(x.message) for x in w])
def g():
    yield 1
    yield 2
    yield 3
def run2(gf, jumps):
    out=[]
    def tr(fr, ev, arg):
        if fr.f_code is not gf.__code__: return
        out.append((ev, fr.f_lineno-gf.__code__.co_firstlineno))
        k=(ev, fr.f_lineno-gf.__code__.co_firstlineno)
        if k in jumps:
            try: fr.f_lineno = jumps[k]+gf.__code__.co_firstlineno
            except ValueError as e: out.append(str(e))
        return tr
    sys.settrace(tr)
    try: r=list(gf())
    finally: sys.settrace(None)
    print(out, r)
run2(g, {('line',2):3}); run2(g, {('return',1):3}); run2(g, {('call',1):3})
