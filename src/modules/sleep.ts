/** time.sleep: parks the calling fiber. */
import { kernelState } from "../kernel/access.ts";
import { Park } from "../kernel/kernel.ts";
import { E, raise } from "../objects/errors.ts";
import { TrapRequest } from "../objects/requests.ts";

/** Waits for `seconds`. In a task of a loop it holds the loop up, unless the interpreter is cooperative. */
export function sleep(seconds: number): TrapRequest {
  if (Number.isNaN(seconds)) raise(E.ValueError, "Invalid value NaN (not a number)");
  if (seconds < 0) raise(E.ValueError, "sleep length must be non-negative");
  const { kernel, isCooperative } = kernelState();
  return new TrapRequest(
    new Park(
      "time.sleep()",
      (token) => {
        const timer = kernel.at(kernel.clock.monotonic() + seconds, () =>
          token.wake({ kind: "value", value: null }),
        );
        return () => timer.cancel();
      },
      isCooperative,
    ),
  );
}
