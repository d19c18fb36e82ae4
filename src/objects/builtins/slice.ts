/** slice. https://docs.python.org/3/library/functions.html#slice */

import { checkClass } from "../construct.ts";
import { integer } from "../conversions.ts";
import { members } from "../define.ts";
import { E, raise } from "../errors.ts";
import type { Value } from "../object.ts";
import { keywords, object, rest } from "../params.ts";
import { compareSequences } from "../protocols/sequence-compare.ts";
import type { NativeGenerator, NativeResult } from "../requests.ts";
import { NotImplemented, PySlice, tuple } from "../sequences.ts";
import { EQ, GE, GT, LE, LT, NE } from "../slots.ts";
import { sliceIndices } from "../subscripts.ts";
import { sliceType } from "../types.ts";
import { checkCount, noKeywords } from "./arguments.ts";
import { member } from "./common.ts";
import { hashItems, sliceHash } from "./hash-mixing.ts";
import { reprItems } from "./repr.ts";

const parts = (self: PySlice): Value[] => [self.start, self.stop, self.step];

function by(op: number): (self: PySlice, other: Value) => NativeResult {
  return (self, other) => {
    if (!(other instanceof PySlice)) return NotImplemented;
    if (self === other) return op === EQ || op === LE || op === GE;
    return compareSequences(op, { items: parts(self) }, { items: parts(other) });
  };
}

export const sliceMembers = members<PySlice>(({ caller, slots, staticMethod }) => [
  {
    __new__: staticMethod(
      "Create and return a new object.",
      [object("cls"), rest("args"), keywords("kwargs")],
      (cls, args, given) => {
        checkClass(cls, sliceType);
        noKeywords("slice", given);
        checkCount("slice", args.length, 1, 3);
        const [a, b, c] = args as [Value, Value?, Value?];
        return b === undefined ? new PySlice(null, a, null) : new PySlice(a, b, c ?? null);
      },
    ),
    start: member<PySlice>((self) => self.start),
    stop: member<PySlice>((self) => self.stop),
    step: member<PySlice>((self) => self.step),
    indices: caller(
      "S.indices(len) -> (start, stop, stride)\n\nAssuming a sequence of length len, calculate the start and stop\nindices, and the stride length of the extended slice described by\nS. Out of bounds indices are clipped in a manner consistent with the\nhandling of normal slices.",
      [integer("object")],
      function* (self, length): NativeGenerator {
        if (length < 0) raise(E.ValueError, "length should not be negative");
        return tuple(...(yield* sliceIndices(self, length)));
      },
    ),
    __reduce__: caller("Return state information for pickling.", [], (self) =>
      tuple(sliceType, tuple(...parts(self))),
    ),
  },
  slots({
    __repr__: (self) => {
      const items = parts(self);
      return reprItems(self, "slice(", ")", "slice(...)", (i) => items[i]);
    },
    __hash__: (self) => hashItems(parts(self), sliceHash),
    __lt__: by(LT),
    __le__: by(LE),
    __eq__: by(EQ),
    __ne__: by(NE),
    __gt__: by(GT),
    __ge__: by(GE),
  }),
]);
