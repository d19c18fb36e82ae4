/** How a fiber starts: what whoever drives it hands to the machine. */

import type { PyException } from "../objects/errors.ts";
import { isPending, type NativeFrame, type NativeResult } from "../objects/requests.ts";
import { Kind } from "./frame.ts";
import type { Resume } from "./machine.ts";
import { pump } from "./pump.ts";
import { Mode } from "./state.ts";

/** With what a native answers; where `answer` is a function, it is asked for once the machine runs. */
export function begin(answer: NativeResult | (() => NativeResult)): Resume {
  return {
    kind: "start",
    begin: () => {
      const result = typeof answer === "function" ? answer() : answer;
      return isPending(result)
        ? pump(Mode.DO, null, Kind.STORE, result)
        : pump(Mode.VALUE, null, Kind.STORE, result ?? null);
    },
  };
}

/** With an exception that arrives in a native which has done nothing yet. */
export function beginWithError(frame: NativeFrame, exception: PyException): Resume {
  return { kind: "start", begin: () => pump(Mode.ERROR, frame, Kind.STORE, exception) };
}
