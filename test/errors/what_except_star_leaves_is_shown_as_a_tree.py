# exit: 1
def part(n):
    raise ValueError(n)


def collect():
    errors = []
    for n in range(2):
        try:
            part(n)
        except ValueError as e:
            errors.append(e)
    raise ExceptionGroup("collected", [*errors, OSError("left")])


def handle():
    try:
        collect()
    except* ValueError as e:
        e.add_note("handled")
        raise KeyError("while handling") from e
    except* TypeError:
        pass


try:
    handle()
except ExceptionGroup as e:
    e.add_note("noted")
    raise
