/**
 * `sys.settrace` and `sys.setprofile`. While a thread has such a function, its frames run the traced twin of their code, whose
 * TRACE instructions come here. Trace functions are called as everything is: by a request, from a native frame on top of the
 * traced one, so they may wait, raise, and look at the frame below.
 */
import type { PyException, PyThrow } from "../objects/errors.ts";
import { PyBoundNative, PyNative } from "../objects/native.ts";
import type { Value } from "../objects/object.ts";
import { call, NativeFrame, type NativeResult } from "../objects/requests.ts";
import { tuple } from "../objects/sequences.ts";
import { YieldedValue } from "./async-generators.ts";
import { FlowRequest } from "./flow-request.ts";
import { type AnyFrame, Frame, Kind, State } from "./frame.ts";
import { type FrameTrace, makeTrace, traceOf, type Watch } from "./frame-trace.ts";
import { again, Mode, machine, run, type Symbolic } from "./state.ts";
import { PyTraceback } from "./traceback.ts";
import { emptyStatementsAt, move, Point, tracedLine } from "./traced-code.ts";

/** What watches the running fiber; null where nothing does, or while it is a trace function that runs. */
function watching(): Watch | null {
  const { fiber, interpreter } = machine;
  if (interpreter.watches.size === 0 || fiber.isWatched) return null;
  return interpreter.watches.get(fiber.thread) ?? null;
}

/** What watches a frame, where there is room on the stack to tell of it. */
function watchingFrame(frame: Frame): Watch | null {
  return frame.depth < machine.recursionLimit ? watching() : null;
}

/** A frame is about to begin: it is moved to the twin of its code if its thread is watched. */
export function watchStart(frame: Frame): void {
  if (!frame.instance.isTraced && watching() !== null) move(frame, true);
}

/** One thing to be told: to the trace function of the thread (`call`) or of the frame, or to the profile function. */
interface Told {
  readonly frame: Frame;
  readonly event: string;
  readonly arg: Value;
  readonly toProfile: boolean;
  readonly line: number | null;
}

/** Tells them one after the other, then does what comes next. */
class TellFrame extends NativeFrame {
  readonly #told: readonly Told[];
  readonly #then: () => Symbolic;
  #next = 0;
  constructor(told: readonly Told[], then: () => Symbolic) {
    super();
    this.#told = told;
    this.#then = then;
  }

  override resume(answer: Value | undefined): NativeResult {
    if (answer !== undefined) this.#answered(this.#over(), answer);
    for (;;) {
      const told = this.#told[this.#next++];
      if (told === undefined) return new ThenRequest(this.#then);
      const fn = listener(told);
      if (fn === null || makeTrace(told.frame).jump >= 0) continue;
      const { frame, event, arg, line } = told;
      const trace = makeTrace(frame);
      trace.event = event;
      trace.shown = line;
      machine.fiber.isWatched = true;
      return call(fn, frame, event, arg);
    }
  }

  override throwIn(error: PyThrow): NativeResult {
    const { frame, event, toProfile } = this.#over();
    // Who fails is told nothing more.
    setWatch(toProfile ? "profile" : "trace", null);
    if (!toProfile) makeTrace(frame).local = null;
    if (event !== "return") throw error;
    // A frame that returns is past its handlers.
    const { exception } = error;
    const below = exception.traceback as PyTraceback | null;
    exception.traceback = new PyTraceback(frame, frame.place, below);
    return new ThenRequest(() => again(Mode.LEAVE, frame, Kind.STORE, exception));
  }

  #over(): Told {
    const told = this.#told[this.#next - 1] as Told;
    machine.fiber.isWatched = false;
    const trace = makeTrace(told.frame);
    trace.event = null;
    trace.shown = null;
    return told;
  }

  #answered({ frame, event, toProfile }: Told, answer: Value): void {
    if (!toProfile && (answer !== null || event === "call")) makeTrace(frame).local = answer;
  }
}

/** Who is to hear of it now: earlier answers may have changed that. */
function listener({ frame, event, toProfile }: Told): Value {
  const watch = watching();
  if (watch === null) return null;
  if (toProfile) return watch.profile;
  if (watch.trace === null) return null;
  return event === "call" ? watch.trace : makeTrace(frame).local;
}

/** Goes on without coming back to the native that asked. */
class ThenRequest extends FlowRequest {
  readonly #then: () => Symbolic;
  constructor(then: () => Symbolic) {
    super();
    this.#then = then;
  }
  carryOut(): Symbolic {
    return this.#then();
  }
}

/** Begins a list of what is to be told of a frame. */
class Telling {
  readonly told: Told[] = [];
  add(frame: Frame, event: string, arg: Value = null, line: number | null = null): void {
    this.told.push({ frame, event, arg, toProfile: false, line });
  }
  profile(frame: Frame, event: string, arg: Value = null, line: number | null = null): void {
    this.told.push({ frame, event, arg, toProfile: true, line });
  }
  both(frame: Frame, event: string, arg: Value = null, line: number | null = null): void {
    this.profile(frame, event, arg, line);
    this.add(frame, event, arg, line);
  }
}

/** The generators that delegate to this frame's, innermost first: they yield and go on with it. */
function delegators(frame: Frame): Frame[] {
  const found: Frame[] = [];
  let inner = frame;
  while (inner.generator?.state === State.DELEGATED) {
    const back = inner.back as AnyFrame | null;
    if (!(back instanceof Frame)) break;
    if (back.instance.isTraced) found.push(back);
    inner = back;
  }
  return found;
}

/** A TRACE instruction: what there is to be told before the next instruction; null for nothing. */
export function pointFrame(frame: Frame, points: number, line: number): NativeFrame | null {
  const watch = watchingFrame(frame);
  if (watch === null) return null;
  const trace = makeTrace(frame);
  const telling = new Telling();
  if (points === Point.START) {
    const { code } = frame;
    telling.both(frame, "call", null, code.kind === "module" ? 0 : code.firstLine);
  } else {
    resumed(frame, trace, telling);
    if (trace.native !== undefined) {
      telling.profile(frame, "c_return", trace.native);
      trace.native = undefined;
    }
    atLines(frame, trace, telling, (points & Point.EMPTY) !== 0, line);
    if (trace.opcodes) telling.add(frame, "opcode");
    announce(frame, points, trace, telling, watch);
  }
  if (telling.told.length === 0) return null;
  return new TellFrame(telling.told, () => goOn(frame, trace));
}

/** The lines that begin before the next instruction: those of empty statements, and its own. */
function atLines(
  frame: Frame,
  trace: FrameTrace,
  telling: Telling,
  afterEmpty: boolean,
  own: number,
): void {
  const { code, place } = frame;
  const from = trace.place;
  const isBack = place <= from;
  trace.place = place;
  const begin = (line: number, shown: number | null): void => {
    if (line === 0 || (line === trace.line && !isBack)) return;
    trace.line = line;
    if (trace.lines) telling.add(frame, "line", null, shown);
  };
  if (afterEmpty) {
    let statements = emptyStatementsAt(code, place);
    // After a jump those before the line that was wanted are not passed.
    if (trace.isSent)
      statements = statements.slice(
        statements.findLastIndex((s) => s.line === trace.line) + 1 || statements.length,
      );
    for (const { line, passedBy } of statements) if (!passedBy.includes(from)) begin(line, line);
  }
  trace.isSent = false;
  begin(own, null);
}

/** What the next instruction is about to do. */
function announce(
  frame: Frame,
  points: number,
  trace: FrameTrace,
  telling: Telling,
  watch: Watch,
): void {
  const { instructions } = frame.instance;
  const at = frame.pc + 4;
  if ((points & Point.RETURN) !== 0)
    telling.both(frame, "return", frame.r[instructions[at + 1] as number] as Value, trace.line);
  else if ((points & Point.YIELD) !== 0) {
    const given = frame.r[instructions[at + 2] as number] as Value;
    const value = given instanceof YieldedValue ? given.value : given;
    trace.isSuspended = true;
    telling.both(frame, "return", value);
    for (const outer of delegators(frame)) {
      makeTrace(outer).isSuspended = true;
      telling.both(outer, "return", value);
    }
  } else if ((points & Point.CALL) !== 0 && watch.profile !== null) {
    const native = calledNative(frame, at);
    if (native !== undefined) {
      trace.native = native;
      telling.profile(frame, "c_call", native);
    }
  }
}

/** A generator's frame goes on after a yield, and with it those that delegate to it. */
function resumed(frame: Frame, trace: FrameTrace, telling: Telling): void {
  if (!trace.isSuspended) return;
  for (const outer of [frame, ...delegators(frame)].reverse()) {
    const of = makeTrace(outer);
    if (!of.isSuspended) continue;
    of.isSuspended = false;
    telling.both(outer, "call", null, of.line > 0 ? of.line : null);
  }
}

/** The builtin function that the instruction at `at` calls. */
function calledNative(frame: Frame, at: number): Value | undefined {
  const { instructions } = frame.instance;
  const base = instructions[at + 2] as number;
  const fn = frame.r[base];
  if (fn instanceof PyBoundNative) return fn.native.kind === "slot" ? undefined : fn;
  if (!(fn instanceof PyNative)) return undefined;
  if (fn.kind === "method") {
    const self = frame.r[base + 1];
    return self === undefined ? undefined : new PyBoundNative(fn, self);
  }
  return fn.kind === "slot" ? undefined : fn;
}

/** After the functions were told: the frame carries out the instruction, or jumps to where it was sent. */
function goOn(frame: Frame, trace: FrameTrace): Symbolic {
  if (trace.jump >= 0) {
    // Who sent it there knows the line.
    popHandled(trace.leaves);
    frame.place = trace.jump;
    trace.place = trace.jump - 4;
    trace.jump = -1;
    trace.isSuspended = false;
    trace.isSent = true;
  } else if (frame.instance.isTraced) frame.pc += 4;
  // Else it was moved meanwhile, and stands at the instruction itself.
  return run(frame);
}

/** Forgets exceptions whose handlers a frame has left by a jump. */
function popHandled(count: number): void {
  const { segment } = machine.fiber;
  for (let i = 0; i < count; i++) segment.handled = segment.handled?.below ?? null;
}

/** An exception arrives at a frame: the native that tells of it; null where nobody is to hear. */
export function exceptionFrame(frame: Frame, exception: PyException): NativeFrame | null {
  if (!frame.instance.isTraced || watchingFrame(frame) === null) return null;
  const trace = makeTrace(frame);
  const telling = new Telling();
  resumed(frame, trace, telling);
  if (trace.native !== undefined) {
    telling.profile(frame, "c_exception", trace.native);
    trace.native = undefined;
  }
  const arg = tuple(exception.shape.type, exception, exception.traceback as PyTraceback | null);
  telling.add(frame, "exception", arg);
  return new TellFrame(telling.told, () => again(Mode.RERAISE, frame, Kind.STORE, exception));
}

/** An exception leaves a frame. */
export function unwindFrame(frame: Frame, exception: PyException): NativeFrame | null {
  if (!frame.instance.isTraced || watchingFrame(frame) === null) return null;
  const telling = new Telling();
  telling.both(frame, "return");
  return new TellFrame(telling.told, () => again(Mode.LEAVE, frame, Kind.STORE, exception));
}

/**
 * Sets the trace or profile function of the running thread, or of several. Frames of the stack are moved where the machine will look at them anew:
 * the one that calls, which goes on by a {@link BounceRequest}, and those with another of Python code above them.
 */
export function setWatch(
  what: "trace" | "profile",
  fn: Value,
  threads: Iterable<number> = [machine.fiber.thread],
): void {
  const { interpreter } = machine;
  const { watches } = interpreter;
  for (const thread of threads) {
    const watch = watches.get(thread) ?? { trace: null, profile: null };
    watch[what] = fn;
    if (watch.trace === null && watch.profile === null) watches.delete(thread);
    else watches.set(thread, watch);
  }
  interpreter.watchesChanged();
  let isSafe = machine.running instanceof Frame;
  for (let at: AnyFrame | null = machine.running; at !== null; at = at.back as AnyFrame | null) {
    if (!(at instanceof Frame)) continue;
    if (isSafe) follow(at);
    isSafe = true;
  }
}

/** Puts a frame that runs or waits where it belongs: in the twin while its `f_trace` is to be told. */
export function follow(frame: Frame): void {
  const { interpreter, fiber } = machine;
  const watch = interpreter.watches.get(fiber.thread);
  if (watch === undefined) move(frame, false);
  else if ((traceOf(frame)?.local ?? null) !== null) {
    const wasTraced = frame.instance.isTraced;
    move(frame, true);
    if (!wasTraced) noteHere(frame);
  }
}

/**
 * The same for a frame whose `f_trace` was set by the code that runs: if it is that code's own, its caller goes on by a
 * {@link BounceRequest}.
 */
export function followNow(frame: Frame): void {
  const { running } = machine;
  let at: AnyFrame | null = running;
  while (at !== null && !(at instanceof Frame)) at = at.back as AnyFrame | null;
  // A native in between hands back to code that the machine would not look at anew.
  if (at !== frame || running === frame) follow(frame);
}

/** A frame that is followed from now on has been at its line for a while. */
function noteHere(frame: Frame): void {
  const trace = makeTrace(frame);
  const line = tracedLine(frame.code, frame.place);
  trace.place = frame.place;
  if (line > 0) trace.line = line;
}

export function watchOf(what: "trace" | "profile"): Value {
  return machine.interpreter.watches.get(machine.fiber.thread)?.[what] ?? null;
}
