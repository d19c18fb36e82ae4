import types


@types.coroutine
def step():
    got = yield 5
    return got


async def main():
    return await step()


coroutine = main()
print(coroutine.send(None), types.coroutine(step) is step)
try:
    coroutine.send(7)
except StopIteration as stop:
    print(stop.value)
wrapper = main().__await__()
print(type(wrapper).__name__, iter(wrapper) is wrapper, next(wrapper))
try:
    wrapper.send(3)
except StopIteration as stop:
    print(stop.value)
print(types.GeneratorType is type(step()), types.FunctionType is types.LambdaType, types.NoneType, types.CodeType)
for wrong in [5, None]:
    try:
        types.coroutine(wrong)
    except TypeError as error:
        print(error)
