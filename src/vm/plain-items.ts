/** Items of builtin containers whose class has no say in it, by keys that need none: what GET_ITEM and its likes try first. */
import { PyDict } from "../objects/hash-table.ts";
import type { Value } from "../objects/object.ts";
import { PyTuple } from "../objects/sequences.ts";

const tupleShape = PyTuple.prototype.shape;
const dictShape = PyDict.prototype.shape;

/** An item of a str or a tuple; undefined where it takes more than that to find it. (Lists the machine knows itself.) */
export function plainItem(object: Value, key: number): Value | undefined {
  const items =
    typeof object === "string"
      ? object
      : object instanceof PyTuple && object.shape === tupleShape
        ? object.items
        : null;
  if (items === null) return undefined;
  const i = key < 0 ? key + items.length : key;
  return i >= 0 && i < items.length ? items[i] : undefined;
}

/** The value of a key in a dict; undefined where there is none, or it takes more to find it. */
export function dictItem(object: Value, key: Value): Value | undefined {
  if (!isPlain(object, key)) return undefined;
  const { table } = object;
  const entry = table.map === null ? table.locate(key) : table.map.get(key);
  return entry?.value;
}

/** Stores a value in a dict; false where it takes more than that. */
export function putDictItem(object: Value, key: Value, value: Value): boolean {
  return isPlain(object, key) && object.table.put(key as string | number, value) === undefined;
}

function isPlain(object: Value, key: Value): object is PyDict {
  return (
    object instanceof PyDict &&
    object.shape === dictShape &&
    (typeof key === "string" || typeof key === "number")
  );
}

/** Unpacks a tuple of just `n` items into the registers from `a` on; false where it is none. */
export function unpackTuple(source: Value, r: Value[], a: number, n: number): boolean {
  if (!(source instanceof PyTuple) || source.shape !== tupleShape) return false;
  const { items } = source;
  if (items.length !== n) return false;
  for (let i = 0; i < n; i++) r[a + i] = items[i] as Value;
  return true;
}
