import inspect
def f(a, b=1): pass
async def co(): pass
def g(): yield
async def ag(): yield
class C:
    def m(self): pass
for name in "iscoroutinefunction isgeneratorfunction isasyncgenfunction iscoroutine isgenerator isasyncgen isawaitable isfunction isclass ismethod ismodule isbuiltin iscode isframe istraceback isroutine".split():
    c = co(); row = [int(getattr(inspect, name)(x)) for x in (f, co, g, ag, C, C().m, inspect, len, [].append, f.__code__, g(), c, ag(), inspect.currentframe(), 5)]
    c.close(); print(name, row)
x = g(); print(inspect.getgeneratorstate(x)); next(x); print(inspect.getgeneratorstate(x)); x.close(); print(inspect.getgeneratorstate(x))
c = co(); print(inspect.getcoroutinestate(c)); c.close(); print(inspect.getcoroutinestate(c))
print(inspect.CO_COROUTINE, inspect.CO_GENERATOR, inspect.CO_VARARGS, inspect.currentframe().f_lineno)
