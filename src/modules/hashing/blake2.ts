/** `_blake2`: hash objects whose parameters programs choose. */
import { bytesLike } from "../../objects/buffers.ts";
import { NEW_DOC } from "../../objects/builtins/common.ts";
import { plainInteger, smallInt, toIndex, truth } from "../../objects/conversions.ts";
import { defineModule, type NativeModule } from "../../objects/define.ts";
import { E, raise } from "../../objects/errors.ts";
import type { Int } from "../../objects/int.ts";
import { DECLINED, keyword, object, optional, type Param, param } from "../../objects/params.ts";
import { isPending, type NativeGenerator } from "../../objects/requests.ts";
import type { PyType } from "../../objects/type.ts";
import { BLAKE2B, BLAKE2S, Blake2, type Blake2Kind } from "./blake2-state.ts";
import { DATA, digestMembers, FOR_SECURITY, firstData, hashType, newHash, STRING } from "./hash.ts";

const NOTHING = new Uint8Array(0);

/** An int without a sign, of so many bits. */
function unsigned(name: string, bits: number, type: string): Param<Int> {
  return param(
    name,
    (value) => {
      const int = plainInteger(value);
      if (int === DECLINED) return DECLINED;
      if (int < 0) raise(E.ValueError, "Cannot convert negative int");
      if (BigInt(int) >> BigInt(bits) !== 0n)
        raise(E.OverflowError, `Python int too large for C ${type}`);
      return int;
    },
    function* (value): NativeGenerator {
      const int = toIndex(value);
      return isPending(int) ? yield int : int;
    },
  );
}

function between(name: string, value: number, least: number, most: number, says?: string): void {
  if (value < least || value > most)
    raise(E.ValueError, says ?? `${name} must be between ${least} and ${most}`);
}

const small = (name: string, value: number) =>
  keyword(optional(smallInt(name), value, String(value)));
const some = (name: string) => keyword(optional(bytesLike(name), NOTHING, "b''"));

/** One of the two types. */
function blake2Type(name: string, kind: Blake2Kind): PyType {
  const title = `B${name.slice(1, -1)}${name.slice(-1)}`;
  const most = kind.wordSize * 8;
  const part = kind.wordSize * 2;
  const doc = `Return a new ${name.slice(0, -1).toUpperCase()}${name.slice(-1)} hash object.`;
  const type: PyType = hashType(
    `_blake2.${name}`,
    (builder) => {
      const { staticMethod, constant } = builder;
      return [
        digestMembers(builder),
        {
          __doc__: constant(doc),
          SALT_SIZE: constant(part),
          PERSON_SIZE: constant(part),
          MAX_KEY_SIZE: constant(most),
          MAX_DIGEST_SIZE: constant(most),
          __new__: staticMethod(
            NEW_DOC,
            [
              object("cls"),
              DATA,
              keyword(optional(smallInt("digest_size"), most, `_blake2.${name}.MAX_DIGEST_SIZE`)),
              some("key"),
              some("salt"),
              some("person"),
              small("fanout", 1),
              small("depth", 1),
              keyword(optional(unsigned("leaf_size", 64, "unsigned long"), 0, "0")),
              keyword(optional(unsigned("node_offset", 64, "unsigned long long"), 0, "0")),
              small("node_depth", 0),
              small("inner_size", 0),
              keyword(optional(truth("last_node"), false, "False")),
              FOR_SECURITY,
              STRING,
            ],
            (
              _cls,
              data,
              size,
              key,
              salt,
              person,
              fanout,
              depth,
              leafSize,
              nodeOffset,
              nodeDepth,
              innerSize,
              isLastNode,
              _forSecurity,
              string,
            ) => {
              const given = firstData(data, string);
              if (size < 1 || size > most)
                raise(
                  E.ValueError,
                  `digest_size for ${title} must be between 1 and ${most} bytes, here it is ${size}`,
                );
              if (salt.length > part) raise(E.ValueError, `maximum salt length is ${part} bytes`);
              if (person.length > part)
                raise(E.ValueError, `maximum person length is ${part} bytes`);
              between("fanout", fanout, 0, 255);
              between("depth", depth, 1, 255);
              if (leafSize > 0xffffffff) raise(E.OverflowError, "leaf_size is too large");
              if (kind.wordSize === 4 && nodeOffset >= 2 ** 48)
                raise(E.OverflowError, "node_offset is too large");
              between("node_depth", nodeDepth, 0, 255);
              between("", innerSize, 0, most, `inner_size must be between 0 and is ${most}`);
              if (key.length > most) raise(E.ValueError, `maximum key length is ${most} bytes`);
              const block = new Uint8Array(most);
              const view = new DataView(block.buffer);
              block.set([size, key.length, fanout, depth]);
              view.setUint32(4, Number(leafSize), true);
              // Of the smaller kind the two that follow are in the last bytes of the offset.
              view.setBigUint64(8, BigInt(nodeOffset), true);
              block[kind.wordSize === 8 ? 16 : 14] = nodeDepth;
              block[kind.wordSize === 8 ? 17 : 15] = innerSize;
              block.set(salt, most / 2);
              block.set(person, most / 2 + part);
              const hasher = new Blake2(kind, block, size, isLastNode);
              if (key.length > 0) {
                const padded = new Uint8Array(kind.wordSize * 16);
                padded.set(key);
                hasher.update(padded);
              }
              const described = { name, blockSize: kind.wordSize * 16, digestSize: size };
              return newHash(type, described, hasher, given);
            },
          ),
        },
      ];
    },
    "data",
  );
  return type;
}

const TYPES = [
  ["blake2b", blake2Type("blake2b", BLAKE2B), BLAKE2B],
  ["blake2s", blake2Type("blake2s", BLAKE2S), BLAKE2S],
] as const;

export const blake2Module: NativeModule = defineModule(
  "_blake2",
  "_blake2b provides BLAKE2b for hashlib\n",
  ({ constant }) => ({
    _GIL_MINSIZE: constant(2048),
    ...Object.fromEntries(
      TYPES.flatMap(([name, type, { wordSize }]) => {
        const prefix = name.toUpperCase();
        return [
          [name, constant(type)],
          [`${prefix}_SALT_SIZE`, constant(wordSize * 2)],
          [`${prefix}_PERSON_SIZE`, constant(wordSize * 2)],
          [`${prefix}_MAX_KEY_SIZE`, constant(wordSize * 8)],
          [`${prefix}_MAX_DIGEST_SIZE`, constant(wordSize * 8)],
        ];
      }),
    ),
  }),
);
