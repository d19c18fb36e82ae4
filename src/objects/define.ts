/**
 * How builtin types and modules state their contents: name, parameters, doc and function in one entry.
 *
 *     export const listMembers = members<PyList>(({ method, slots }) => [
 *       slots({ __len__: (self) => self.items.length }),
 *       { append: method("Append object to the end of the list.", [object("object")], (self, item) => { … }) },
 *     ]);
 */

import { PyStaticMethod } from "./function.ts";
import { type Implementation, type NativeKind, PyGetSet, PyNative } from "./native.ts";
import type { Value } from "./object.ts";
import { keywords, object, optional, type Param, rest, type Values } from "./params.ts";
import { done, type NativeResult } from "./requests.ts";
import {
  OPERATORS,
  type OperatorName,
  SHOWN_AS_METHODS,
  SLOT,
  SLOT_PARAMETERS,
  SLOTS,
  type SlotFunction,
  type SlotName,
  type SlotRow,
} from "./slots.ts";
import type { Members, PyType } from "./type.ts";

/** An entry that learns its name and owner from where it stands. */
export type Entry = (name: string, owner: PyType) => Value;
export type Entries = { readonly [name: string]: Entry };

/** The plain result of a native that never runs Python. */
export type LeafResult = Value | undefined;

type Define<Self> = <const P extends readonly Param<unknown>[]>(
  doc: string,
  params: P,
  run: (self: Self, ...args: Values<P>) => LeafResult,
) => Entry;
type DefineCaller<Self> = <const P extends readonly Param<unknown>[]>(
  doc: string,
  params: P,
  run: (self: Self, ...args: Values<P>) => NativeResult,
) => Entry;

export interface TypeBuilder<Self> {
  /** A method that never runs Python. */
  readonly method: Define<Self>;
  /** A method that may make requests: it returns one as its last act, or is a generator function. */
  readonly caller: DefineCaller<Self>;
  readonly classMethod: DefineCaller<PyType>;
  /** `__new__` and other static methods: `run` gets the arguments alone. */
  staticMethod<const P extends readonly Param<unknown>[]>(
    doc: string,
    params: P,
    run: (...args: Values<P>) => NativeResult,
  ): Entry;
  /** A computed attribute; without `write` it is read-only. `undefined` deletes. */
  getter(
    doc: string,
    read: (self: Self) => NativeResult,
    write?: (self: Self, value: Value | undefined) => NativeResult,
  ): Entry;
  /** A plain class attribute. */
  constant(value: Value): Entry;
  /** Special methods; names, arity and doc come from the table in slots.ts. */
  slots(
    table: {
      readonly [K in SlotName]?: (self: Self, a: Value, b: Value) => NativeResult;
    },
    /** Those that are methods as well, with the name of their parameter. */
    methods?: { readonly [K in SlotName]?: string },
  ): Entries;
  /**
   * Binary operators in both directions: each function gets the left and the right operand, at least one of which
   * is of this type, and answers NotImplemented for a partner it does not know.
   */
  operators(
    table: { readonly [K in OperatorName]?: (left: Value, right: Value) => NativeResult },
  ): Entries;
}

function native(
  kind: NativeKind,
  leaf: boolean,
): (doc: string, params: readonly Param<unknown>[], run: Implementation) => Entry {
  return (doc, params, run) => (name, owner) =>
    new PyNative(name, kind, owner, params, run, doc, leaf);
}

const SLOT_PARAMS: readonly (readonly Param<unknown>[])[] = [
  [],
  [object("value")],
  [object("key"), object("value")],
  [object("type"), object("value"), object("traceback")],
];
const ANY_PARAMS: readonly Param<unknown>[] = [rest("args"), keywords("kwargs")];

/** `__get__` may be called without the class. */
const GET_PARAMS: readonly Param<unknown>[] = [
  object("instance"),
  optional(object("owner"), null, "None"),
];

/** What they call may be Python code, which may answer anything. */
const ANSWERLESS: ReadonlySet<string> = new Set<SlotName>([
  "__setattr__",
  "__delattr__",
  "__set__",
  "__delete__",
]);

/** `parameter` is the name of the only one where the slot is a method as well. */
export function slotEntry(row: SlotRow, run: Implementation, parameter?: string): Entry {
  if (row.name === "__get__") return native("slot", false)(row.doc, GET_PARAMS, run);
  const names = parameter === undefined ? SLOT_PARAMETERS[row.name] : [parameter];
  const params =
    row.arity < 0
      ? ANY_PARAMS
      : (names?.map(object) ?? (SLOT_PARAMS[row.arity] as readonly Param<unknown>[]));
  if (ANSWERLESS.has(row.name)) {
    const act = run as SlotFunction;
    run = (self: Value, a: Value, b: Value) => done(act(self, a, b));
  }
  const isMethod = parameter !== undefined || SHOWN_AS_METHODS.has(row.name);
  return native(isMethod ? "method" : "slot", false)(row.doc, params, run);
}

const builder: TypeBuilder<Value> = {
  method: native("method", true),
  caller: native("method", false),
  classMethod: native("class", false),
  staticMethod: (doc, params, run) => (name, owner) => {
    const made = new PyNative(name, "static", owner, params, run as Implementation, doc, false);
    return name === "__new__" ? made : new PyStaticMethod(made);
  },
  getter: (doc, read, write) => (name, owner) =>
    new PyGetSet(name, owner, doc, read, write ?? null),
  constant: (value) => () => value,
  slots: (table, methods) =>
    Object.fromEntries(
      Object.entries(table).map(([name, run]) => [
        name,
        slotEntry(
          SLOTS[SLOT[name as SlotName]] as SlotRow,
          run as Implementation,
          methods?.[name as SlotName],
        ),
      ]),
    ),
  operators: (table) =>
    Object.fromEntries(
      OPERATORS.flatMap(({ dunder }) => {
        const run = table[dunder];
        if (run === undefined) return [];
        const id = SLOT[`__${dunder}__`];
        return [
          [`__${dunder}__`, slotEntry(SLOTS[id] as SlotRow, run)],
          [
            `__r${dunder}__`,
            slotEntry(SLOTS[id + 1] as SlotRow, (self: Value, left: Value) => run(left, self)),
          ],
        ];
      }),
    ),
};

/** The contents of a builtin type, made when the type is first looked at. */
export function members<Self extends Value>(
  build: (builder: TypeBuilder<Self>) => readonly Entries[],
): Members {
  return function* (type) {
    for (const entries of build(builder as unknown as TypeBuilder<Self>))
      for (const [name, entry] of Object.entries(entries)) yield [name, entry(name, type)];
  };
}

/** Several tables of members as one. */
export function together(...parts: readonly Members[]): Members {
  return function* (type) {
    for (const part of parts) yield* part(type);
  };
}

export interface FunctionBuilder {
  /** A function that never runs Python. */
  fn<const P extends readonly Param<unknown>[]>(
    doc: string,
    params: P,
    run: (...args: Values<P>) => LeafResult,
  ): Entry;
  /** A function that may make requests. */
  caller<const P extends readonly Param<unknown>[]>(
    doc: string,
    params: P,
    run: (...args: Values<P>) => NativeResult,
  ): Entry;
  constant(value: Value): Entry;
}

export const functionBuilder: FunctionBuilder = {
  fn: native("function", true) as FunctionBuilder["fn"],
  caller: native("function", false) as FunctionBuilder["caller"],
  constant: (value) => () => value,
};

/** A module written in TypeScript; its state, if it has any, is made anew for each interpreter. */
export interface NativeModule {
  readonly name: string;
  readonly doc: string;
  contents(): Iterable<readonly [string, Value]>;
}

export function defineModule(
  name: string,
  doc: string,
  build: (builder: FunctionBuilder) => { readonly [name: string]: Entry },
): NativeModule {
  return {
    name,
    doc,
    *contents() {
      for (const [key, entry] of Object.entries(build(functionBuilder))) {
        const value = entry(key, undefined as unknown as PyType);
        if (value instanceof PyNative) value.module = name;
        yield [key, value];
      }
    },
  };
}
