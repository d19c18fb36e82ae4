# exit: 1
import sys
import types

sys.modules["typing"] = types.ModuleType("typing")
sys.modules["typing"]._GenericAlias = lambda origin, args: object


def around():
    class Generic[T](
        missing,
    ): ...


around()
