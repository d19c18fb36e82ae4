/** Tuples whose items have names: `time.struct_time`, `sys.version_info`. */

import { describe } from "./builtins/replies.ts";
import { members } from "./define.ts";
import { layout, type Value } from "./object.ts";
import type { NativeGenerator } from "./requests.ts";
import { PyTuple } from "./sequences.ts";
import { PyType } from "./type.ts";
import { tupleType } from "./types.ts";

export interface StructSequence {
  readonly type: PyType;
  make(items: readonly Value[]): PyTuple;
}

/** A type of tuples whose first items are attributes too. */
export function structSequence(name: string, fields: readonly string[]): StructSequence {
  const type = new PyType(name, [tupleType]);
  class Struct extends PyTuple {}
  layout(Struct, type);
  type.isBase = false;
  type.populate(
    members<PyTuple>(({ getter, slots, constant }) => [
      slots({
        *__repr__(self): NativeGenerator {
          const parts: (string | { r: Value })[] = [`${name}(`];
          fields.forEach((field, i) => {
            parts.push(`${i > 0 ? ", " : ""}${field}=`, { r: self.items[i] as Value });
          });
          return yield* describe(...parts, ")");
        },
      }),
      Object.fromEntries(
        fields.map((field, i) => [field, getter("", (self) => self.items[i] as Value)]),
      ),
      {
        n_fields: constant(fields.length),
        n_sequence_fields: constant(fields.length),
        n_unnamed_fields: constant(0),
      },
    ]),
  );
  return { type, make: (items) => new Struct(items) };
}
