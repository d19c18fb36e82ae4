/** Where the machine is entered: a fiber begins, or goes on. */
import type { PyException } from "../objects/errors.ts";
import type { Value } from "../objects/object.ts";
import { exceptionOf, setContext } from "./exceptions.ts";
import { exec } from "./exec.ts";
import type { Exit, Fiber, Frame } from "./frame.ts";
import { pump, unwind } from "./pump.ts";
import { Mode, machine } from "./state.ts";

/** How a fiber is to go on. */
export type Resume =
  | { readonly kind: "start"; readonly begin: () => Frame | null }
  | { readonly kind: "value"; readonly value: Value }
  | { readonly kind: "error"; readonly exception: PyException }
  | { readonly kind: "continue" };

/**
 * Runs a fiber until it ends, waits or has used up its slice. Entered only by the kernel's driver and by the host's
 * synchronous entry.
 */
export function run(fiber: Fiber, resume: Resume): Exit {
  const outer = machine.fiber;
  const outerExit = machine.exit;
  machine.fiber = fiber;
  machine.exit = null;
  try {
    try {
      const frame = start(
        fiber,
        machine.interpreter.isInterrupted ? broken(fiber, resume) : resume,
      );
      if (frame !== null) exec(frame);
    } catch (error) {
      // Nothing that Python could handle comes here.
      unwind(null, exceptionOf(error, null));
    }
    return machine.exit as unknown as Exit;
  } finally {
    machine.fiber = outer;
    machine.exit = outerExit;
  }
}

/** Is the machine in the middle of something? */
export function isRunning(): boolean {
  return (machine.fiber as Fiber | undefined) !== undefined;
}

/** What has waited is where an exception that is to be raised soon arrives first. */
function broken(fiber: Fiber, resume: Resume): Resume {
  const { interpreter } = machine;
  interpreter.requestBreak();
  if (resume.kind !== "value") return resume;
  const exception = interpreter.takeInterruption(fiber);
  return exception === null ? resume : { kind: "error", exception };
}

function start(fiber: Fiber, resume: Resume): Frame | null {
  const { top, topKind, todo } = fiber;
  fiber.top = null;
  fiber.todo = null;
  switch (resume.kind) {
    case "start":
      return resume.begin();
    case "value":
      return pump(Mode.VALUE, top, topKind, resume.value);
    case "error":
      setContext(resume.exception);
      return pump(Mode.ERROR, top, topKind, resume.exception);
    case "continue":
      return todo === null ? (top as Frame) : pump(Mode.DO, top, topKind, todo);
  }
}
