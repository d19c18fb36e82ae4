group = ExceptionGroup("several", [ValueError(1), TypeError(2), ExceptionGroup("inner", [KeyError(3), ValueError(4)])])
print(repr(group), "|", str(group), "|", group.message, group.exceptions[0])
match, rest = group.split(ValueError)
print(repr(match), repr(rest))
print(repr(group.subgroup(lambda e: isinstance(e, KeyError))), group.subgroup(OSError), repr(group.derive([OSError(5)])))
print(isinstance(group, Exception), type(BaseExceptionGroup("x", [ValueError()])).__name__, type(BaseExceptionGroup("x", [KeyboardInterrupt()])).__name__)
for wrong in ["ExceptionGroup('x', [])", "ExceptionGroup('x', [5])", "ExceptionGroup('x', [KeyboardInterrupt()])", "ExceptionGroup(1, [ValueError()])"]:
    try:
        eval(wrong)
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
