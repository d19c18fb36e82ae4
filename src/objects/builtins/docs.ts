/** What `__doc__` and `__text_signature__` of the builtin types say. */
import { E } from "../errors.ts";
import { classSignature } from "../native.ts";
import type { Members, PyType } from "../type.ts";
import * as types from "../types.ts";

/** Signature (where there is one that can be written down) and text. */
const DOCS = new Map<PyType, readonly [signature: string | null, doc: string]>([
  [
    types.objectType,
    ["()", "The base class of all classes. Its instances have the methods that all objects share."],
  ],
  [
    types.intType,
    [
      null,
      "int([x]) -> integer\nint(x, base=10) -> integer\n\nMake an integer of a number, or of text that is written in the given base (0: as a literal says).",
    ],
  ],
  [
    types.boolType,
    [
      "(object=False, /)",
      "Return True for what counts as true, else False. There are no other instances.",
    ],
  ],
  [types.floatType, ["(x=0, /)", "Make a floating-point number of a number or of text."]],
  [
    types.complexType,
    [
      "(real=0, imag=0)",
      "Create a complex number from text or numbers: with one argument from what it stands for, with two from its real and imaginary part.",
    ],
  ],
  [
    types.strType,
    [
      null,
      "str(object='') -> str\nstr(bytes_or_buffer[, encoding[, errors]]) -> str\n\nMake a string: the text of an object, or what bytes mean in an encoding.",
    ],
  ],
  [
    types.bytesType,
    [
      null,
      "bytes(iterable_of_ints) -> bytes\nbytes(string, encoding[, errors]) -> bytes\nbytes(bytes_or_buffer) -> bytes\nbytes(int) -> as many zero bytes\nbytes() -> no bytes\n\nMake an immutable array of bytes.",
    ],
  ],
  [
    types.bytearrayType,
    [
      null,
      "bytearray(iterable_of_ints) -> bytearray\nbytearray(string, encoding[, errors]) -> bytearray\nbytearray(bytes_or_buffer) -> bytearray\nbytearray(int) -> as many zero bytes\nbytearray() -> no bytes\n\nMake an array of bytes that can change.",
    ],
  ],
  [
    types.memoryviewType,
    ["(object)", "Create a view of the memory of another object, which it exposes in place."],
  ],
  [
    types.listType,
    [
      "(iterable=(), /)",
      "A sequence that can change. Without an argument it is empty, else it has the items of the iterable.",
    ],
  ],
  [
    types.tupleType,
    [
      "(iterable=(), /)",
      "A sequence that cannot change. Without an argument it is empty, else it has the items of the iterable; a tuple is returned as it is.",
    ],
  ],
  [
    types.dictType,
    [
      null,
      "dict() -> an empty dictionary\ndict(mapping) -> with the pairs of a mapping\ndict(iterable) -> with pairs of a key and a value\ndict(**kwargs) -> with the names and values given",
    ],
  ],
  [types.setType, ["(iterable=(), /)", "A collection of distinct elements, in no order."]],
  [
    types.frozensetType,
    ["(iterable=(), /)", "A collection of distinct elements that cannot change."],
  ],
  [
    types.rangeType,
    [
      null,
      "range(stop) -> range object\nrange(start, stop[, step]) -> range object\n\nThe integers from start (0 unless given) up to stop, which is not one of them, by step.",
    ],
  ],
  [
    types.sliceType,
    [
      null,
      "slice(stop)\nslice(start, stop[, step])\n\nWhat a subscript such as a[0:10:2] selects.",
    ],
  ],
  [types.noneType, ["()", "The type of None."]],
  [types.ellipsisType, ["()", "The type of Ellipsis."]],
  [types.notImplementedType, ["()", "The type of NotImplemented."]],
  [
    types.propertyType,
    [
      "(fget=None, fset=None, fdel=None, doc=None)",
      "An attribute that functions get, set and delete. As a decorator it makes a method such an attribute.",
    ],
  ],
  [
    types.classMethodType,
    [
      "(function, /)",
      "Make a method of the class: its first argument is the class, not an instance.",
    ],
  ],
  [
    types.staticMethodType,
    ["(function, /)", "Make a method that gets neither the instance nor the class."],
  ],
  [
    types.superType,
    [
      null,
      "super() -> same as super(__class__, <first argument>)\nsuper(type) -> unbound super object\nsuper(type, obj) -> bound super object\nsuper(type, type2) -> bound super object\n\nFinds the methods of base classes, in the order of the class of the object.",
    ],
  ],
  [
    types.enumerateType,
    [
      "(iterable, start=0)",
      "An iterator of pairs: a count, which begins at start, and an item of the iterable.",
    ],
  ],
  [
    types.zipType,
    [
      "(*iterables, strict=False)",
      "An iterator of tuples, the i-th of which has the i-th item of each iterable, until the shortest ends. With strict all have to be of the same length.",
    ],
  ],
  [
    types.mapType,
    [
      "(function, iterable, /, *iterables, strict=False)",
      "An iterator of what the function makes of the items of the iterables. With strict all have to be of the same length.",
    ],
  ],
  [
    types.filterType,
    [
      "(function, iterable, /)",
      "An iterator of the items for which the function is true, or which themselves are, if it is None.",
    ],
  ],
  [
    types.reversedType,
    ["(sequence, /)", "An iterator of the items of a sequence, from the last to the first."],
  ],
  [types.moduleType, ["(name, doc=None)", "A module: a namespace of its own."]],
]);

const ERRORS: ReadonlyMap<PyType, string> = new Map([
  [E.BaseException, "The base class of all exceptions."],
  [E.BaseExceptionGroup, "Several exceptions, raised together."],
  [E.GeneratorExit, "Asks a generator to end."],
  [E.KeyboardInterrupt, "The user has interrupted the program."],
  [E.SystemExit, "Asks the interpreter to end."],
  [E.Exception, "The base class of all exceptions that do not end the program."],
  [E.ArithmeticError, "The base class of arithmetic errors."],
  [E.FloatingPointError, "A floating-point operation has failed."],
  [E.OverflowError, "A result is too large to be represented."],
  [E.ZeroDivisionError, "The second operand of a division or modulo operation was zero."],
  [E.AssertionError, "An assertion has failed."],
  [E.AttributeError, "There is no such attribute, or it cannot be set."],
  [E.BufferError, "A buffer cannot be used so."],
  [E.EOFError, "Input has ended where more was read."],
  [E.ImportError, "A module cannot be imported, or has no such name."],
  [E.ModuleNotFoundError, "There is no such module."],
  [E.LookupError, "The base class of errors about keys and indices."],
  [E.IndexError, "An index is out of range."],
  [E.KeyError, "A mapping has no such key."],
  [E.MemoryError, "There is not enough memory."],
  [E.NameError, "No variable has this name."],
  [E.UnboundLocalError, "A local variable was used before it had a value."],
  [E.OSError, "The operating system could not do something."],
  [E.BlockingIOError, "Input or output would have to wait."],
  [E.ChildProcessError, "A child process could not be dealt with."],
  [E.ConnectionError, "The base class of errors about connections."],
  [E.BrokenPipeError, "The other end of a pipe is closed."],
  [E.ConnectionAbortedError, "The connection was given up."],
  [E.ConnectionRefusedError, "The other side does not accept the connection."],
  [E.ConnectionResetError, "The other side has cut the connection."],
  [E.FileExistsError, "There is such a file already."],
  [E.FileNotFoundError, "There is no such file."],
  [E.InterruptedError, "A signal has interrupted the call."],
  [E.IsADirectoryError, "The operation does not work on a directory."],
  [E.NotADirectoryError, "The operation works on a directory only."],
  [E.PermissionError, "There is no permission to do this."],
  [E.ProcessLookupError, "There is no such process."],
  [E.TimeoutError, "The time was up."],
  [E.ReferenceError, "What a weak proxy stands for is gone."],
  [E.RuntimeError, "An error of no particular kind."],
  [E.NotImplementedError, "A method or function is not there yet."],
  [E.PythonFinalizationError, "The interpreter is ending and cannot do this any more."],
  [E.RecursionError, "Calls are nested too deep."],
  [E.StopAsyncIteration, "An asynchronous iterator has ended."],
  [E.StopIteration, "An iterator has ended."],
  [E.SyntaxError, "The text is no valid program."],
  [E.IndentationError, "Lines are indented wrongly."],
  [E.TabError, "Tabs and spaces are mixed in a way that can be read differently."],
  [
    E.SystemError,
    "The interpreter has a fault.\n\nPlease report it, with the program and the traceback.",
  ],
  [E.TypeError, "An argument is of the wrong type."],
  [E.ValueError, "An argument is of the right type but has a wrong value."],
  [E.UnicodeError, "Text could not be coded."],
  [E.UnicodeDecodeError, "Bytes could not be decoded."],
  [E.UnicodeEncodeError, "Text could not be encoded."],
  [E.UnicodeTranslateError, "Text could not be translated."],
  [E.Warning, "The base class of warnings."],
  [E.BytesWarning, "About bytes used as text, mostly in comparisons with it."],
  [E.DeprecationWarning, "About features that will go."],
  [E.EncodingWarning, "About encodings that are not named."],
  [E.FutureWarning, "About what will mean something else in the future."],
  [E.ImportWarning, "About probable mistakes in imports."],
  [E.PendingDeprecationWarning, "About features that will be deprecated."],
  [E.ResourceWarning, "About the use of resources."],
  [E.RuntimeWarning, "About dubious behaviour at run time."],
  [E.SyntaxWarning, "About dubious syntax."],
  [E.UnicodeWarning, "About conversions of text."],
  [E.UserWarning, "Warnings of the program itself."],
]);

/** What other classes say of themselves whose `__doc__` is their instances'. */
const OF_CLASSES: ReadonlyMap<PyType, string> = new Map([
  [
    types.typeType,
    "type(object) -> the object's type\ntype(name, bases, dict, **kwds) -> a new type",
  ],
  [types.functionType, "Create a function object."],
  [types.methodType, "Create a bound instance method object."],
]);

/** `__doc__` of a type, where that is stated here. */
export function classDoc(type: PyType): string | undefined {
  return OF_CLASSES.get(type) ?? DOCS.get(type)?.[1];
}

/** `__text_signature__` of a type. */
export function signatureOfType(type: PyType): string | null {
  if (!type.isBuiltin) return null;
  const known = DOCS.get(type);
  return known === undefined ? classSignature(type) : known[0];
}

/** The members of a type and its `__doc__`: None where there is nothing to say. */
export function withDoc(type: PyType, members: Members): Members {
  return function* (owner) {
    yield* members(owner);
    yield ["__doc__", DOCS.get(type)?.[1] ?? ERRORS.get(type) ?? null];
  };
}
