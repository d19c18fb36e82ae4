"""Shows the instructions of compiled code.

They are this interpreter's own, for registers instead of a stack; the layout and the functions are those of
CPython's dis. An instruction's `arg` is a tuple of its operands.
"""
import sys
import types

import _dis

__all__ = ["code_info", "dis", "disassemble", "distb", "disco", "findlinestarts", "findlabels", "show_code",
           "get_instructions", "Instruction", "Bytecode", "Positions", "opname", "opmap"]

opmap = _dis.operations()
opname = ["<%d>" % number for number in range(256)]
for _name, _number in opmap.items():
    opname[_number] = _name

COMPILER_FLAG_NAMES = {
    1: "OPTIMIZED", 2: "NEWLOCALS", 4: "VARARGS", 8: "VARKEYWORDS", 16: "NESTED", 32: "GENERATOR", 64: "NOFREE",
    128: "COROUTINE", 256: "ITERABLE_COROUTINE", 512: "ASYNC_GENERATOR", 0x4000000: "HAS_DOCSTRING",
    0x8000000: "METHOD",
}

_WITH_CODE = (types.FunctionType, types.MethodType, classmethod, staticmethod, type, types.CodeType)


def pretty_flags(flags):
    """The names of a code's flags."""
    names = []
    for bit in range(32):
        flag = 1 << bit
        if flags & flag:
            names.append(COMPILER_FLAG_NAMES.get(flag, hex(flag)))
    return ", ".join(names) or hex(flags)


class _Record(tuple):
    """A tuple whose items have names."""
    _fields = ()

    def __new__(cls, *args, **kwargs):
        values = list(args)
        for field in cls._fields[len(values):]:
            if field in kwargs:
                values.append(kwargs.pop(field))
            elif field in cls._defaults:
                values.append(cls._defaults[field])
            else:
                raise TypeError(f"{cls.__name__}() missing argument: '{field}'")
        if kwargs or len(values) > len(cls._fields):
            raise TypeError(f"{cls.__name__}() takes {len(cls._fields)} arguments")
        return super().__new__(cls, values)

    def __init_subclass__(cls):
        for place, field in enumerate(cls._fields):
            setattr(cls, field, property(lambda self, place=place: self[place]))

    def _asdict(self):
        return dict(zip(self._fields, self))

    def _replace(self, **changes):
        return type(self)(**(self._asdict() | changes))

    def __repr__(self):
        fields = ", ".join(f"{name}={value!r}" for name, value in zip(self._fields, self))
        return f"{type(self).__name__}({fields})"


class Positions(_Record):
    """Where an instruction comes from."""
    _fields = ("lineno", "end_lineno", "col_offset", "end_col_offset")
    _defaults = dict.fromkeys(_fields)


class Instruction(_Record):
    """One instruction, with what its operands mean."""
    _fields = ("opname", "opcode", "arg", "argval", "argrepr", "offset", "start_offset", "starts_line",
               "line_number", "label", "positions", "cache_info")
    _defaults = {"label": None, "positions": None, "cache_info": None}

    @property
    def baseopname(self):
        return self.opname

    @property
    def baseopcode(self):
        return self.opcode

    @property
    def oparg(self):
        return self.arg

    @property
    def jump_target(self):
        """The offset that it may jump to, or None."""
        return self.argval if self.argrepr.endswith(f"to {self.argval}") else None

    @property
    def is_jump_target(self):
        return self.label is not None

    def __str__(self):
        return _line(self, 3, 0, 4, False)


def _line(instruction, lineno_width, offset_width, label_width, is_current):
    parts = []
    if lineno_width:
        shown = ""
        if instruction.starts_line:
            shown = "--" if instruction.line_number is None else instruction.line_number
        parts.append(f"{shown:>{lineno_width}}")
    label = "" if instruction.label is None else f"L{instruction.label}:"
    parts.append(f"{label:>{label_width}}")
    if offset_width:
        parts.append(f"{instruction.offset:>{offset_width}}  ")
    parts.append("-->" if is_current else "   ")
    parts.append(f"{instruction.opname:<20}")
    if instruction.argrepr:
        parts.append(" " * 4 + instruction.argrepr)
    return " ".join(parts).rstrip()


def _code_of(x):
    """The code object of whatever can be disassembled."""
    while hasattr(x, "__func__"):
        x = x.__func__
    for name in ("__code__", "gi_code", "ag_code", "cr_code"):
        if hasattr(x, name):
            x = getattr(x, name)
            break
    if isinstance(x, str):
        for mode in ("eval", "exec"):
            try:
                return compile(x, "<disassembly>", mode)
            except SyntaxError:
                if mode == "exec":
                    raise
    if hasattr(x, "co_code"):
        return x
    raise TypeError("don't know how to disassemble %s objects" % type(x).__name__)


def findlabels(code):
    """The offsets that something jumps to."""
    found = []
    for *_, opcode, _operands, meaning, text in _dis.instructions(code):
        if text.endswith(f"to {meaning}") and meaning not in found:
            found.append(meaning)
    return sorted(found)


def findlinestarts(code):
    """Pairs of the offset and the line where lines begin."""
    last = False
    for start, _end, line in code.co_lines():
        if line is not last:
            last = line
            yield start, line


def get_instructions(x, *, first_line=None, show_caches=None, adaptive=False):
    """The instructions of a function, method, piece of source or code object, one after the other."""
    code = _code_of(x)
    shift = 0 if first_line is None else first_line - code.co_firstlineno
    return (instruction for instruction, _shown in _instructions(code, shift))


def _instructions(code, shift=0):
    starts = dict(findlinestarts(code))
    targets = findlabels(code) + [target for _, _, target, _ in _dis.handlers(code)]
    labels = {offset: number for number, offset in enumerate(sorted(set(targets)), 1)}
    positions = list(code.co_positions())
    line = None
    for offset, opcode, operands, meaning, text in _dis.instructions(code):
        if offset in starts:
            line = starts[offset]
            if line is not None:
                line += shift
        if text.endswith(f"to {meaning}") and meaning in labels:
            shown = text.removesuffix(str(meaning)) + f"L{labels[meaning]}"
        else:
            shown = text
        yield Instruction(opname[opcode], opcode, operands or None, meaning, text, offset, offset,
                          offset in starts,
                          line, labels.get(offset), Positions(*positions[offset // 2]), None), shown


def disassemble(co, lasti=-1, *, file=None, show_caches=False, adaptive=False, show_offsets=False,
                show_positions=False):
    """Shows the instructions of a code object."""
    _show(co, lasti, file, show_offsets)


def _show(code, lasti=-1, file=None, show_offsets=False, shift=0):
    instructions = list(_instructions(code, shift))
    lines = [one.line_number for one, _ in instructions if one.line_number is not None]
    lineno_width = max(3, len(str(max(lines)))) if lines else 0
    labels = [one.label for one, _ in instructions if one.label is not None]
    label_width = 4 + len(str(max(labels, default=0)))
    offset_width = len(str(instructions[-1][0].offset)) if show_offsets else 0
    for one, shown in instructions:
        if lineno_width and one.starts_line and one.offset > 0:
            print(file=file)
        print(_line(one._replace(argrepr=shown), lineno_width, offset_width, label_width, one.offset == lasti),
              file=file)
    table = _dis.handlers(code)
    if table:
        names = {one.offset: one.label for one, _ in instructions}
        print("ExceptionTable:", file=file)
        for start, end, target, register in table:
            print(f"  {start} to {end} -> L{names[target]} [{register}]", file=file)


disco = disassemble


def dis(x=None, *, file=None, depth=None, show_caches=False, adaptive=False, show_offsets=False,
        show_positions=False):
    """Shows the instructions of classes, methods, functions, generators, code, or source; of the last traceback
    where nothing is given."""
    if x is None:
        distb(file=file)
        return
    if isinstance(x, (classmethod, staticmethod)) or hasattr(x, "__func__"):
        x = x.__func__
    is_plain = isinstance(x, str) or any(hasattr(x, name) for name in
                                         ("__code__", "gi_code", "ag_code", "cr_code", "co_code"))
    if not is_plain and hasattr(x, "__dict__"):
        for name, member in sorted(x.__dict__.items(), key=lambda item: item[0]):
            if isinstance(member, _WITH_CODE):
                print("Disassembly of %s:" % name, file=file)
                try:
                    dis(member, file=file, depth=depth, show_offsets=show_offsets)
                except TypeError as problem:
                    print("Sorry:", problem, file=file)
                print(file=file)
        return
    _show_all(_code_of(x), file, depth, show_offsets)


def _show_all(code, file, depth, show_offsets):
    _show(code, -1, file, show_offsets)
    if depth is None or depth > 0:
        for constant in code.co_consts:
            if isinstance(constant, types.CodeType):
                print(file=file)
                print("Disassembly of %r:" % (constant,), file=file)
                _show_all(constant, file, None if depth is None else depth - 1, show_offsets)


def distb(tb=None, *, file=None, show_caches=False, adaptive=False, show_offsets=False, show_positions=False):
    """Shows the code where an exception was raised, with a mark at the instruction."""
    if tb is None:
        last = getattr(sys, "last_exc", None)
        if last is None:
            raise RuntimeError("no last traceback to disassemble")
        tb = last.__traceback__
    while tb.tb_next:
        tb = tb.tb_next
    _show(tb.tb_frame.f_code, tb.tb_lasti, file, show_offsets)


def code_info(x):
    """What is known of a code object beside its instructions, as text."""
    code = _code_of(x)
    lines = [
        f"Name:              {code.co_name}",
        f"Filename:          {code.co_filename}",
        f"Argument count:    {code.co_argcount}",
        f"Positional-only arguments: {code.co_posonlyargcount}",
        f"Kw-only arguments: {code.co_kwonlyargcount}",
        f"Number of locals:  {code.co_nlocals}",
        f"Stack size:        {code.co_stacksize}",
        f"Flags:             {pretty_flags(code.co_flags)}",
    ]
    lists = [("Constants", code.co_consts, True), ("Names", code.co_names, False),
             ("Variable names", code.co_varnames, False), ("Free variables", code.co_freevars, False),
             ("Cell variables", code.co_cellvars, False)]
    for title, items, is_repr in lists:
        if items:
            lines.append(title + ":")
            lines.extend(f"{place:4}: {item!r}" if is_repr else f"{place:4}: {item}"
                         for place, item in enumerate(items))
    return "\n".join(lines)


def show_code(co, *, file=None):
    """Prints what code_info() tells."""
    print(code_info(co), file=file)


class Bytecode:
    """The instructions of a piece of code: iterable, and with dis() as text."""

    def __init__(self, x, *, first_line=None, current_offset=None, show_caches=False, adaptive=False,
                 show_offsets=False, show_positions=False):
        self.codeobj = _code_of(x)
        self.first_line = self.codeobj.co_firstlineno if first_line is None else first_line
        self.current_offset = current_offset
        self.show_offsets = show_offsets
        self._original_object = x

    def __iter__(self):
        return get_instructions(self.codeobj, first_line=self.first_line)

    def __repr__(self):
        return f"{type(self).__name__}({self._original_object!r})"

    @classmethod
    def from_traceback(cls, tb, *, show_caches=False, adaptive=False):
        while tb.tb_next:
            tb = tb.tb_next
        return cls(tb.tb_frame.f_code, current_offset=tb.tb_lasti)

    def info(self):
        return code_info(self.codeobj)

    def dis(self):
        lines = _Lines()
        lasti = -1 if self.current_offset is None else self.current_offset
        _show(self.codeobj, lasti, lines, self.show_offsets, self.first_line - self.codeobj.co_firstlineno)
        return "".join(lines.parts)


class _Lines:
    """Collects what is printed."""

    def __init__(self):
        self.parts = []

    def write(self, text):
        self.parts.append(text)

    def flush(self):
        pass
