/** `_md5`, `_sha1`, `_sha2`, `_sha3`: over the package @noble/hashes. */
import { md5, sha1 } from "@noble/hashes/legacy.js";
import { sha224, sha256, sha384, sha512 } from "@noble/hashes/sha2.js";
import { sha3_224, sha3_256, sha3_384, sha3_512, shake128, shake256 } from "@noble/hashes/sha3.js";
import { checkBytes } from "../../objects/buffers.ts";
import { knownAs, NEW_DOC } from "../../objects/builtins/common.ts";
import { plainInteger, toIndex } from "../../objects/conversions.ts";
import { charge } from "../../objects/current.ts";
import {
  defineModule,
  type Entries,
  type FunctionBuilder,
  type NativeModule,
  type TypeBuilder,
} from "../../objects/define.ts";
import { E, raise } from "../../objects/errors.ts";
import { DECLINED, either, object, type Param, param } from "../../objects/params.ts";
import { isPending, type NativeGenerator } from "../../objects/requests.ts";
import { PyBytes } from "../../objects/sequences.ts";
import { hexText } from "../../objects/text/bytes.ts";
import type { PyType } from "../../objects/type.ts";
import {
  DATA,
  digestMembers,
  FOR_SECURITY,
  firstData,
  type Hasher,
  type HashKind,
  hashType,
  newHash,
  type PyHash,
  STRING,
} from "./hash.ts";

/** What the package has of a hash function. */
interface Source {
  readonly blockLen: number;
  readonly outputLen: number;
  create(): Hasher;
}

const kindOf = (name: string, source: Source, digestSize = source.outputLen): HashKind => ({
  name,
  blockSize: source.blockLen,
  digestSize,
});

/** A function of a module that makes hash objects of a type of its own. */
function maker({ caller }: FunctionBuilder, name: string, type: PyType, source: Source): Entries {
  const kind = kindOf(name, source);
  const shown = name.toUpperCase().replace(/^SHA(?=\d{3})/, () => "SHA-");
  return {
    [name]: caller(
      `Return a new ${shown} hash object; optionally initialized with a string.`,
      [DATA, FOR_SECURITY, STRING],
      (data, _forSecurity, string) => newHash(type, kind, source.create(), firstData(data, string)),
    ),
  };
}

const md5Type = hashType("_md5.md5");
const sha1Type = hashType("_sha1.sha1");
const SHA2 = [
  ["sha224", hashType("_sha2.SHA224Type"), sha224],
  ["sha256", hashType("_sha2.SHA256Type"), sha256],
  ["sha384", hashType("_sha2.SHA384Type"), sha384],
  ["sha512", hashType("_sha2.SHA512Type"), sha512],
] as const;

/** From so many bytes on CPython itself would let other threads run. */
const GIL_MINSIZE = 2048;

const md5Module = defineModule("_md5", "", (builder) => ({
  _GIL_MINSIZE: builder.constant(GIL_MINSIZE),
  MD5Type: builder.constant(md5Type),
  ...maker(builder, "md5", md5Type, md5),
}));

const sha1Module = defineModule("_sha1", "", (builder) => ({
  _GIL_MINSIZE: builder.constant(GIL_MINSIZE),
  SHA1Type: builder.constant(sha1Type),
  ...maker(builder, "sha1", sha1Type, sha1),
}));

const sha2Module = defineModule("_sha2", "", (builder) => ({
  _GIL_MINSIZE: builder.constant(GIL_MINSIZE),
  ...Object.fromEntries(
    SHA2.flatMap(([name, type, source]) => [
      [`${name.toUpperCase()}Type`, builder.constant(type)],
      ...Object.entries(maker(builder, name, type, source)),
    ]),
  ),
}));

/* SHA-3 */

/** A hash function of any length. */
interface ExtendableHasher extends Hasher {
  xof(length: number): Uint8Array;
}

const MAX_LENGTH = 2 ** 29;

const LENGTH: Param<number> = either(
  param(
    "length",
    (value) => {
      const length = plainInteger(value);
      if (length === DECLINED) return DECLINED;
      if (length < 0) raise(E.ValueError, "Cannot convert negative int");
      if (length >= 2 ** 64) raise(E.OverflowError, "Python int too large for C unsigned long");
      if (length >= MAX_LENGTH) raise(E.ValueError, "length is too large");
      return Number(length);
    },
    function* (value): NativeGenerator {
      const int = toIndex(value);
      return isPending(int) ? yield int : int;
    },
  ),
);

function extended(self: PyHash, length: number): Uint8Array {
  checkBytes(length);
  charge(length >>> 2);
  if (length === 0) return new Uint8Array(0);
  return (self.hasher.clone() as ExtendableHasher).xof(length);
}

const shakeMembers = ({ method }: TypeBuilder<PyHash>): Entries => ({
  digest: knownAs(
    "digest",
    method(
      "Return the digest value as a bytes object.",
      [LENGTH],
      (self, length) => new PyBytes(extended(self, length)),
    ),
  ),
  hexdigest: knownAs(
    "hexdigest",
    method("Return the digest value as a string of hexadecimal digits.", [LENGTH], (self, length) =>
      hexText(extended(self, length), "", 0),
    ),
  ),
});

const SHA3 = [
  ["sha3_224", sha3_224, false],
  ["sha3_256", sha3_256, false],
  ["sha3_384", sha3_384, false],
  ["sha3_512", sha3_512, false],
  ["shake_128", shake128, true],
  ["shake_256", shake256, true],
] as const;

/** The state of Keccak, in bits. */
const STATE_BITS = 1600;

function sha3Type(name: string, source: Source, isShake: boolean): PyType {
  const kind = kindOf(name, source, isShake ? 0 : source.outputLen);
  const rate = source.blockLen * 8;
  const doc = isShake
    ? `${name}([data], *, usedforsecurity=True) -> SHAKE object\n\nReturn a new SHAKE hash object.`
    : `${name}([data], *, usedforsecurity=True) -> SHA3 object\n\nReturn a new SHA3 hash object with a hashbit length of ${source.outputLen} bytes.`;
  const type: PyType = hashType(
    `_sha3.${name}`,
    (builder) => {
      const { staticMethod, constant, getter } = builder;
      return [
        isShake ? shakeMembers(builder) : digestMembers(builder),
        {
          __doc__: constant(doc),
          // sic: they all go by the name of the first.
          __new__: knownAs(
            "sha3_224",
            staticMethod(
              NEW_DOC,
              [object("cls"), DATA, FOR_SECURITY, STRING],
              (_cls, data, _forSecurity, string) =>
                newHash(type, kind, source.create(), firstData(data, string)),
            ),
          ),
          _capacity_bits: getter("", () => STATE_BITS - rate),
          _rate_bits: getter("", () => rate),
          _suffix: getter("", () => new PyBytes(Uint8Array.of(isShake ? 0x1f : 0x06))),
        },
      ];
    },
    "data",
  );
  return type;
}

const SHA3_TYPES = SHA3.map(
  ([name, source, isShake]) => [name, sha3Type(name, source, isShake)] as const,
);

const sha3Module = defineModule("_sha3", "", ({ constant }) => ({
  _GIL_MINSIZE: constant(GIL_MINSIZE),
  implementation: constant("generic"),
  ...Object.fromEntries(SHA3_TYPES.map(([name, type]) => [name, constant(type)])),
}));

export const shaModules: readonly NativeModule[] = [md5Module, sha1Module, sha2Module, sha3Module];
