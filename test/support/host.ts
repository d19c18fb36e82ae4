import { Interpreter, type NodeOptions } from "../../src/node.ts";

const open: Interpreter[] = [];

/** An interpreter that {@link closeAll} closes. What the program prints is dropped unless the options say otherwise. */
export function newInterpreter(options: NodeOptions = {}): Interpreter {
  const py = new Interpreter({ stdout: () => undefined, stderr: () => undefined, ...options });
  open.push(py);
  return py;
}

/** For `afterEach`. */
export async function closeAll(): Promise<void> {
  for (const py of open.splice(0)) await py.close({ deadline: 0 });
}

/** The reason of a rejection; fails where there is none. */
export async function rejection<T = unknown>(promise: PromiseLike<unknown>): Promise<T> {
  let value: unknown;
  try {
    value = await promise;
  } catch (error) {
    return error as T;
  }
  throw new Error(`resolved to ${String(value)}`);
}

/** A promise that is settled by hand. */
export class Deferred<T = unknown> {
  readonly resolve: (value: T) => void;
  readonly reject: (reason: unknown) => void;
  readonly promise: Promise<T>;
  constructor() {
    let resolve!: (value: T) => void;
    let reject!: (reason: unknown) => void;
    this.promise = new Promise<T>((done, failed) => {
      resolve = done;
      reject = failed;
    });
    this.resolve = resolve;
    this.reject = reject;
  }
}

/** Lets all that is ready run. */
export async function turns(count = 3): Promise<void> {
  for (let i = 0; i < count; i++) await new Promise((resolve) => setImmediate(resolve));
}
