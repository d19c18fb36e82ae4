/** Tells programs of what they have dropped: callbacks of weak references, and `__del__`. */
import * as Op from "../compiler/opcodes.ts";
import { PyThrow } from "../objects/errors.ts";
import type { Dropped, Lifetimes } from "../objects/lifetimes.ts";
import type { Value } from "../objects/object.ts";
import { getAttribute } from "../objects/protocols/attributes.ts";
import { getDescriptor } from "../objects/protocols/descriptors.ts";
import { reprOf } from "../objects/protocols/text.ts";
import {
  call,
  isPending,
  NativeFrame,
  type NativeGenerator,
  type NativeResult,
  type Pending,
} from "../objects/requests.ts";
import { fromJs, textOf } from "../objects/str.ts";
import { typeOf } from "../objects/types.ts";
import { type Fiber, Frame, Kind, type PyGenerator, State } from "./frame.ts";
import { machine, next } from "./state.ts";

/**
 * Runs what is to be run for all that was dropped; answers for how many objects. It keeps nothing of what it has told: what a
 * generator of JavaScript's had in its registers would live on while whoever has asked waits for the next collection.
 */
export class FinalizeFrame extends NativeFrame {
  readonly #lifetimes: Lifetimes;
  #count = 0;
  constructor(lifetimes: Lifetimes) {
    super();
    this.#lifetimes = lifetimes;
  }
  override resume(): NativeResult {
    const dropped = this.#lifetimes.take();
    if (dropped === undefined) return this.#count;
    this.#count++;
    return tell(dropped);
  }
}

function* tell(dropped: Dropped): NativeGenerator {
  if (dropped.kind === "generator") return yield* close(dropped.object as PyGenerator);
  let fn: Value;
  let what: string;
  if (dropped.kind === "reference") {
    fn = dropped.reference.callback;
    dropped.reference.callback = null;
    what = "weakref callback";
  } else {
    fn = typeOf(dropped.object).lookup("__del__") ?? null;
    what = "deallocator";
  }
  if (fn === null) return null;
  try {
    if (dropped.kind === "reference") yield call(fn, dropped.reference);
    else {
      const bound = getDescriptor(fn, dropped.object, typeOf(dropped.object));
      yield call((isPending(bound) ? yield bound : bound) as Value);
    }
  } catch (error) {
    yield* report(error, `calling ${what}`, fn);
  }
  return null;
}

function* close(generator: PyGenerator): NativeGenerator {
  if (generator.state !== State.SUSPENDED) return null;
  try {
    const method = getAttribute(generator, "close");
    yield call((isPending(method) ? yield method : method) as Value);
  } catch (error) {
    yield* report(error, "closing generator", generator);
  }
  return null;
}

function* report(error: unknown, doing: string, object: Value): Generator<Pending, void, Value> {
  if (!(error instanceof PyThrow)) throw error;
  const message = fromJs(`Exception ignored while ${doing} ${yield* shown(object)}`);
  yield machine.interpreter.reportUnraisable(error.exception, null, message);
}

function* shown(fn: Value): Generator<Pending, string, Value> {
  try {
    const repr = reprOf(fn);
    return textOf((isPending(repr) ? yield repr : repr) as Value) ?? "";
  } catch (error) {
    if (!(error instanceof PyThrow)) throw error;
    return "<object repr() failed>";
  }
}

const CALLS: ReadonlySet<number> = new Set([
  Op.CALL,
  Op.CALL_METHOD,
  Op.CALL_ATTR,
  Op.CALL_NATIVE,
  Op.CALL_METHOD_NATIVE,
  Op.CALL_ATTR_NATIVE,
]);

/** Lets go of what the machine has no need of while this fiber is parked, such as arguments of the calls that it waits for. */
export function forget(fiber: Fiber): void {
  machine.pushed = machine.running = null;
  next.frame = next.value = null;
  let kind = fiber.topKind;
  for (let frame = fiber.top; frame !== null; ) {
    if (frame instanceof Frame) {
      const { instructions } = frame.instance;
      if (CALLS.has(instructions[frame.pc] as number)) {
        const base = instructions[frame.pc + 2] as number;
        // An instance that is being initialised is where its class was.
        const from = kind === Kind.STORE ? base : kind === Kind.INIT ? base + 1 : Infinity;
        // Constants come last.
        const end = frame.code.registers - frame.code.preloaded.length;
        for (let i = from; i < end; i++) frame.r[i] = undefined;
      }
    }
    kind = frame.kind;
    frame = frame.back as typeof frame | null;
  }
}
