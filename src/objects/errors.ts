/** Exceptions: the tree as a table, the objects, and the one way in which natives raise them. */
import { layout, MEMBER_PREFIX, PyObject, type Shape, type Value } from "./object.ts";
import { fromJs } from "./str-object.ts";
import { PyType } from "./type.ts";
import { objectType } from "./types.ts";

/** An exception object. What CPython keeps in fields of the C struct is here; other attributes are in slots. */
export class PyException extends PyObject {
  override slots: Value[] = [];
  args: Value[];
  cause: PyException | null = null;
  context: PyException | null = null;
  suppressContext = false;
  /** The innermost entry is last in the chain; the first is the frame that caught it last. */
  traceback: PyObject | null = null;
  constructor(shape: Shape, args: Value[]) {
    super();
    this.shape = shape;
    this.args = args;
  }
}

/** What natives throw: carries a Python exception through JavaScript. Not an Error: those cost six times as much. */
export class PyThrow {
  readonly exception: PyException;
  constructor(exception: PyException) {
    this.exception = exception;
  }
}

/** Name and children of every builtin exception. https://docs.python.org/3/library/exceptions.html#exception-hierarchy */
type Tree = { readonly [name: string]: Tree };
const TREE = {
  BaseException: {
    GeneratorExit: {},
    KeyboardInterrupt: {},
    SystemExit: {},
    BaseExceptionGroup: {},
    Exception: {
      ArithmeticError: { FloatingPointError: {}, OverflowError: {}, ZeroDivisionError: {} },
      AssertionError: {},
      AttributeError: {},
      BufferError: {},
      EOFError: {},
      ImportError: { ModuleNotFoundError: {} },
      LookupError: { IndexError: {}, KeyError: {} },
      MemoryError: {},
      NameError: { UnboundLocalError: {} },
      OSError: {
        BlockingIOError: {},
        ChildProcessError: {},
        ConnectionError: {
          BrokenPipeError: {},
          ConnectionAbortedError: {},
          ConnectionRefusedError: {},
          ConnectionResetError: {},
        },
        FileExistsError: {},
        FileNotFoundError: {},
        InterruptedError: {},
        IsADirectoryError: {},
        NotADirectoryError: {},
        PermissionError: {},
        ProcessLookupError: {},
        TimeoutError: {},
      },
      ReferenceError: {},
      RuntimeError: { NotImplementedError: {}, PythonFinalizationError: {}, RecursionError: {} },
      StopAsyncIteration: {},
      StopIteration: {},
      SyntaxError: { IndentationError: { TabError: {} }, _IncompleteInputError: {} },
      SystemError: {},
      TypeError: {},
      ValueError: {
        UnicodeError: { UnicodeDecodeError: {}, UnicodeEncodeError: {}, UnicodeTranslateError: {} },
      },
      Warning: {
        BytesWarning: {},
        DeprecationWarning: {},
        EncodingWarning: {},
        FutureWarning: {},
        ImportWarning: {},
        PendingDeprecationWarning: {},
        ResourceWarning: {},
        RuntimeWarning: {},
        SyntaxWarning: {},
        UnicodeWarning: {},
        UserWarning: {},
      },
    },
  },
} as const satisfies Tree;

type NamesIn<T> = { [K in keyof T]: K | NamesIn<T[K]> }[keyof T];
export type ExceptionName = NamesIn<typeof TREE>;

/** Every builtin exception type, by name. */
export const E = {} as { readonly [K in ExceptionName]: PyType } & { ExceptionGroup: PyType };

function grow(tree: Tree, base: PyType): void {
  for (const [name, children] of Object.entries(tree)) {
    const type = new PyType(name, [base]);
    type.hasDict = true;
    (E as Record<string, PyType>)[name] = type;
    if (base === objectType) layout(PyException, type);
    else type.layout = PyException;
    grow(children, type);
  }
}
grow(TREE, objectType);
E.ExceptionGroup = new PyType("ExceptionGroup", [E.BaseExceptionGroup, E.Exception]);
E.ExceptionGroup.hasWeakref = true;
Object.freeze(E);

/**
 * A new exception with these arguments, which may be any text of JavaScript's; the kinds with attributes of their own set
 * them in `__init__`.
 */
export function newException(type: PyType, ...args: Value[]): PyException {
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] as Value;
    if (typeof arg === "string") args[i] = fromJs(arg);
  }
  return new PyException(type.instanceShape, args);
}

/** Raises a Python exception from a native. */
export function raise(type: PyType, message: string): never {
  throw new PyThrow(newException(type, message));
}

/** Raises MemoryError, which has no text. */
export function outOfMemory(): never {
  throw new PyThrow(newException(E.MemoryError));
}

/** Does `error`, caught in JavaScript, carry an exception of this type? */
export function isThrown(error: unknown, type: PyType): error is PyThrow {
  return error instanceof PyThrow && error.exception.shape.type.isSubtype(type);
}

/** Sets a field that is not among the attributes in `__dict__`, such as `StopIteration.value`. */
export function setHidden(object: PyObject, name: string, value: Value): void {
  object.slots ??= [];
  const key = MEMBER_PREFIX + name;
  const index = object.shape.indexOf(key);
  if (index >= 0) {
    object.slots[index] = value;
    return;
  }
  const next = object.shape.with(key);
  if (next === null) throw new Error(`no room for field ${name}`);
  object.slots[object.shape.size] = value;
  object.shape = next;
}

/** A field set by {@link setHidden}. */
export function getHidden(object: PyObject, name: string): Value | undefined {
  return object.slots?.[object.shape.indexOf(MEMBER_PREFIX + name)];
}
