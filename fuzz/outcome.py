"""What programs show, and the exception that ends each: run by CPython and by ohwait alike."""
import sys
import warnings

warnings.simplefilter("ignore")

PLAIN = (int, float, complex, bool, str, bytes, bytearray, range, slice, type(None), type(...), type(NotImplemented))


def canonical(value, depth=6):
    """A value as text that depends on no address and no order of a set."""
    kind = type(value)
    if kind in PLAIN:
        before, at, _ = repr(value).partition(" at 0x")
        return before + at
    if depth == 0:
        return "..."
    if kind is list or kind is tuple:
        return kind.__name__ + "(" + ", ".join([canonical(item, depth - 1) for item in list(value)]) + ")"
    if kind is set or kind is frozenset:
        return kind.__name__ + "(" + ", ".join(sorted([canonical(item, depth - 1) for item in value])) + ")"
    if kind is dict:
        pairs = [canonical(k, depth - 1) + ": " + canonical(v, depth - 1) for k, v in value.items()]
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, BaseException):
        return told(value)
    if isinstance(value, type):
        return value.__name__
    return "<" + kind.__name__ + ">"


def told(error):
    """An exception with what it hangs on."""
    text = type(error).__name__
    for link in ("__cause__", "__context__"):
        other = getattr(error, link)
        if other is not None:
            text += " " + link.strip("_") + " " + type(other).__name__
    return text


def shape(error, depth=5):
    """An exception with all that hangs on it, and the lines it came through."""
    if error is None or depth == 0:
        return None
    lines = []
    entry = error.__traceback__
    while entry is not None:
        lines.append(entry.tb_lineno)
        entry = entry.tb_next
    text = type(error).__name__ + str(lines)
    if isinstance(error, BaseExceptionGroup):
        text += " " + error.message + "(" + ", ".join([str(shape(one, depth - 1)) for one in error.exceptions]) + ")"
    else:
        text += canonical(error.args)
    for link in ("__cause__", "__context__"):
        other = getattr(error, link)
        if other is not None and not (link == "__context__" and error.__suppress_context__):
            text += " " + link.strip("_") + " " + str(shape(other, depth - 1))
    for note in getattr(error, "__notes__", ()):
        text += " note " + str(note)
    return text


def namespace(shown, texts):
    """What programs may use beside the builtins."""

    def show(label, value):
        if len(shown) > 300:
            raise SystemExit
        shown.append(str(label) + " " + canonical(value))

    def tried(function):
        try:
            return function()
        except Exception as error:
            return told(error) + (" " + str(error) if texts else "")

    def shaped(function):
        """Its result, or the exception with all that hangs on it."""
        try:
            return function()
        except BaseException as error:
            return shape(error.with_traceback(error.__traceback__.tb_next))

    def steps(count):
        try:
            for i in range(count):
                show("step", i)
                show("sent", (yield i))
        finally:
            show("steps", "over")
        return count

    class Manager:
        def __init__(self, label, swallows):
            self.label = label
            self.swallows = swallows

        def __enter__(self):
            show("enter", self.label)
            return self.label

        def __exit__(self, kind, value, traceback):
            show("exit", (self.label, kind))
            return self.swallows

    def decorator(function):
        show("decorated", function.__name__)
        return function

    class Meta(type):
        def __call__(cls, *args, **kwargs):
            show("made", cls.__name__)
            return super().__call__(*args, **kwargs)

    class Base:
        def __init__(self, *args):
            show("base", args)

        def method(self, x=0):
            return ("base", x)

    class Later:
        def __init__(self, value):
            self.value = value

        def __await__(self):
            show("wait", self.value)
            yield self.value
            return self.value

    async def collected(generator):
        items = []
        async for item in generator:
            items.append(item)
        return items

    def driven(coroutine):
        traps = []
        try:
            while True:
                traps.append(coroutine.send(None))
        except StopIteration as stop:
            return traps, stop.value

    def copied(value):
        return type(value)(value)

    return {
        "__name__": "fuzz", "kept": [], "show": show, "tried": tried, "told": told, "shape": shape, "shaped": shaped, "steps": steps, "Manager": Manager, "decorator": decorator,
        "Meta": Meta, "Base": Base, "later": Later, "collected": collected, "driven": driven, "copied": copied,
    }


def outcome(source, texts):
    """All that a program shows, as lines."""
    shown = []
    # Kept until all is said: what is suspended in there would be closed, by CPython at once.
    space = namespace(shown, texts)
    try:
        exec(compile(source, "<fuzz>", "exec"), space)
    except BaseException as error:
        shown.append("raises " + told(error) + (" " + str(error) if texts else ""))
    return "\n".join(shown)


def main():
    import json
    texts, sources = json.load(sys.stdin)
    json.dump([outcome(source, texts) for source in sources], sys.stdout)


if __name__ == "__main__" and sys.implementation.name == "cpython":
    main()
