from contextvars import Context, ContextVar, copy_context

v = ContextVar("v", default="default")
w = ContextVar("w")
print(v.get(), v.name, w.get("given"))
try:
    w.get()
except LookupError as error:
    print(type(error).__name__)
token = v.set("one")
print(v.get(), token.old_value is token.MISSING, token.var is v)
inner = v.set("two")
print(inner.old_value)
v.reset(inner)
print(v.get())
try:
    v.reset(inner)
except RuntimeError as error:
    print("used once")
context = copy_context()


def change():
    v.set("inside")
    w.set(5)
    return v.get()


print(context.run(change), v.get(), context[v], context.get(w), w in context, len(context) == len(list(context)), v in Context())
try:
    context.run(context.run, change)
except RuntimeError:
    print("cannot be entered twice")
v.reset(token)
print(v.get(), Context().run(v.get))
