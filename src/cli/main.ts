/** `ohwait`: runs Python programs, as `python3` does. */
import { readFileSync } from "node:fs";
import { delimiter, dirname, resolve } from "node:path";
import { decode } from "../host/decode.ts";
import { deadlockType, InternalError, LimitError } from "../host/errors.ts";
import { exitCode, systemExitCode } from "../host/exceptions.ts";
import { nodeInfo, nodePlatform } from "../host/platforms/node.ts";
import { NodeFiles } from "../host/platforms/node-files.ts";
import { isTerminal } from "../host/platforms/on-demand.ts";
import { TimerHost } from "../host/platforms/timers.ts";
import { Session } from "../host/session.ts";
import { SIGINT } from "../kernel/signals.ts";
import type { InputPort } from "../modules/io/standard.ts";
import { E, isThrown, newException, type PyException, PyThrow } from "../objects/errors.ts";
import { PyModule } from "../objects/function.ts";
import type { Value } from "../objects/object.ts";
import { getAttribute } from "../objects/protocols/attributes.ts";
import { CallRequest, isPending, type NativeGenerator } from "../objects/requests.ts";
import type { Fiber } from "../vm/frame.ts";
import { type CommandLine, HELP, parseArguments, USAGE, UsageError } from "./arguments.ts";
import { stdinPort } from "./input.ts";
import { memoryCheck } from "./memory.ts";
import { Output } from "./output.ts";
import { Prompt } from "./prompt.ts";
import { ProcessSignals } from "./signals.ts";
import { VERSION } from "./version.ts";

const stdout = new Output(1);
const stderr = new Output(2, stdout);

const signalPort = new ProcessSignals();

/** Exit statuses. */
const Status = { ok: 0, failed: 1, usage: 2, outputLost: 120, interrupted: 130 } as const;

class ExitError {
  readonly status: number;
  readonly message: string;
  constructor(status: number, message: string) {
    this.status = status;
    this.message = message;
  }
}

/** Notices when the kernel has nothing left to do. */
class WatchedHost extends TimerHost {
  onIdle: () => void = () => undefined;
  override clearAlarm(): void {
    super.clearAlarm();
    this.onIdle();
  }
}

const ERRNO: Readonly<Record<string, readonly [number, string]>> = {
  ENOENT: [2, "No such file or directory"],
  EACCES: [13, "Permission denied"],
  ENOTDIR: [20, "Not a directory"],
  ELOOP: [40, "Too many levels of symbolic links"],
};

interface Program {
  readonly bytes: Uint8Array | null;
  readonly text: string;
  readonly filename: string;
}

function readProgram(program: CommandLine["program"]): Program {
  switch (program.kind) {
    case "command":
      return { bytes: null, text: program.text, filename: "<string>" };
    case "module": {
      const text = `__import__("runpy")._run_module_as_main(${JSON.stringify(program.text)})\n`;
      return { bytes: null, text, filename: "<string>" };
    }
    case "stdin":
    case "none":
      return { bytes: readFileSync(0), text: "", filename: "<stdin>" };
    case "file":
      try {
        return { bytes: readFileSync(program.text), text: "", filename: program.text };
      } catch (error) {
        const { code = "" } = error as NodeJS.ErrnoException;
        const path = resolve(program.text);
        if (code === "EISDIR")
          throw new ExitError(Status.failed, `ohwait: can't find '__main__' module in '${path}'\n`);
        const [number, text] = ERRNO[code] ?? [5, "Input/output error"];
        throw new ExitError(
          Status.usage,
          `ohwait: can't open file '${path}': [Errno ${number}] ${text}\n`,
        );
      }
  }
}

function newSession(
  { argv, limits }: CommandLine,
  stdin: InputPort,
): { session: Session; host: WatchedHost } {
  const host = new WatchedHost();
  const terminals = new Set(
    ["stdin", "stdout", "stderr"].filter((_, descriptor) => isTerminal(descriptor)),
  );
  const { characters = Number.POSITIVE_INFINITY, megabytes, milliseconds } = limits;
  const guarded = (output: Output) => (text: string) => {
    if (stdout.length + stderr.length + text.length > characters)
      stop(`LimitExceeded: output limit of ${characters} characters exceeded\n`);
    return output.write(text);
  };
  const options = {
    stdout: guarded(stdout),
    stderr: guarded(stderr),
    stdin,
    terminals,
    argv,
    signals: signalPort,
    env: Object.fromEntries(
      Object.entries(process.env).map(([name, value]) => [name, value ?? ""]),
    ),
    cwd: process.cwd(),
    // The program's own is applied by the interpreter.
    system: { files: new NodeFiles(), info: nodeInfo(), umask: process.umask(0) },
    limits: milliseconds === undefined ? {} : { wallClock: milliseconds },
    isOutOfMemory: megabytes === undefined ? undefined : memoryCheck(megabytes),
  };
  return { session: new Session(options, nodePlatform, host), host };
}

/** Ends the process now: a limit has no exceptions. */
function stop(message: string): never {
  try {
    stderr.write(message);
    void stdout.drain().catch(() => undefined);
    void stderr.drain().catch(() => undefined);
  } finally {
    process.exit(Status.failed);
  }
}

/** Says so where a program waits that nothing can ever wake. */
function watchForDeadlock(session: Session, host: WatchedHost): void {
  const { kernel, calls } = session.runtime;
  let isScheduled = false;
  host.onIdle = () => {
    if (isScheduled) return;
    isScheduled = true;
    setImmediate(() => {
      isScheduled = false;
      if (calls.size === 0 || !kernel.isIdle || kernel.waitsForHost) return;
      const text = "all tasks wait, and nothing is left that could wake one of them";
      session.interrupt(() => newException(deadlockType, text));
    });
  };
}

async function runProgram(line: CommandLine): Promise<number> {
  const isOnTerminal = isTerminal(0) && isTerminal(1);
  const isInteractive = line.isInteractive || (line.program.kind === "none" && isOnTerminal);
  const prompt = isInteractive ? new Prompt(stdout, stderr, isOnTerminal) : null;
  const hasProgram = !isInteractive || line.program.kind !== "none";
  const program = hasProgram ? readProgram(line.program) : null;
  const { session, host } = newSession(line, prompt?.stdin ?? stdinPort());
  watchForDeadlock(session, host);
  const { signals } = session.runtime;
  signalPort.onArrive = (signal) => signals.arrive(signal);
  signalPort.watch(SIGINT);
  const fiber = session.runtime.newMainFiber();
  const folders = (process.env["PYTHONPATH"] ?? "").split(delimiter).filter((path) => path !== "");
  if (line.program.kind === "file") {
    session.setPath(folders);
    session.enterFile(line.program.text, dirname(resolve(line.program.text)));
  } else session.setPath([line.program.kind === "module" ? process.cwd() : "", ...folders]);
  let status: number = Status.ok;
  if (program !== null) status = await runToEnd(session, program, fiber, isInteractive);
  if (prompt !== null) {
    if (!hasProgram) stderr.write(BANNER);
    status = await prompt.run(session, fiber, async (error) => {
      const isExit = isSystemExit(session, error);
      const status = await statusAfter(session, error);
      return isExit ? status : null;
    });
  }
  try {
    await session.startRaw(
      () => session.ending(),
      () => undefined,
      undefined,
      fiber,
    );
  } catch (error) {
    status = await statusAfter(session, error);
  }
  await session.close(Number.POSITIVE_INFINITY);
  return status;
}

const BANNER = `ohwait ${VERSION} (Python 3.14) on ${process.platform}
Type "help", "copyright", "credits" or "license" for more information.
`;

async function runToEnd(
  session: Session,
  { bytes, text, filename }: Program,
  fiber: Fiber,
  isInteractive: boolean,
): Promise<number> {
  try {
    await session.startRaw(
      () => session.program(bytes === null ? text : decode(bytes, filename, true), filename),
      () => undefined,
      undefined,
      fiber,
    );
    return Status.ok;
  } catch (error) {
    // Before the prompt, SystemExit is shown as any other exception.
    return await statusAfter(session, error, isInteractive);
  }
}

function isSystemExit(session: Session, error: unknown): boolean {
  return session.exceptionBehind(error as object)?.shape.type.isSubtype(E.SystemExit) === true;
}

/** Reports what has ended the program. */
async function statusAfter(session: Session, error: unknown, showsExit = false): Promise<number> {
  if (error instanceof LimitError) throw new ExitError(Status.failed, error.traceback);
  const exception = session.exceptionBehind(error as object);
  if (exception === undefined) throw error;
  const { type } = exception.shape;
  if (type.isSubtype(E.SystemExit) && !showsExit) {
    const code = systemExitCode(exception);
    if (
      code !== null &&
      typeof code !== "number" &&
      typeof code !== "bigint" &&
      typeof code !== "boolean"
    )
      stderr.write(`${textOfCode(session, code)}\n`);
    return exitCode(exception);
  }
  if (type === E.BrokenPipeError && stdout.isBroken) return Status.failed;
  try {
    await session.startRaw(
      () => callExceptHook(session, exception),
      () => undefined,
    );
  } catch (raised) {
    const other = session.exceptionBehind(raised as object);
    if (other?.shape.type.isSubtype(E.SystemExit) !== true) throw raised;
    return await statusAfter(session, raised);
  }
  // Only there if OHWAIT_DEBUG is 1.
  if (error instanceof InternalError && error.cause instanceof Error)
    stderr.write(`${error.cause.stack}\n`);
  return type === E.KeyboardInterrupt ? Status.interrupted : Status.failed;
}

/** The text of what `sys.exit` was given; nothing if it has none. */
function textOfCode(session: Session, code: Value): string {
  try {
    return session.str(code);
  } catch {
    return "";
  }
}

/** What the program has made of `sys.excepthook`; where that fails, both exceptions are shown. */
function* callExceptHook(session: Session, exception: PyException): NativeGenerator {
  const { runtime } = session;
  const sys = runtime.modules.get("sys");
  const hook = sys instanceof PyModule ? sys.dict.get("excepthook") : undefined;
  if (hook === undefined) {
    stderr.write(`sys.excepthook is missing\n${yield runtime.formatException(exception)}`);
    return null;
  }
  const type = getAttribute(exception, "__class__");
  const args = [(isPending(type) ? yield type : type) as Value, exception, exception.traceback];
  try {
    return yield new CallRequest(hook, args, null);
  } catch (error) {
    if (isThrown(error, E.SystemExit) || !(error instanceof PyThrow)) throw error;
    stderr.write(`Error in sys.excepthook:\n${yield runtime.formatException(error.exception)}`);
    stderr.write(`\nOriginal exception was:\n${yield runtime.formatException(exception)}`);
    return null;
  }
}

async function main(args: readonly string[]): Promise<number> {
  const line = parseArguments(args);
  if (line.kind === "help") stdout.write(HELP);
  else if (line.kind === "version") stdout.write(`ohwait ${VERSION} (Python 3.14)\n`);
  else return await runProgram(line);
  return Status.ok;
}

async function statusOf(args: readonly string[]): Promise<number> {
  try {
    return await main(args);
  } catch (error) {
    if (error instanceof UsageError) {
      stderr.write(`ohwait: ${error.message}\n${USAGE}\nTry \`ohwait -h' for more information.\n`);
      return Status.usage;
    }
    if (error instanceof ExitError) {
      stderr.write(error.message);
      return error.status;
    }
    stderr.write(
      `ohwait: internal error: ${error instanceof Error ? error.message : String(error)}\n`,
    );
    if (process.env["OHWAIT_DEBUG"] === "1" && error instanceof Error)
      stderr.write(`${error.stack}\n`);
    return Status.failed;
  }
}

async function run(): Promise<void> {
  let status = await statusOf(process.argv.slice(2));
  try {
    await stdout.drain();
  } catch {
    // Output that the program believes it has written is lost.
    if (status === Status.ok) status = Status.outputLost;
  }
  await stderr.drain().catch(() => undefined);
  process.exit(status);
}

void run();
