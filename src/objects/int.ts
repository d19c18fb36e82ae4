/** int: `number` while a safe integer, else `bigint`. */
import { layout, PyObject, type Value } from "./object.ts";
import { intType } from "./types.ts";

export type Int = number | bigint;

/** An instance of a class derived from int. */
export class PyInt extends PyObject {
  readonly value: Int;
  constructor(value: Int) {
    super();
    this.value = value;
  }
  override hashKey(): unknown {
    return this.value;
  }
}
layout(PyInt, intType);

/** The number behind an int, bool or instance of a class derived from int; undefined for anything else. */
export function intValue(value: Value): Int | undefined {
  switch (typeof value) {
    case "number":
    case "bigint":
      return value;
    case "boolean":
      return value ? 1 : 0;
    default:
      return value instanceof PyInt ? value.value : undefined;
  }
}

const MAX = BigInt(Number.MAX_SAFE_INTEGER);

/** Keeps the rule that a safe integer is a `number`. */
export function normalize(value: bigint): Int {
  return value <= MAX && value >= -MAX ? Number(value) : value;
}
