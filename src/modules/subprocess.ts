/** `_posixsubprocess`, so that Python's subprocess can be imported. Processes cannot be started. */
import { defineModule } from "../objects/define.ts";
import { E, raise } from "../objects/errors.ts";
import { rest } from "../objects/params.ts";

export const subprocessNative = defineModule(
  "_posixsubprocess",
  "A POSIX helper for the subprocess module.",
  ({ fn }) => ({
    fork_exec: fn("Start a process: there are none.", [rest("args")], () =>
      raise(E.NotImplementedError, "processes cannot be started here"),
    ),
  }),
);
