/** What the files of the exception types share. */
import type { Entry } from "../define.ts";
import { E, getHidden, type PyException, raise, setHidden } from "../errors.ts";
import type { Value } from "../object.ts";
import { keywords, rest, unexpected } from "../params.ts";
import { dictOf, ownAttribute, setOwn } from "../protocols/attributes.ts";
import { reprOf, strOf } from "../protocols/text.ts";
import type { Keywords, NativeResult } from "../requests.ts";
import { PyList, PyTuple } from "../sequences.ts";
import { isStr } from "../str.ts";
import { typeName } from "../types.ts";
import { initializer, member } from "./common.ts";
import { ofInner } from "./replies.ts";

/** Raises for keyword arguments that an exception does not take. */
export function noKeywords(self: PyException, given: Keywords): void {
  if (given.size > 0) raise(E.TypeError, `${typeName(self)}() takes no keyword arguments`);
}

/** Adds a note, which tracebacks show below the exception. */
export function addNote(self: PyException, note: Value): undefined {
  if (!isStr(note)) raise(E.TypeError, `add_note() argument must be str, not ${typeName(note)}`);
  const notes = ownAttribute(self, "__notes__");
  if (notes === undefined) setOwn(self, "__notes__", new PyList([note]));
  else if (notes instanceof PyList) notes.items.push(note);
  else raise(E.TypeError, "Cannot add note: __notes__ is not a list");
}

/** `str(exception)`: its only argument, or all of them. */
export function argsText(self: PyException): NativeResult {
  const { args } = self;
  if (args.length === 0) return "";
  return args.length === 1 ? ofInner(args[0] as Value, strOf) : reprOf(new PyTuple(args));
}

/** A hidden field as an attribute: None while unset. `absent` says what a natively raised exception means by it. */
export function field(name: string, absent: (self: PyException) => Value = () => null): Entry {
  return member<PyException>(
    (self) => {
      const value = getHidden(self, name);
      return value === undefined ? absent(self) : value;
    },
    (self, value) => {
      setField(self, name, value ?? null);
      return null;
    },
  );
}

/** Sets a hidden field, however many attributes the exception has. */
export function setField(self: PyException, name: string, value: Value): void {
  if (self.shape.size > 48 && !self.shape.isDictionary) dictOf(self);
  setHidden(self, name, value);
}

/** The first argument, or None. */
export const first = (self: PyException): Value => self.args[0] ?? null;

/** `__init__` of exceptions that take some fields by keyword beside any arguments. */
export function fieldsInit(
  names: readonly string[],
  more: (self: PyException) => void = () => {},
): Entry {
  return initializer([rest("args"), keywords("kwargs")], (self: PyException, args, given) => {
    self.args = args;
    const fn = self.shape.type.mro.find((type) => type.isBuiltin)?.name ?? "";
    if (given.size > names.length) {
      const s = names.length === 1 ? "" : "s";
      const count = `at most ${names.length} keyword argument${s} (${given.size} given)`;
      raise(E.TypeError, `${fn}() takes ${count}`);
    }
    for (const name of given.keys()) if (!names.includes(name)) unexpected(fn, name, names);
    for (const name of names) setField(self, name, given.get(name) ?? null);
    more(self);
    return null;
  });
}

/** What `__reduce__` answers: class, arguments, and the attributes if there are any. */
export function reduceWith(self: PyException, args: readonly Value[]): PyTuple {
  const parts: Value[] = [self.shape.type, new PyTuple(args)];
  const dict = dictOf(self);
  if (dict.table.size > 0) parts.push(dict);
  return new PyTuple(parts);
}
