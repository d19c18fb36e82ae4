/** `ohwait(x)`: what `await x` means, from a sync function. */
import { defineModule } from "../objects/define.ts";
import { E, raise } from "../objects/errors.ts";
import type { Value } from "../objects/object.ts";
import { object } from "../objects/params.ts";
import { isPending, type NativeGenerator, type NativeResult } from "../objects/requests.ts";
import { coroutineType, typeName } from "../objects/types.ts";
import { AwaitFrame } from "../vm/await-frame.ts";
import { awaitIterator } from "../vm/awaitables.ts";
import { PyGenerator, State } from "../vm/frame.ts";
import { delegateOf, outermostCoroutine } from "../vm/generators.ts";
import { machine } from "../vm/state.ts";
import { HostAwaitable } from "./host-awaitable.ts";

function ohwait(value: Value): NativeResult {
  const refuse = (): never =>
    raise(E.TypeError, `object ${typeName(value)} can't be used in 'ohwait' expression`);
  // A promise of the host parks the fiber itself; anything else needs a task that can be suspended.
  if (!(value instanceof HostAwaitable) && !canSuspend()) {
    if (value instanceof PyGenerator && value.state === State.CREATED) value.state = State.CLOSED;
    else if (!isAwaitable(value)) refuse();
    raise(E.RuntimeError, "ohwait() must be called from a task of a running event loop");
  }
  if (value instanceof PyGenerator && value.shape.type === coroutineType) {
    if (value.state === State.DELEGATED || delegateOf(value) !== null)
      raise(E.RuntimeError, "coroutine is being awaited already");
    return new AwaitFrame(value);
  }
  const iterator = awaitIterator(value, refuse);
  if (!isPending(iterator)) return new AwaitFrame(iterator as Value);
  return (function* (): NativeGenerator {
    return yield new AwaitFrame(yield iterator);
  })();
}

function isAwaitable(value: Value): boolean {
  let is = true;
  try {
    awaitIterator(value, () => {
      is = false;
      return raise(E.TypeError, "");
    });
  } catch (error) {
    if (is) throw error;
  }
  return is;
}

function canSuspend(): boolean {
  return machine.fiber.isTask || outermostCoroutine() !== null;
}

export const ohwaitModule = defineModule(
  "ohwait",
  "Wait for async work from sync code.",
  ({ caller, fn }) => ({
    ohwait: caller(
      "Wait for an awaitable, suspending only the current task, and return its result.",
      [object("awaitable")],
      ohwait,
    ),
    can_wait: fn("Whether ohwait() may wait here.", [], canSuspend),
    use_asyncio: fn("Does nothing: the loop that runs is known.", [], () => null),
    use_trio: fn("Does nothing: the loop that runs is known.", [], () => null),
    use_curio: fn("Does nothing: the loop that runs is known.", [], () => null),
  }),
);
