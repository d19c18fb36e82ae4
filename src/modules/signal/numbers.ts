/** The signals of Linux. */

const NAMED: readonly (readonly [number, string, string])[] = [
  [1, "SIGHUP", "Hangup"],
  [2, "SIGINT", "Interrupt"],
  [3, "SIGQUIT", "Quit"],
  [4, "SIGILL", "Illegal instruction"],
  [5, "SIGTRAP", "Trace/breakpoint trap"],
  [6, "SIGABRT", "Aborted"],
  [6, "SIGIOT", "Aborted"],
  [7, "SIGBUS", "Bus error"],
  [8, "SIGFPE", "Floating point exception"],
  [9, "SIGKILL", "Killed"],
  [10, "SIGUSR1", "User defined signal 1"],
  [11, "SIGSEGV", "Segmentation fault"],
  [12, "SIGUSR2", "User defined signal 2"],
  [13, "SIGPIPE", "Broken pipe"],
  [14, "SIGALRM", "Alarm clock"],
  [15, "SIGTERM", "Terminated"],
  [16, "SIGSTKFLT", "Stack fault"],
  [17, "SIGCHLD", "Child exited"],
  [17, "SIGCLD", "Child exited"],
  [18, "SIGCONT", "Continued"],
  [19, "SIGSTOP", "Stopped (signal)"],
  [20, "SIGTSTP", "Stopped"],
  [21, "SIGTTIN", "Stopped (tty input)"],
  [22, "SIGTTOU", "Stopped (tty output)"],
  [23, "SIGURG", "Urgent I/O condition"],
  [24, "SIGXCPU", "CPU time limit exceeded"],
  [25, "SIGXFSZ", "File size limit exceeded"],
  [26, "SIGVTALRM", "Virtual timer expired"],
  [27, "SIGPROF", "Profiling timer expired"],
  [28, "SIGWINCH", "Window changed"],
  [29, "SIGIO", "I/O possible"],
  [29, "SIGPOLL", "I/O possible"],
  [30, "SIGPWR", "Power failure"],
  [31, "SIGSYS", "Bad system call"],
];

/** Names and numbers; some signals have two names. */
export const SIGNALS: readonly (readonly [string, number])[] = [
  ...NAMED.map(([number, name]) => [name, number] as const),
  ["SIGRTMIN", 34],
  ["SIGRTMAX", 64],
];

const TEXTS: ReadonlyMap<number, string> = new Map(NAMED.map(([number, , text]) => [number, text]));
const FIRST_REAL_TIME = 34;

/** What the system calls a signal; null for the two that the C library keeps for itself. */
export function describeSignal(signal: number): string | null {
  if (signal >= FIRST_REAL_TIME) return `Real-time signal ${signal - FIRST_REAL_TIME}`;
  return TEXTS.get(signal) ?? null;
}

/** May a program send it, and have a handler for it? SIGKILL and SIGSTOP it can only send. */
export function isSendable(signal: number): boolean {
  return TEXTS.has(signal) || (signal >= FIRST_REAL_TIME && signal <= 64);
}

export function isCatchable(signal: number): boolean {
  return isSendable(signal) && signal !== 9 && signal !== 19;
}

/** By default these do nothing. */
export const HARMLESS: ReadonlySet<number> = new Set([17, 18, 23, 28]);
export const SIGALRM = 14;
