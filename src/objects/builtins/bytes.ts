/** bytes. https://docs.python.org/3/library/stdtypes.html#bytes-objects */

import { instanceOf } from "../construct.ts";
import { charge } from "../current.ts";
import { members } from "../define.ts";
import { hashBytes } from "../numbers/hash.ts";
import { object } from "../params.ts";
import { after } from "../requests.ts";
import { PyBytes, tuple } from "../sequences.ts";
import { reprBytes } from "../text/bytes.ts";
import { bytesType } from "../types.ts";
import { byteMethods, byteSlots } from "./byte-methods.ts";
import { SOURCE_PARAMS, sourceBytes } from "./byte-source.ts";
import { NEW_DOC } from "./common.ts";
import { BytesIterator } from "./iterators.ts";

const make = (bytes: Uint8Array): PyBytes => new PyBytes(bytes);

function repr(self: PyBytes): string {
  charge(self.bytes.length >>> 3);
  return reprBytes(self.bytes);
}

export const bytesMembers = members<PyBytes>((builder) => [
  byteSlots(builder as never, make),
  builder.slots({
    __repr__: repr,
    __str__: repr,
    __hash__: (self) => {
      charge(self.bytes.length >>> 4);
      return hashBytes(self.bytes);
    },
    __iter__: (self) => new BytesIterator(self.bytes),
    __bytes__: (self) => (self.shape.type === bytesType ? self : make(self.bytes)),
  }),
  byteMethods(builder as never, make),
  {
    __new__: builder.staticMethod(
      NEW_DOC,
      [object("cls"), ...SOURCE_PARAMS],
      (cls, source, encoding, errors) =>
        after(sourceBytes("bytes", source, encoding, errors), (made) =>
          cls === bytesType ? made : instanceOf(cls, make((made as PyBytes).bytes)),
        ),
    ),
    __getnewargs__: builder.method("", [], (self) => tuple(make(self.bytes))),
  },
]);
