/** What natives may know of the frames below them. */
import { E, raise } from "../objects/errors.ts";
import { PyCell } from "../objects/function.ts";
import { type HashTable, PyDict } from "../objects/hash-table.ts";
import { PyObject, type Value } from "../objects/object.ts";
import { PyList, PyTuple } from "../objects/sequences.ts";
import { type AnyFrame, type Fiber, Frame } from "./frame.ts";
import { machine } from "./state.ts";

/** The innermost Python frame, `up` frames out. Natives without a frame of their own are called by it. */
export function callingFrame(up = 0): Frame {
  let frame: AnyFrame | null = machine.running;
  for (;;) {
    while (frame !== null && !(frame instanceof Frame)) frame = frame.back as AnyFrame | null;
    if (frame === null) raise(E.ValueError, "call stack is not deep enough");
    if (up-- === 0) return frame;
    frame = frame.back;
  }
}

/** The innermost Python frame of a fiber that does not run; null if it has none. */
export function frameOf(fiber: Fiber): Frame | null {
  let frame = fiber.top;
  while (frame !== null && !(frame instanceof Frame)) frame = frame.back as AnyFrame | null;
  return frame;
}

/** What `super()` means in the calling function. https://docs.python.org/3/library/functions.html#super */
export function superArguments(): [Value, Value] {
  const frame = callingFrame();
  const { code, r } = frame;
  if (code.kind !== "function" || code.argumentCount === 0)
    raise(E.RuntimeError, "super(): no arguments");
  const variable = code.freeVariables.find((v) => v.name === "__class__");
  if (variable === undefined) raise(E.RuntimeError, "super(): __class__ cell not found");
  const { value } = r[variable.to] as PyCell;
  if (value === undefined) raise(E.RuntimeError, "super(): empty __class__ cell");
  let first = r[0];
  if (first instanceof PyCell && code.cellRegisters.includes(0)) first = first.value;
  if (first === undefined) raise(E.RuntimeError, "super(): arg[0] deleted");
  return [value, first];
}

/** What is in larger containers is not looked at: it would take too long, for a question that is asked often. */
const MOST_ITEMS = 1000;

/** The values that are directly in this one: items, or attributes. */
function contentsOf(value: PyObject): readonly (Value | undefined)[] {
  if (value instanceof PyCell) return [value.value];
  if (value instanceof PyList || value instanceof PyTuple) return value.items;
  if (value instanceof PyDict)
    return value.table.size > MOST_ITEMS ? [] : [...value.table.live()].map((entry) => entry.value);
  return value.slots ?? [];
}

/** Has a variable of the running frames, or what is directly in one, such a value? */
export function isHeld(test: (value: Value) => boolean): boolean {
  const holds = (value: Value | undefined): boolean => {
    if (!(value instanceof PyObject)) return false;
    if (test(value)) return true;
    const contents = contentsOf(value);
    return (
      contents.length <= MOST_ITEMS &&
      contents.some((item) => item instanceof PyObject && (test(item) || isCellOf(item, test)))
    );
  };
  const seen = new Set<HashTable>();
  for (let frame: AnyFrame | null = machine.running; frame !== null; ) {
    if (frame instanceof Frame) {
      for (let i = 0; i < frame.code.localNames.length; i++) if (holds(frame.r[i])) return true;
      const { globals } = frame.instance;
      if (!seen.has(globals)) {
        seen.add(globals);
        for (const { value } of globals.live()) if (holds(value)) return true;
      }
    }
    frame = frame.back as AnyFrame | null;
  }
  return false;
}

function isCellOf(item: PyObject, test: (value: Value) => boolean): boolean {
  return item instanceof PyCell && item.value !== undefined && test(item.value);
}
