/** The _queue module: a queue whose `get` waits. https://docs.python.org/3/library/queue.html#queue.SimpleQueue */
import { kernelState } from "../kernel/access.ts";
import { Park, type Token } from "../kernel/kernel.ts";
import { instanceOf } from "../objects/construct.ts";
import { toDouble, truth } from "../objects/conversions.ts";
import { defineModule, members } from "../objects/define.ts";
import { E, newException, PyThrow, raise } from "../objects/errors.ts";
import { layout, PyObject, type Value } from "../objects/object.ts";
import { either, keywords, object, optional, rest } from "../objects/params.ts";
import { slotFor } from "../objects/protocols/slot.ts";
import { isPending, type NativeGenerator, type Pending, TrapRequest } from "../objects/requests.ts";
import { SLOT } from "../objects/slots.ts";
import { PyType } from "../objects/type.ts";
import { objectType, typeName } from "../objects/types.ts";
import { subscriptable } from "../objects/typing/generic-alias.ts";
import { Ring } from "./collections/ring.ts";

const emptyType = new PyType("_queue.Empty", [E.Exception]);
emptyType.populate(
  members<PyObject>(({ constant }) => [
    { __doc__: constant("Exception raised by Queue.get(block=0)/get_nowait().") },
  ]),
);

const simpleQueueType = new PyType("_queue.SimpleQueue", [objectType]);
simpleQueueType.hasWeakref = true;

const WAKE = { kind: "value", value: null } as const;

class SimpleQueue extends PyObject {
  readonly items = new Ring();
  /** Who waits for an item, the longest first. */
  readonly waiting = new Set<Token>();
  put(item: Value): void {
    this.items.push(item);
    for (const token of this.waiting) {
      this.waiting.delete(token);
      if (token.isStale) continue;
      token.wake(WAKE);
      return;
    }
  }
}
layout(SimpleQueue, simpleQueueType);

/** Waits until an item may be there, or it is `deadline`. */
function arrival(queue: SimpleQueue, deadline: number): TrapRequest {
  const { kernel, isCooperative } = kernelState();
  const begin = (token: Token) => {
    queue.waiting.add(token);
    const timer = Number.isFinite(deadline)
      ? kernel.at(deadline, () => {
          queue.waiting.delete(token);
          token.wake(WAKE);
        })
      : null;
    return () => {
      queue.waiting.delete(token);
      timer?.cancel();
    };
  };
  return new TrapRequest(new Park("SimpleQueue.get()", begin, isCooperative, true));
}

/** The longest time that CPython can wait, in seconds. */
const LONGEST = 2 ** 63 / 1e9;

function* secondsOf(value: Value): Generator<Pending, number, Value> {
  if (slotFor(value, SLOT.__index__) === null && slotFor(value, SLOT.__float__) === null)
    raise(E.TypeError, `'${typeName(value)}' object cannot be interpreted as an integer or float`);
  const seconds = toDouble(value);
  const given = isPending(seconds) ? ((yield seconds) as unknown as number) : seconds;
  if (Number.isNaN(given)) raise(E.ValueError, "Invalid value NaN (not a number)");
  if (Math.abs(given) >= LONGEST)
    raise(E.OverflowError, "timestamp too large to convert to C PyTime_t");
  if (given < 0) raise(E.ValueError, "'timeout' must be a non-negative number");
  return given;
}

function take(self: SimpleQueue): Value {
  if (self.items.length > 0) return self.items.shift();
  throw new PyThrow(newException(emptyType));
}

function* get(self: SimpleQueue, isBlocking: boolean, timeout: Value): NativeGenerator {
  if (!isBlocking) return take(self);
  const { clock } = kernelState().kernel;
  const seconds = timeout === null ? Number.POSITIVE_INFINITY : yield* secondsOf(timeout);
  if (self.items.length > 0) return take(self);
  const deadline = clock.monotonic() + seconds;
  do yield arrival(self, deadline);
  while (self.items.length === 0 && clock.monotonic() < deadline);
  return take(self);
}

const BLOCKING = [
  either(optional(truth("block"), true, "True")),
  either(optional(object("timeout"), null, "None")),
] as const;

simpleQueueType.populate(
  subscriptable(
    members<SimpleQueue>(({ staticMethod, method, caller, constant }) => [
      {
        __doc__: constant("Simple, unbounded, reentrant FIFO queue."),
        __new__: staticMethod(
          "Create and return a new object.",
          [object("cls"), rest("args"), keywords("kwargs")],
          (cls, args, given) => {
            if (cls === simpleQueueType && args.length > 0)
              raise(E.TypeError, "SimpleQueue() takes no positional arguments");
            if (cls === simpleQueueType && given.size > 0)
              raise(E.TypeError, "SimpleQueue() takes no keyword arguments");
            return instanceOf(cls, new SimpleQueue());
          },
        ),
        put: method(
          "Put the item on the queue.\n\nThe optional 'block' and 'timeout' arguments are ignored, as this method\nnever blocks.  They are provided for compatibility with the Queue class.",
          [either(object("item")), ...BLOCKING],
          (self, item) => self.put(item) as undefined,
        ),
        put_nowait: method(
          "Put an item into the queue without blocking.",
          [either(object("item"))],
          (self, item) => self.put(item) as undefined,
        ),
        get: caller(
          "Remove and return an item from the queue.\n\nIf 'block' is true, wait for one, for 'timeout' seconds at most unless that is None;\nraise Empty where there is none by then.",
          BLOCKING,
          get,
        ),
        get_nowait: method(
          "Remove and return an item from the queue without blocking.\n\nRaise Empty where there is none.",
          [],
          take,
        ),
        empty: method("Return True if the queue is empty.", [], (self) => self.items.length === 0),
        qsize: method("Return the number of items in the queue.", [], (self) => self.items.length),
      },
    ]),
  ),
);

export const queueModule = defineModule(
  "_queue",
  "What waits in the queue module.",
  ({ constant }) => ({ SimpleQueue: constant(simpleQueueType), Empty: constant(emptyType) }),
);
