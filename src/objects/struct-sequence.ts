/** Tuples whose items have names: `time.struct_time`, `sys.version_info`. */
import { describe } from "./builtins/replies.ts";
import { members } from "./define.ts";
import { E, raise } from "./errors.ts";
import { PyDict } from "./hash-table.ts";
import { layout, type Value } from "./object.ts";
import { keywords, object, optional, rest } from "./params.ts";
import { drain } from "./protocols/iterate.ts";
import type { NativeGenerator } from "./requests.ts";
import { PyTuple } from "./sequences.ts";
import { fromJs } from "./str.ts";
import { PyType } from "./type.ts";
import { tupleType, typeName } from "./types.ts";

export interface StructSequence {
  readonly type: PyType;
  /** A new one; what is beyond the items of the tuple are attributes alone. */
  make(values: readonly Value[]): PyTuple;
}

export interface StructOptions {
  /** How many of the fields are items of the tuple; all by default. */
  readonly visible?: number;
  /** How many of them, the last, have no names: attributes beyond them have theirs, and their values where none are given. */
  readonly unnamed?: number;
  /** May Python code make one? */
  readonly isOpen?: boolean;
}

/** A type of tuples whose first items are attributes too. */
export function structSequence(
  name: string,
  fields: readonly string[],
  { visible = fields.length, unnamed = 0, isOpen = false }: StructOptions = {},
): StructSequence {
  const type = new PyType(name, [tupleType]);
  class Struct extends PyTuple {
    readonly values: readonly Value[];
    constructor(values: readonly Value[]) {
      super(values.slice(0, visible));
      this.values = values;
    }
  }
  layout(Struct, type);
  type.isBase = false;
  const least = visible < fields.length ? "an at least " : "a ";
  /** Reads what `type(sequence, dict)` was given. */
  const read = (items: readonly Value[], extra: Value): PyTuple => {
    const { length } = items;
    if (length < visible)
      raise(E.TypeError, `${name}() takes ${least}${visible}-sequence (${length}-sequence given)`);
    if (length > fields.length) {
      const most = visible < fields.length ? "an at most " : "a ";
      raise(
        E.TypeError,
        `${name}() takes ${most}${fields.length}-sequence (${length}-sequence given)`,
      );
    }
    const named = (field: string): Value =>
      (extra instanceof PyDict ? extra.get(field) : undefined) ??
      items[fields.indexOf(field)] ??
      null;
    return new Struct(fields.map((field, i) => items[i] ?? named(field)));
  };
  type.populate(
    members<Struct>(({ getter, slots, constant, staticMethod }) => [
      slots({
        __repr__: (self) => {
          const parts: (string | { r: Value })[] = [`${name}(`];
          fields.slice(0, visible).forEach((field, i) => {
            parts.push(`${i > 0 ? ", " : ""}${field}=`, { r: self.items[i] as Value });
          });
          return describe(...parts, ")");
        },
      }),
      Object.fromEntries(
        fields.map((field, i) => [field, getter("", (self) => self.values[i] as Value)]),
      ),
      {
        __new__: isOpen
          ? staticMethod(
              "",
              [object("cls"), object("sequence"), optional(object("dict"), null, "{}")],
              function* (_cls, sequence, extra): NativeGenerator {
                if (extra !== null && !(extra instanceof PyDict))
                  raise(E.TypeError, `${name}() takes a dict as second arg, if any`);
                return read(yield* drain(sequence), extra);
              },
            )
          : staticMethod("", [object("cls"), rest("args"), keywords("kwargs")], (cls) =>
              raise(
                E.TypeError,
                `cannot create '${cls instanceof PyType ? cls.name : typeName(cls)}' instances`,
              ),
            ),
        n_fields: constant(fields.length),
        n_sequence_fields: constant(visible),
        n_unnamed_fields: constant(unnamed),
        __match_args__: constant(new PyTuple(fields.slice(0, visible - unnamed).map(fromJs))),
      },
    ]),
  );
  return { type, make: (values) => new Struct(values) };
}
