/** The _signal module, below Python's signal. https://docs.python.org/3/library/signal.html */
import { kernelState } from "../../kernel/access.ts";
import { Park } from "../../kernel/kernel.ts";
import { DEFAULT, IGNORE, NSIG, type Signals } from "../../kernel/signals.ts";
import type { Timer } from "../../kernel/timers.ts";
import { isCallable } from "../../objects/builtins/function.ts";
import { smallInt, truth } from "../../objects/conversions.ts";
import { type Entry, functionBuilder, type NativeModule } from "../../objects/define.ts";
import { E, type PyException, PyThrow, raise } from "../../objects/errors.ts";
import { PyFloat } from "../../objects/float.ts";
import { PySet } from "../../objects/hash-table.ts";
import { intValue } from "../../objects/int.ts";
import { PyNative } from "../../objects/native.ts";
import type { Value } from "../../objects/object.ts";
import { either, keyword, object, optional } from "../../objects/params.ts";
import { drain } from "../../objects/protocols/iterate.ts";
import {
  call,
  isPending,
  type NativeGenerator,
  type NativeResult,
  type Pending,
  TrapRequest,
} from "../../objects/requests.ts";
import { tuple } from "../../objects/sequences.ts";
import { PyType } from "../../objects/type.ts";
import { typeName } from "../../objects/types.ts";
import { raiseSystem } from "../io/waiting.ts";
import { seconds } from "../thread/seconds.ts";
import { describeSignal, isCatchable, isSendable, SIGALRM, SIGNALS } from "./numbers.ts";
import { isMain, send } from "./send.ts";

const { fn, caller } = functionBuilder;

const itimerError = new PyType("signal.itimer_error", [E.OSError]);

const signals = (): Signals => kernelState().signals;

function checkMain(what: string): void {
  if (!isMain()) raise(E.ValueError, `${what} only works in main thread of the main interpreter`);
}

function checkRange(signal: number): void {
  if (signal < 1 || signal >= NSIG) raise(E.ValueError, "signal number out of range");
}

function setHandler(signal: number, handler: Value): NativeResult {
  checkMain("signal");
  checkRange(signal);
  const number = intValue(handler);
  if (number !== DEFAULT && number !== IGNORE && !isCallable(handler))
    raise(
      E.TypeError,
      "signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object",
    );
  if (!isCatchable(signal)) raiseSystem("EINVAL");
  const before = signals().handler(signal);
  signals().setHandler(signal, number === undefined ? handler : Number(number));
  return before;
}

/** The numbers of an iterable of signals. */
function* readSet(mask: Value): Generator<Pending, number[], Value> {
  const found: number[] = [];
  for (const item of yield* drain(mask)) {
    const number = intValue(item);
    if (number === undefined)
      raise(E.TypeError, `'${typeName(item)}' object cannot be interpreted as an integer`);
    if (number < 1 || number >= NSIG)
      raise(E.ValueError, `signal number ${number} out of range [1; ${NSIG - 1}]`);
    found.push(Number(number));
  }
  return found;
}

function setOf(numbers: Iterable<number>): PySet {
  const set = new PySet();
  for (const number of numbers) set.table.put(number, true);
  return set;
}

const Mask = { block: 0, unblock: 1, set: 2 } as const;

/** `pthread_sigmask`: the one mask that there is, of all threads. */
function* setMask(how: number, mask: Value): NativeGenerator {
  const given = yield* readSet(mask);
  const known = signals();
  const before = setOf(known.blocked);
  const blocked = new Set(how === Mask.set ? [] : known.blocked);
  if (how === Mask.block || how === Mask.set) for (const one of given) blocked.add(one);
  else if (how === Mask.unblock) for (const one of given) blocked.delete(one);
  else raiseSystem("EINVAL");
  for (const signal of known.setBlocked(blocked)) {
    const sent = send(signal);
    if (isPending(sent)) yield sent;
  }
  return before;
}

/** Waits until one of these, which are blocked, has arrived. */
function* waitFor(mask: Value): NativeGenerator {
  const wanted = new Set(yield* readSet(mask));
  for (;;) {
    const arrived = signals().take(wanted);
    if (arrived !== null) return arrived;
    yield untilNext("sigwait()");
  }
}

function untilNext(what: string): TrapRequest {
  const { signals, isCooperative } = kernelState();
  return new TrapRequest(
    new Park(
      what,
      (token) => signals.afterNext(() => token.wake({ kind: "value", value: null })),
      isCooperative,
    ),
  );
}

/** A timer that sends SIGALRM: the only one, of `alarm` and of `ITIMER_REAL`. */
class RealTimer {
  #timer: Timer | null = null;
  #due = 0;
  #interval = 0;

  /** How long until it is due, and how often it comes then. */
  get left(): readonly [number, number] {
    if (this.#timer === null) return [0, 0];
    return [Math.max(0, this.#due - kernelState().kernel.clock.monotonic()), this.#interval];
  }

  /** Answers what was left of the one before. */
  set(seconds: number, interval: number): readonly [number, number] {
    const { left } = this;
    this.#timer?.cancel();
    this.#timer = null;
    this.#interval = interval;
    if (seconds > 0) this.#start(seconds);
    return left;
  }

  #start(seconds: number): void {
    const { kernel, signals } = kernelState();
    this.#due = kernel.clock.monotonic() + seconds;
    this.#timer = kernel.at(this.#due, () => {
      this.#timer = null;
      if (this.#interval > 0) this.#start(this.#interval);
      signals.arrive(SIGALRM);
    });
  }
}

const Which = { real: 0, virtual: 1, profiling: 2 } as const;

function* refuseTimer(): NativeGenerator {
  throw new PyThrow((yield call(itimerError, 22, "Invalid argument")) as PyException);
}

/** Of the three timers there is one; the others, which count time of the processor, never run. */
function withTimer(
  which: number,
  isStart: boolean,
  use: () => readonly [number, number],
): NativeResult {
  if (which === Which.real) return pair(use());
  const isOther = which === Which.virtual || which === Which.profiling;
  return isOther && !isStart ? pair([0, 0]) : refuseTimer();
}

const pair = ([left, interval]: readonly [number, number]) =>
  tuple(new PyFloat(left), new PyFloat(interval));

/** Functions with a state of one interpreter's own. */
function functions(): Record<string, Entry> {
  const timer = new RealTimer();
  return {
    signal: caller(
      "Set the action for the given signal, and return the one before.",
      [smallInt("signalnum"), object("handler")],
      setHandler,
    ),
    getsignal: fn(
      "Return the current action for the given signal.",
      [smallInt("signalnum")],
      (signal) => {
        checkRange(signal);
        return isSendable(signal) ? signals().handler(signal) : null;
      },
    ),
    raise_signal: caller("Send a signal to the executing process.", [smallInt("signalnum")], send),
    pthread_kill: caller(
      "Send a signal to a thread.",
      [smallInt("thread_id"), smallInt("signalnum")],
      (thread, signal) =>
        kernelState().threads().has(thread) ? send(signal) : raiseSystem("ESRCH"),
    ),
    strsignal: fn(
      "Return the system description of the given signal.",
      [smallInt("signalnum")],
      (signal) => {
        checkRange(signal);
        return describeSignal(signal);
      },
    ),
    valid_signals: fn("Return a set of valid signal numbers on this platform.", [], () =>
      setOf(Array.from({ length: NSIG }, (_, signal) => signal).filter(isSendable)),
    ),
    siginterrupt: caller(
      "Accepted: calls that are interrupted go on.",
      [smallInt("signalnum"), smallInt("flag")],
      (signal) => {
        checkRange(signal);
        if (!isCatchable(signal)) raiseSystem("EINVAL");
      },
    ),
    alarm: fn(
      "Arrange for SIGALRM to arrive after the given number of seconds.",
      [smallInt("seconds")],
      (seconds) => Math.ceil(timer.set(seconds, 0)[0]),
    ),
    setitimer: caller(
      "Set the timer that sends SIGALRM, once or again and again.",
      [smallInt("which"), seconds("seconds"), optional(seconds("interval"), 0, "0.0")],
      (which, seconds, interval) =>
        seconds < 0 || interval < 0
          ? refuseTimer()
          : withTimer(which, seconds > 0, () => timer.set(seconds, interval)),
    ),
    getitimer: caller("Return what is left of the timer.", [smallInt("which")], (which) =>
      withTimer(which, false, () => timer.left),
    ),
    pause: caller("Wait until a signal arrives.", [], () => untilNext("pause()")),
    pthread_sigmask: caller(
      "Fetch and change the set of signals that are kept back.",
      [smallInt("how"), object("mask")],
      setMask,
    ),
    sigpending: fn("Return the signals that have arrived and are kept back.", [], () =>
      setOf(signals().pending),
    ),
    sigwait: caller("Wait for a signal that is kept back.", [object("sigset")], waitFor),
    set_wakeup_fd: caller(
      "There are no descriptors that a signal could be written to.",
      [either(smallInt("fd")), keyword(optional(truth("warn_on_full_buffer"), true, "True"))],
      (fd) => {
        checkMain("set_wakeup_fd");
        return fd === -1 ? -1 : raiseSystem("EBADF");
      },
    ),
  };
}

export const signalModule: NativeModule = {
  name: "_signal",
  doc: "This module provides mechanisms to use signal handlers in Python.",
  *contents() {
    for (const [name, entry] of Object.entries(functions())) {
      const value = entry(name, undefined as unknown as PyType);
      if (value instanceof PyNative) value.module = "_signal";
      yield [name, value];
    }
    yield ["default_int_handler", signals().defaultInterrupt];
    yield ["ItimerError", itimerError];
    yield ["SIG_DFL", DEFAULT];
    yield ["SIG_IGN", IGNORE];
    yield ["SIG_BLOCK", Mask.block];
    yield ["SIG_UNBLOCK", Mask.unblock];
    yield ["SIG_SETMASK", Mask.set];
    yield ["ITIMER_REAL", Which.real];
    yield ["ITIMER_VIRTUAL", Which.virtual];
    yield ["ITIMER_PROF", Which.profiling];
    yield ["NSIG", NSIG];
    yield* SIGNALS;
  },
};
