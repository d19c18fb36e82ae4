/** What an event loop has to do: callbacks of Python, and steps of its own. */
import { layout, PyObject, type Value } from "../../objects/object.ts";
import { PyType } from "../../objects/type.ts";
import { objectType } from "../../objects/types.ts";
import type { EventLoop } from "./loop.ts";

export const handleType = new PyType("Handle", [objectType]);
export const timerHandleType = new PyType("TimerHandle", [handleType]);

/** An entry of the ready queue. */
export interface Ready {
  isCancelled: boolean;
  run(): void;
}

/** A step of the loop's own: waking a task. */
export class Step implements Ready {
  isCancelled = false;
  readonly run: () => void;
  constructor(run: () => void) {
    this.run = run;
  }
}

/** `loop.call_soon(callback, *args)`. */
export class PyHandle extends PyObject implements Ready {
  readonly loop: EventLoop;
  callback: Value;
  args: Value[];
  readonly context: PyObject;
  isCancelled = false;
  constructor(loop: EventLoop, callback: Value, args: Value[], context: PyObject) {
    super();
    this.loop = loop;
    this.callback = callback;
    this.args = args;
    this.context = context;
  }
  run(): void {
    this.loop.runCallback(this);
  }
  cancel(): void {
    this.isCancelled = true;
    this.callback = null;
    this.args = [];
  }
}
layout(PyHandle, handleType);

/** `loop.call_at(when, callback, *args)`. */
export class PyTimerHandle extends PyHandle {
  readonly when: number;
  readonly sequence: number;
  constructor(
    loop: EventLoop,
    when: number,
    sequence: number,
    callback: Value,
    args: Value[],
    context: PyObject,
  ) {
    super(loop, callback, args, context);
    this.when = when;
    this.sequence = sequence;
  }
}
layout(PyTimerHandle, timerHandleType);
