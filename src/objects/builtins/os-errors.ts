/** OSError: its fields, and which subclass an error number stands for. */
import { checkClass } from "../construct.ts";
import { members } from "../define.ts";
import { E, getHidden, PyException } from "../errors.ts";
import { intValue } from "../int.ts";
import type { Value } from "../object.ts";
import { keywords, object, rest } from "../params.ts";
import { attributeError } from "../protocols/attributes.ts";
import type { Keywords, NativeResult } from "../requests.ts";
import type { PyType } from "../type.ts";
import { initializer, NEW_DOC } from "./common.ts";
import { argsText, field, noKeywords, reduceWith, setField } from "./exception-base.ts";
import { describe } from "./replies.ts";

/** Linux's numbers, as everywhere in this interpreter. */
const BY_NUMBER = new Map<number, PyType>([
  [1, E.PermissionError],
  [2, E.FileNotFoundError],
  [3, E.ProcessLookupError],
  [4, E.InterruptedError],
  [10, E.ChildProcessError],
  [11, E.BlockingIOError],
  [13, E.PermissionError],
  [17, E.FileExistsError],
  [20, E.NotADirectoryError],
  [21, E.IsADirectoryError],
  [32, E.BrokenPipeError],
  [103, E.ConnectionAbortedError],
  [104, E.ConnectionResetError],
  [108, E.BrokenPipeError],
  [110, E.TimeoutError],
  [111, E.ConnectionRefusedError],
  [114, E.BlockingIOError],
  [115, E.BlockingIOError],
]);

/** The type for `OSError(number, …)`. */
export function osErrorType(number: number): PyType {
  return BY_NUMBER.get(number) ?? E.OSError;
}

/** Reads `(errno, strerror[, filename[, winerror[, filename2]]])`; fewer or more arguments mean nothing. */
function setFields(self: PyException, args: Value[]): void {
  self.args = args;
  if (args.length < 2 || args.length > 5) return;
  const [errno, strerror, filename, , filename2] = args as [Value, Value, Value?, Value?, Value?];
  setField(self, "errno", errno);
  setField(self, "strerror", strerror);
  if (filename === undefined || filename === null) return;
  if (self.shape.type.isSubtype(E.BlockingIOError) && intValue(filename) !== undefined) {
    setField(self, "characters_written", filename);
    return;
  }
  setField(self, "filename", filename);
  if (filename2 !== undefined && filename2 !== null) setField(self, "filename2", filename2);
  self.args = args.slice(0, 2);
}

/** Does `__init__` read the arguments (a subclass may have changed them), or `__new__`? */
function initReads(type: PyType): boolean {
  return (
    type.lookup("__init__") !== E.OSError.own("__init__") &&
    type.lookup("__new__") === E.OSError.own("__new__")
  );
}

function newOsError(cls: Value, args: Value[], given: Keywords): Value {
  let type = checkClass(cls, E.OSError);
  if (initReads(type)) return new PyException(type.instanceShape, []);
  const number = args[0];
  if (type === E.OSError && typeof number === "number" && args.length > 1 && args.length <= 5)
    type = osErrorType(number);
  const self = new PyException(type.instanceShape, args);
  noKeywords(self, given);
  setFields(self, args);
  return self;
}

function text(self: PyException): NativeResult {
  const get = (name: string): Value => getHidden(self, name) ?? null;
  const errno = get("errno");
  const strerror = get("strerror");
  const head = ["[Errno ", { s: errno }, "] ", { s: strerror }] as const;
  const filename = get("filename");
  const filename2 = get("filename2");
  if (filename !== null) {
    if (filename2 !== null)
      return describe(...head, ": ", { r: filename }, " -> ", { r: filename2 });
    return describe(...head, ": ", { r: filename });
  }
  if (getHidden(self, "errno") !== undefined && getHidden(self, "strerror") !== undefined)
    return describe(...head);
  return argsText(self);
}

export const osErrorMembers = members<PyException>((builder) => [
  {
    __new__: builder.staticMethod(
      NEW_DOC,
      [object("cls"), rest("args"), keywords("kwargs")],
      newOsError,
    ),
    __init__: initializer([rest("args"), keywords("kwargs")], (self: PyException, args, given) => {
      if (!initReads(self.shape.type)) return null;
      noKeywords(self, given);
      setFields(self, args);
      return null;
    }),
    errno: field("errno"),
    strerror: field("strerror"),
    filename: field("filename"),
    filename2: field("filename2"),
    characters_written: builder.getter(
      "",
      (self) =>
        getHidden(self, "characters_written") ??
        attributeError("characters_written", self, "characters_written"),
      (self, value) => {
        setField(self, "characters_written", value ?? null);
        return null;
      },
    ),
    __reduce__: builder.method("", [], (self) => {
      let { args } = self;
      const filename = getHidden(self, "filename");
      const filename2 = getHidden(self, "filename2");
      if (args.length === 2 && filename !== undefined)
        args = filename2 === undefined ? [...args, filename] : [...args, filename, null, filename2];
      return reduceWith(self, args);
    }),
  },
  builder.slots({ __str__: text }),
]);
