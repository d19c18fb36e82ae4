/** The select module, so far as programs wait with it for nothing but the time. */
import { defineModule } from "../objects/define.ts";
import { E, raise } from "../objects/errors.ts";
import { object, optional } from "../objects/params.ts";
import { drain } from "../objects/protocols/iterate.ts";
import type { NativeGenerator } from "../objects/requests.ts";
import { PyList, tuple } from "../objects/sequences.ts";
import { sleep } from "./sleep.ts";
import { secondsOrNone } from "./thread/seconds.ts";

export const selectModule = defineModule(
  "select",
  "This module supports asynchronous I/O on multiple file descriptors.",
  ({ caller, constant }) => ({
    select: caller(
      "Wait until one or more file descriptors are ready for some kind of I/O: without any, for the time.",
      [
        object("rlist"),
        object("wlist"),
        object("xlist"),
        optional(secondsOrNone("timeout"), null, "None"),
      ],
      function* (readers, writers, others, timeout): NativeGenerator {
        if (timeout !== null && timeout < 0) raise(E.ValueError, "timeout must be non-negative");
        let count = 0;
        for (const list of [readers, writers, others]) count += (yield* drain(list)).length;
        if (count > 0) raise(E.NotImplementedError, "file descriptors cannot be waited for here");
        yield sleep(timeout ?? Number.POSITIVE_INFINITY);
        return tuple(new PyList([]), new PyList([]), new PyList([]));
      },
    ),
    error: constant(E.OSError),
    PIPE_BUF: constant(4096),
  }),
);
