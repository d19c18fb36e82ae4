/** Hash objects: what all kinds have in common. https://docs.python.org/3/library/hashlib.html */
import { viewOf } from "../../objects/buffers.ts";
import { truth } from "../../objects/conversions.ts";
import { charge } from "../../objects/current.ts";
import { type Entries, members, type TypeBuilder } from "../../objects/define.ts";
import { E, raise } from "../../objects/errors.ts";
import { layout, PyObject, type Value } from "../../objects/object.ts";
import { DECLINED, either, keyword, optional, type Param, param } from "../../objects/params.ts";
import { copyMemory, hasMemory } from "../../objects/protocols/buffer.ts";
import { isPending, type NativeGenerator } from "../../objects/requests.ts";
import { PyBytes } from "../../objects/sequences.ts";
import { isStr } from "../../objects/str.ts";
import { hexText } from "../../objects/text/bytes.ts";
import { PyType } from "../../objects/type.ts";
import { objectType } from "../../objects/types.ts";

/** A function that takes bytes bit by bit. */
export interface Hasher {
  update(data: Uint8Array): unknown;
  clone(): Hasher;
  /** Ends it: it is of no use afterwards. */
  digest(): Uint8Array;
}

/** One kind of hash. */
export interface HashKind {
  readonly name: string;
  readonly blockSize: number;
  readonly digestSize: number;
}

export class PyHash extends PyObject {
  readonly kind: HashKind;
  readonly hasher: Hasher;
  constructor(kind: HashKind, hasher: Hasher) {
    super();
    this.kind = kind;
    this.hasher = hasher;
  }

  update(data: Uint8Array): void {
    charge(data.length >>> 2);
    this.hasher.update(data);
  }

  /** The digest of what came so far; more may come. */
  digest(): Uint8Array {
    return this.hasher.clone().digest();
  }
}

/** What is hashed: bytes, and surely no text. */
function hashed(name: string): Param<Uint8Array> {
  return param(
    name,
    (value) => {
      const view = viewOf(value);
      if (view !== undefined) return view;
      if (isStr(value)) raise(E.TypeError, "Strings must be encoded before hashing");
      if (hasMemory(value)) return DECLINED;
      return raise(E.TypeError, "object supporting the buffer API required");
    },
    function* (value): NativeGenerator {
      const bytes = copyMemory(value);
      return isPending(bytes) ? yield bytes : bytes;
    },
  );
}

/** The first data may be given under either name. */
export const DATA = either(optional(hashed("data"), undefined, "b''"));
export const FOR_SECURITY = keyword(optional(truth("usedforsecurity"), true, "True"));
export const STRING = keyword(optional(hashed("string"), undefined, "None"));

export function firstData(
  data: Uint8Array | undefined,
  string: Uint8Array | undefined,
): Uint8Array | undefined {
  if (data !== undefined && string !== undefined)
    raise(
      E.TypeError,
      "'data' and 'string' are mutually exclusive and support for 'string' keyword parameter is slated for removal in a future version.",
    );
  return data ?? string;
}

/** Methods and attributes of hash objects; those of `digest` are each kind's own. */
export function hashMembers({ method, getter }: TypeBuilder<PyHash>, argument: string): Entries {
  return {
    copy: method("Return a copy of the hash object.", [], (self) => {
      const made = new PyHash(self.kind, self.hasher.clone());
      made.shape = self.shape;
      return made;
    }),
    update: method(
      "Update this hash object's state with the provided bytes.",
      [hashed(argument)],
      (self, data) => {
        self.update(data);
      },
    ),
    name: getter("", (self) => self.kind.name),
    block_size: getter("", (self) => self.kind.blockSize),
    digest_size: getter("", (self) => self.kind.digestSize),
  };
}

export function digestMembers({ method }: TypeBuilder<PyHash>): Entries {
  return {
    digest: method(
      "Return the digest value as a bytes object.",
      [],
      (self) => new PyBytes(self.digest()),
    ),
    hexdigest: method("Return the digest value as a string of hexadecimal digits.", [], (self) =>
      hexText(self.digest(), "", 0),
    ),
  };
}

/** A type of hash objects; `more` makes what it has beyond the common members, `argument` is what `update` calls its own. */
export function hashType(
  name: string,
  more: (builder: TypeBuilder<PyHash>) => readonly Entries[] = (builder) => [
    digestMembers(builder),
  ],
  argument = "obj",
): PyType {
  const type = new PyType(name, [objectType]);
  type.isBase = false;
  type.layout = PyHash;
  type.populate(members<PyHash>((builder) => [hashMembers(builder, argument), ...more(builder)]));
  return type;
}

/** A hash object of this type that has taken the first data. */
export function newHash(
  type: PyType,
  kind: HashKind,
  hasher: Hasher,
  data: Uint8Array | undefined,
): Value {
  const made = new PyHash(kind, hasher);
  made.shape = type.instanceShape;
  if (data !== undefined) made.update(data);
  return made;
}

const anyHashType = new PyType("_hashlib.HASH", [objectType]);
layout(PyHash, anyHashType);
