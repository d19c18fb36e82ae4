/** What a program's names lead to: in which order what it leaves behind is finalised. */
import { PyDict } from "../objects/hash-table.ts";
import type { PyObject, Value } from "../objects/object.ts";
import { PyList, PyTuple } from "../objects/sequences.ts";
import { textOf } from "../objects/str.ts";

/** More than this is looked at by nobody: the rest comes by age. */
const MOST = 1_000_000;

/** Objects reached from a module's names: as CPython clears them, those with one underscore first; owners before what they own. */
export function* reachable(globals: PyDict): Iterable<PyObject> {
  const entries = [...globals.table.live()];
  const isPrivate = (key: Value) => /^_(?!_)/.test(textOf(key) ?? "");
  const seen = new Set<PyObject>();
  const waiting: Value[] = [
    ...entries.filter(({ key }) => isPrivate(key)),
    ...entries.filter(({ key }) => !isPrivate(key)),
  ].map(({ value }) => value as Value);
  waiting.reverse();
  while (waiting.length > 0 && seen.size < MOST) {
    const value = waiting.pop() as Value;
    if (typeof value !== "object" || value === null || seen.has(value)) continue;
    seen.add(value);
    yield value;
    const inner = contents(value);
    for (let i = inner.length - 1; i >= 0; i--) {
      const one = inner[i];
      if (typeof one === "object" && one !== null) waiting.push(one);
    }
  }
}

function contents(value: PyObject): readonly (Value | undefined)[] {
  if (value instanceof PyList || value instanceof PyTuple) return value.items;
  if (value instanceof PyDict) return [...value.table.live()].map((entry) => entry.value);
  return value.slots ?? [];
}
