/** `_random`: the generator MT19937, below Python's random. https://docs.python.org/3/library/random.html */
import { initializer, NEW_DOC } from "../objects/builtins/common.ts";
import { instanceOf } from "../objects/construct.ts";
import { plainInteger, toIndex } from "../objects/conversions.ts";
import { charge } from "../objects/current.ts";
import { defineModule, members } from "../objects/define.ts";
import { E, raise } from "../objects/errors.ts";
import { PyFloat } from "../objects/float.ts";
import { type Int, intValue, normalize } from "../objects/int.ts";
import { checkBits } from "../objects/numbers/ints.ts";
import { layout, PyObject, type Value } from "../objects/object.ts";
import {
  DECLINED,
  keywords,
  object,
  optional,
  type Param,
  param,
  rest,
} from "../objects/params.ts";
import { hashOf } from "../objects/protocols/hashing.ts";
import { after, isPending, type NativeGenerator, type NativeResult } from "../objects/requests.ts";
import { PyTuple } from "../objects/sequences.ts";
import { PyType } from "../objects/type.ts";
import { objectType } from "../objects/types.ts";

const randomType = new PyType("_random.Random", [objectType]);

/** Words of state, and how far apart two are that make a new one. */
const N = 624;
const M = 397;

/** A word after another by the recurrence. https://doi.org/10.1145/272991.272995 */
function twist(upper: number, lower: number, other: number): number {
  const mixed = (upper & 0x80000000) | (lower & 0x7fffffff);
  return other ^ (mixed >>> 1) ^ ((mixed & 1) === 0 ? 0 : 0x9908b0df);
}

class PyRandom extends PyObject {
  readonly words = new Uint32Array(N);
  /** How many of the words were given out. */
  used = 0;

  /** 32 random bits. */
  next(): number {
    const { words } = this;
    if (this.used >= N) {
      for (let i = 0; i < N; i++)
        words[i] = twist(
          words[i] as number,
          words[(i + 1) % N] as number,
          words[(i + M) % N] as number,
        );
      this.used = 0;
    }
    let word = words[this.used++] as number;
    word ^= word >>> 11;
    word ^= (word << 7) & 0x9d2c5680;
    word ^= (word << 15) & 0xefc60000;
    return (word ^ (word >>> 18)) >>> 0;
  }

  /** A double from 0 to 1, of 53 bits. */
  double(): number {
    const high = this.next() >>> 5;
    const low = this.next() >>> 6;
    return (high * 2 ** 26 + low) / 2 ** 53;
  }

  /** As many bits, the first 32 least significant. */
  bits(count: number): Int {
    if (count === 0) return 0;
    if (count <= 32) return this.next() >>> (32 - count);
    checkBits(count);
    charge(count >>> 7);
    let hex = "";
    for (let left = count; left > 0; left -= 32) {
      const word = this.next() >>> (left < 32 ? 32 - left : 0);
      hex = word.toString(16).padStart(8, "0") + hex;
    }
    return normalize(BigInt(`0x${hex}`));
  }

  #fill(seed: number): void {
    const { words } = this;
    words[0] = seed;
    for (let i = 1; i < N; i++) {
      const before = words[i - 1] as number;
      words[i] = Math.imul(1812433253, before ^ (before >>> 30)) + i;
    }
    this.used = N;
  }

  /** Begins the sequence that a number of so many words of 32 bits stands for. */
  seed(key: Uint32Array): void {
    const { words } = this;
    this.#fill(19650218);
    let i = 1;
    const mix = (factor: number): number => {
      const before = words[i - 1] as number;
      return (words[i] as number) ^ Math.imul(before ^ (before >>> 30), factor);
    };
    const step = (): void => {
      if (++i < N) return;
      words[0] = words[N - 1] as number;
      i = 1;
    };
    for (let k = 0; k < Math.max(N, key.length); k++) {
      const j = k % key.length;
      words[i] = mix(1664525) + (key[j] as number) + j;
      step();
    }
    for (let k = 1; k < N; k++) {
      words[i] = mix(1566083941) - i;
      step();
    }
    words[0] = 0x80000000;
  }
}
layout(PyRandom, randomType);

/** The words of 32 bits of a number, the least significant first. */
function wordsOf(value: bigint): Uint32Array {
  const hex = value.toString(16);
  const words = new Uint32Array(Math.ceil(hex.length / 8));
  charge(words.length);
  for (let i = 0; i < words.length; i++) {
    const end = hex.length - 8 * i;
    words[i] = Number.parseInt(hex.slice(Math.max(0, end - 8), end), 16);
  }
  return words;
}

/** Seeds by a number, by the hash of anything else, or by chance. */
function seed(self: PyRandom, value: Value): NativeResult {
  const by = (number: Int): null => {
    const int = BigInt(number);
    self.seed(wordsOf(int < 0n ? -int : int));
    return null;
  };
  if (value === null) {
    self.seed(globalThis.crypto.getRandomValues(new Uint32Array(N)));
    return null;
  }
  const int = intValue(value);
  if (int !== undefined) return by(int);
  // sic: a hash is taken as if it had no sign.
  return after(hashOf(value), (hash) => by(BigInt.asUintN(64, BigInt(hash as Int))));
}

const NOT_INT = "an integer is required";

function setState(self: PyRandom, state: Value): null {
  if (!(state instanceof PyTuple)) raise(E.TypeError, "state vector must be a tuple");
  const { items } = state as PyTuple;
  if (items.length !== N + 1) raise(E.ValueError, "state vector is the wrong size");
  const words = items.slice(0, N).map((item) => {
    const int = intValue(item);
    if (int === undefined) return raise(E.TypeError, NOT_INT);
    if (int < 0) raise(E.OverflowError, "can't convert negative value to unsigned int");
    if (int >= 2 ** 64)
      raise(E.OverflowError, "Python int too large to convert to C unsigned long");
    return Number(BigInt.asUintN(32, BigInt(int)));
  });
  const used = plainInteger(items[N] as Value);
  if (used === DECLINED) return raise(E.TypeError, NOT_INT);
  if (used < 0 || used > N) raise(E.ValueError, "invalid state");
  self.words.set(words);
  self.used = Number(used);
  return null;
}

/** How many bits are wanted: a number of 64 bits without a sign. */
const COUNT: Param<number> = param(
  "k",
  (value) => {
    const count = plainInteger(value);
    if (count === DECLINED) return DECLINED;
    if (count < 0) raise(E.ValueError, "Cannot convert negative int");
    if (count >= 2 ** 64) raise(E.OverflowError, "Python int too large for C uint64_t");
    return Number(count);
  },
  function* (value): NativeGenerator {
    const int = toIndex(value);
    return isPending(int) ? yield int : int;
  },
);

randomType.populate(
  members<PyRandom>(({ method, caller, constant, staticMethod }) => [
    {
      __doc__: constant(
        "Random() -> create a random number generator with its own internal state.",
      ),
      __new__: staticMethod(NEW_DOC, [object("cls"), rest("args"), keywords("kwargs")], (cls) =>
        instanceOf(cls, new PyRandom()),
      ),
      __init__: initializer(
        [rest("args"), keywords("kwargs")],
        (self: PyRandom, args, given): NativeResult => {
          if (given.size > 0) raise(E.TypeError, "Random() takes no keyword arguments");
          if (args.length > 1) raise(E.TypeError, "Random() requires 0 or 1 argument");
          return seed(self, args[0] ?? null);
        },
      ),
      random: method(
        "random() -> x in the interval [0, 1).",
        [],
        (self) => new PyFloat(self.double()),
      ),
      seed: caller(
        "Set the state by an integer, or by the hash of something else; without it, by chance.",
        [optional(object("n"), null, "None")],
        seed,
      ),
      getrandbits: method("Return an int with k random bits.", [COUNT], (self, count) =>
        self.bits(count),
      ),
      getstate: method(
        "Return a tuple with the state.",
        [],
        (self) => new PyTuple([...self.words, self.used]),
      ),
      setstate: method(
        "Restore a state that getstate() has returned.",
        [object("state")],
        setState,
      ),
    },
  ]),
);

export const randomModule = defineModule(
  "_random",
  "Module implements the Mersenne Twister random number generator.",
  ({ constant }) => ({ Random: constant(randomType) }),
);
