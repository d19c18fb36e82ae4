# exit: 1
def make(error):
    try:
        raise error
    except type(error) as caught:
        return caught


raise ExceptionGroup("two problems", [make(ValueError("one")), ExceptionGroup("inner", [TypeError("two")])])
