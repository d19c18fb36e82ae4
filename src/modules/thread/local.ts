/**
 * `_thread._local`: an object with attributes of its own for each thread. It has those of the thread that used it last; the others'
 * are kept by what stands for their thread, and go when that ends.
 */

import { kernelState } from "../../kernel/access.ts";
import { attributeName } from "../../objects/builtins/common.ts";
import { instanceOf } from "../../objects/construct.ts";
import { members } from "../../objects/define.ts";
import { E, raise, setHidden } from "../../objects/errors.ts";
import { layout, MEMBER_PREFIX, PyObject, type Shape, type Value } from "../../objects/object.ts";
import { keywords, object, rest } from "../../objects/params.ts";
import {
  attributeError,
  dictOf,
  findAttribute,
  getAttribute,
  missing,
  storeAttribute,
} from "../../objects/protocols/attributes.ts";
import {
  CallRequest,
  isPending,
  type Keywords,
  type NativeGenerator,
  type NativeResult,
  type Pending,
} from "../../objects/requests.ts";
import { PyType } from "../../objects/type.ts";
import { objectType, typeOf } from "../../objects/types.ts";
import { machine } from "../../vm/state.ts";

export const localType = new PyType("_thread._local", [objectType]);
localType.hasDict = true;
localType.hasWeakref = true;
localType.hasOwnAccess = true;

interface Attributes {
  readonly shape: Shape;
  readonly slots: Value[];
}

class PyLocal extends PyObject {
  override slots: Value[] = [];
  readonly args: Value[];
  readonly given: Keywords;
  /** What stands for the thread that has used it last. */
  #current: object;
  readonly #others = new WeakMap<object, Attributes>();

  constructor(args: Value[], given: Keywords) {
    super();
    this.args = args;
    this.given = given;
    this.#current = thisThread();
  }

  /** Is this the first time that the thread uses it? From here on it has this thread's attributes. */
  enter(): boolean {
    const thread = thisThread();
    if (thread === this.#current) return false;
    const { shape, slots } = this;
    this.#others.set(this.#current, { shape, slots });
    this.#current = thread;
    const known = this.#others.get(thread);
    this.shape = known?.shape ?? shape.type.instanceShape;
    this.slots = known?.slots ?? [];
    // What `__slots__` names is the same for all.
    for (const key of shape.keys())
      if (key.startsWith(MEMBER_PREFIX))
        setHidden(this, key.slice(MEMBER_PREFIX.length), slots[shape.indexOf(key)] as Value);
    return known === undefined;
  }
}
layout(PyLocal, localType);

function thisThread(): object {
  return kernelState().threadKey(machine.fiber.thread);
}

/** Does something with the attributes of this thread, once they are initialised. */
function within(self: PyLocal, use: () => NativeResult): NativeResult {
  const isFirst = self.enter();
  if (!isFirst || self.shape.type.lookup("__init__") === objectType.lookup("__init__"))
    return use();
  return initialized(self, use);
}

function* initialized(self: PyLocal, use: () => NativeResult): NativeGenerator {
  const { args, given } = self;
  yield* answered(getAttribute(typeOf(self), "__init__"), (init) => {
    return new CallRequest(init, [self, ...args], given.size === 0 ? null : new Map(given));
  });
  self.enter();
  const result = use();
  return isPending(result) ? yield result : result;
}

function* answered(
  result: NativeResult,
  then: (value: Value) => Pending,
): Generator<Pending, void, Value> {
  yield then((isPending(result) ? yield result : result) as Value);
}

/** `__dict__` is the thread's, and stays. */
function store(self: PyLocal, key: Value, value: Value | undefined): NativeResult {
  const name = attributeName(key);
  if (name === "__dict__")
    attributeError(`'${typeOf(self).name}' object attribute '__dict__' is read-only`, self, name);
  return within(self, () => storeAttribute(self, name, value));
}

localType.populate(
  members<PyLocal>(({ slots, staticMethod }) => [
    {
      __new__: staticMethod(
        "Thread-local data",
        [object("cls"), rest("args"), keywords("kwargs")],
        (cls, args, given) => {
          const isPlain =
            !(cls instanceof PyType) || cls.lookup("__init__") === objectType.lookup("__init__");
          if (isPlain && (args.length > 0 || given.size > 0))
            raise(E.TypeError, "Initialization arguments are not supported");
          return instanceOf(cls, new PyLocal(args, given));
        },
      ),
    },
    slots({
      __getattribute__: (self, key) =>
        within(self, () => {
          const name = attributeName(key);
          if (name === "__dict__") return dictOf(self);
          const found = findAttribute(self, name);
          return found === undefined ? missing(self, name) : found;
        }),
      __setattr__: (self, key, value) => store(self, key, value),
      __delattr__: (self, key) => store(self, key, undefined),
    }),
  ]),
);
