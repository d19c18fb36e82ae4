/** Values that pass through the other side unseen, and functions that are coroutine functions for Python. */
import { members } from "../objects/define.ts";
import { layout, PyObject } from "../objects/object.ts";
import { fromJs } from "../objects/str.ts";
import { PyType } from "../objects/type.ts";
import { objectType } from "../objects/types.ts";

/** A value of the host, which Python can only pass back. */
export class Opaque {
  readonly value: unknown;
  constructor(value: unknown) {
    this.value = value;
  }
}

/** Wraps a value that conversion would refuse or copy: Python gets a handle, the host gets the value back. */
export function opaque(value: unknown): Opaque {
  return new Opaque(value);
}

export const opaqueType = new PyType("opaque", [objectType]);
opaqueType.isBase = false;

/** The handle. It has no attributes: nothing of the host can be reached through it. */
export class PyOpaque extends PyObject {
  readonly value: unknown;
  constructor(value: unknown) {
    super();
    this.value = value;
  }
}
layout(PyOpaque, opaqueType);
opaqueType.populate(
  members<PyOpaque>(({ slots }) => [
    slots({ __repr__: () => fromJs("<opaque value of the host>") }),
  ]),
);

export type AnyFunction = (...args: never[]) => unknown;

const marked = new WeakSet<AnyFunction>();

/**
 * An async function that is a coroutine function for Python: calling it gives a coroutine, to be awaited. The function
 * itself stays as it was.
 */
export function coroutine<F extends AnyFunction>(fn: F): F {
  const made = {
    [fn.name]: (...args: unknown[]) => Reflect.apply(fn, undefined, args),
  }[fn.name] as unknown as F;
  marked.add(made);
  return made;
}

export function isCoroutineFunction(fn: AnyFunction): boolean {
  return marked.has(fn);
}
