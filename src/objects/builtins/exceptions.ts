/**
 * The builtin exceptions. https://docs.python.org/3/library/exceptions.html
 *
 * What CPython keeps in further fields of the C struct (`StopIteration.value`) is in hidden fields here.
 */
import { weakrefAttribute } from "../class-creation.ts";
import { checkClass } from "../construct.ts";
import { members, together } from "../define.ts";
import { E, type ExceptionName, getHidden, PyException, raise } from "../errors.ts";
import { PyDict } from "../hash-table.ts";
import type { Value } from "../object.ts";
import { keywords, object, rest } from "../params.ts";
import { dictOf, setAttribute } from "../protocols/attributes.ts";
import { drain } from "../protocols/iterate.ts";
import { reprOf } from "../protocols/text.ts";
import { after, isPending, type NativeGenerator } from "../requests.ts";
import { EMPTY_TUPLE, PyTuple, tuple } from "../sequences.ts";
import { isStr } from "../str.ts";
import type { Members, PyType } from "../type.ts";
import { tracebackType, typeOf } from "../types.ts";
import { attributeName, dictGetter, initializer, NEW_DOC, shortName } from "./common.ts";
import {
  addNote,
  argsText,
  field,
  fieldsInit,
  first,
  noKeywords,
  reduceWith,
  setField,
} from "./exception-base.ts";
import { groupMembers } from "./exception-groups.ts";
import { osErrorMembers } from "./os-errors.ts";
import { joinText, ofInner, reprBetween } from "./replies.ts";
import { syntaxErrorMembers } from "./syntax-errors.ts";
import { decodeErrorMembers, encodeErrorMembers, translateErrorMembers } from "./unicode-errors.ts";

function* setArgs(self: PyException, value: Value): NativeGenerator {
  self.args = yield* drain(value);
  return null;
}

function linked(value: Value | undefined, what: string): PyException | null {
  if (value === undefined) raise(E.TypeError, `__${what}__ may not be deleted`);
  if (value === null || value instanceof PyException) return value;
  raise(E.TypeError, `exception ${what} must be None or derive from BaseException`);
}

function setTraceback(self: PyException, value: Value | undefined): void {
  if (value === undefined) raise(E.TypeError, "__traceback__ may not be deleted");
  if (value === null) self.traceback = null;
  else if (typeof value === "object" && value.shape.type === tracebackType) self.traceback = value;
  else raise(E.TypeError, "__traceback__ must be a traceback or None");
}

function copyOf(dict: PyDict): PyDict {
  const copy = new PyDict();
  copy.table.copyFrom(dict.table);
  return copy;
}

function* setState(self: PyException, state: Value): NativeGenerator {
  if (state === null) return null;
  if (!(state instanceof PyDict)) raise(E.TypeError, "state is not a dictionary");
  for (const { key, value } of [...state.table.live()]) {
    const done = setAttribute(self, attributeName(key), value as Value);
    if (isPending(done)) yield done;
  }
  return null;
}

/** Most types have it anew, though it is the same. */
const plainNew = (type: PyType): Members =>
  members(({ staticMethod }) => [
    {
      __new__: staticMethod(
        NEW_DOC,
        [object("cls"), rest("args"), keywords("kwargs")],
        (cls, args) => new PyException(checkClass(cls, type, isPlain).instanceShape, args),
      ),
    },
  ]);

/** Types whose instances are more than arguments to `__new__`. */
const isPlain = (type: PyType): boolean => type !== E.OSError && type !== E.BaseExceptionGroup;

/** Those with further fields inherit it, and so do all below these. */
const INHERITING: ReadonlySet<ExceptionName> = new Set([
  "AttributeError",
  "ImportError",
  "KeyError",
  "NameError",
  "OSError",
  "StopIteration",
  "SyntaxError",
  "SystemExit",
  "BaseExceptionGroup",
]);

const inheritsNew = (type: PyType): boolean =>
  type.mro.some(({ name }) => INHERITING.has(name as ExceptionName));

const baseMembers = members<PyException>(({ method, caller, getter, slots }) => [
  {
    __init__: initializer([rest("args"), keywords("kwargs")], (self: PyException, args, given) => {
      noKeywords(self, given);
      self.args = args;
      return null;
    }),
  },
  slots({
    __str__: argsText,
    __repr__: (self) => {
      const name = shortName(self.shape.type);
      const { args } = self;
      if (args.length === 1) return reprBetween(`${name}(`, args[0] as Value, ")");
      return after(reprOf(new PyTuple(args)), (repr) => joinText(name, repr));
    },
  }),
  {
    args: getter(
      "",
      (self) => (self.args.length === 0 ? EMPTY_TUPLE : new PyTuple(self.args)),
      (self, value) => {
        if (value === undefined) raise(E.TypeError, "args may not be deleted");
        return setArgs(self, value);
      },
    ),
    __cause__: getter(
      "",
      (self) => self.cause,
      (self, value) => {
        self.cause = linked(value, "cause");
        self.suppressContext = true;
        return null;
      },
    ),
    __context__: getter(
      "",
      (self) => self.context,
      (self, value) => {
        self.context = linked(value, "context");
        return null;
      },
    ),
    __suppress_context__: getter(
      "",
      (self) => self.suppressContext,
      (self, value) => {
        if (value === undefined) raise(E.TypeError, "can't delete numeric/char attribute");
        if (typeof value !== "boolean") raise(E.TypeError, "attribute value type must be bool");
        self.suppressContext = value;
        return null;
      },
    ),
    __traceback__: getter(
      "",
      (self) => self.traceback,
      (self, value) => {
        setTraceback(self, value);
        return null;
      },
    ),
    __dict__: dictGetter(),
    with_traceback: method(
      "Set self.__traceback__ to tb and return self.",
      [object("tb")],
      (self, traceback) => {
        setTraceback(self, traceback);
        return self;
      },
    ),
    add_note: method("Add a note to the exception", [object("note")], addNote),
    __reduce__: method("", [], (self) => reduceWith(self, self.args)),
    __setstate__: caller("", [object("state")], setState),
  },
]);

const stopIterationMembers = members<PyException>(() => [
  {
    __init__: initializer([rest("args"), keywords("kwargs")], (self: PyException, args, given) => {
      noKeywords(self, given);
      self.args = args;
      setField(self, "value", args[0] ?? null);
      return null;
    }),
    value: field("value", first),
  },
]);

const exitCode = (self: PyException): Value =>
  self.args.length > 1 ? new PyTuple(self.args) : first(self);

const systemExitMembers = members<PyException>(() => [
  {
    __init__: initializer([rest("args"), keywords("kwargs")], (self: PyException, args, given) => {
      noKeywords(self, given);
      self.args = args;
      setField(self, "code", exitCode(self));
      return null;
    }),
    code: field("code", exitCode),
  },
]);

const keyErrorMembers = members<PyException>(({ slots }) => [
  // sic: a lone key shows its quotes, so that an empty one can be seen.
  slots({
    __str__: (self) =>
      self.args.length === 1 ? ofInner(self.args[0] as Value, reprOf) : argsText(self),
  }),
]);

const attributeErrorMembers = members<PyException>((builder) => [
  {
    __init__: fieldsInit(["name", "obj"]),
    name: field("name"),
    obj: field("obj"),
    __reduce__: builder.method("", [], (self) =>
      tuple(typeOf(self), new PyTuple(self.args), attributeErrorState(self)),
    ),
    __getstate__: builder.method("", [], attributeErrorState),
  },
]);

/** sic: without `obj`, which may be nothing to be pickled. */
function attributeErrorState(self: PyException): PyDict {
  const state = copyOf(dictOf(self));
  const name = getHidden(self, "name") ?? null;
  if (name !== null) state.set("name", name);
  state.set("args", new PyTuple(self.args));
  return state;
}

const nameErrorMembers = members<PyException>(() => [
  { __init__: fieldsInit(["name"]), name: field("name") },
]);

const onlyArgument = (self: PyException): Value => (self.args.length === 1 ? first(self) : null);

const importErrorMembers = members<PyException>((builder) => [
  {
    __init__: fieldsInit(["name", "path", "name_from"], (self) => {
      setField(self, "msg", onlyArgument(self));
    }),
    msg: field("msg", onlyArgument),
    name: field("name"),
    path: field("path"),
    name_from: field("name_from"),
    __reduce__: builder.method("", [], (self) => {
      const state = copyOf(dictOf(self));
      for (const name of ["name", "path", "name_from"]) {
        const value = getHidden(self, name) ?? null;
        if (value !== null) state.set(name, value);
      }
      const parts: Value[] = [self.shape.type, new PyTuple(self.args)];
      if (state.table.size > 0) parts.push(state);
      return new PyTuple(parts);
    }),
  },
  builder.slots({
    __str__: (self) => {
      const message = getHidden(self, "msg");
      return message !== undefined && isStr(message) ? message : argsText(self);
    },
  }),
]);

const MEMBERS: { readonly [K in ExceptionName]?: Members } = {
  BaseException: baseMembers,
  StopIteration: stopIterationMembers,
  SystemExit: systemExitMembers,
  KeyError: keyErrorMembers,
  AttributeError: attributeErrorMembers,
  NameError: nameErrorMembers,
  ImportError: importErrorMembers,
  OSError: osErrorMembers,
  SyntaxError: syntaxErrorMembers,
  UnicodeDecodeError: decodeErrorMembers,
  UnicodeEncodeError: encodeErrorMembers,
  UnicodeTranslateError: translateErrorMembers,
  BaseExceptionGroup: groupMembers,
};

const groupClassMembers: Members = function* (type) {
  yield ["__module__", "builtins"];
  yield ["__weakref__", weakrefAttribute(type)];
};

function membersOf(type: PyType): Members {
  if (type === E.ExceptionGroup) return groupClassMembers;
  const own = MEMBERS[type.name as ExceptionName] ?? (() => []);
  return inheritsNew(type) ? own : together(plainNew(type), own);
}

/** The members of all exception types. */
export const exceptionMembers: readonly (readonly [PyType, Members])[] = Object.values(E).map(
  (type) => [type, membersOf(type)] as const,
);
