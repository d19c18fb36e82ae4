/**
 * The gc module. JavaScript's collector does the work, where the platform lets it be asked; what Python code wants to be
 * told then is told. https://docs.python.org/3/library/gc.html
 */
import { kernelState } from "../kernel/access.ts";
import { Park } from "../kernel/kernel.ts";
import { smallInt } from "../objects/conversions.ts";
import { charge, current } from "../objects/current.ts";
import { defineModule, type NativeModule } from "../objects/define.ts";
import { E, raise } from "../objects/errors.ts";
import { PyModule } from "../objects/function.ts";
import { PyDict, PySet } from "../objects/hash-table.ts";
import type { Value } from "../objects/object.ts";
import { either, object, optional, rest } from "../objects/params.ts";
import { call, type NativeGenerator, type Pending, TrapRequest } from "../objects/requests.ts";
import { PyList, PyTuple, tuple } from "../objects/sequences.ts";
import { PyType } from "../objects/type.ts";
import { typeOf } from "../objects/types.ts";
import { FinalizeFrame, forget } from "../vm/finalizers.ts";

/** What `__del__` lets go of is found by another round; a chain that is longer goes on at the next collection. */
const MAX_ROUNDS = 20;

/** Leaves JavaScript's stack, has it collected, and looks what is gone: references are kept within a task of the host's. */
function collection(): TrapRequest {
  const { kernel, collectGarbage } = kernelState();
  return new TrapRequest(
    new Park(
      "gc.collect()",
      (token) => {
        forget(token.fiber);
        const { lifetimes } = current.interpreter;
        kernel.host.post(() => {
          collectGarbage?.();
          kernel.host.post(() => {
            lifetimes.poll();
            token.wake({ kind: "value", value: null });
          });
        });
        return null;
      },
      false,
    ),
  );
}

function* collect(): Generator<Pending, number, Value> {
  const { lifetimes } = current.interpreter;
  let count = 0;
  lifetimes.collectors++;
  try {
    for (let round = 0; round < MAX_ROUNDS; round++) {
      // Where JavaScript waits for the result, it holds what it holds.
      if (!kernelState().isSync) yield collection();
      if (!lifetimes.hasDropped) break;
      count += (yield new FinalizeFrame(lifetimes)) as number;
    }
  } finally {
    lifetimes.collectors--;
  }
  return count;
}

function informed(generation: number, collected: number): PyDict {
  const info = new PyDict();
  info.set("generation", generation);
  info.set("collected", collected);
  info.set("uncollectable", 0);
  return info;
}

/** May a value refer to others? */
function isContainer(value: Value): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (value instanceof PyType) return !value.isBuiltin;
  const type = typeOf(value);
  if (!type.isBuiltin) return type.hasDict || (type.slotNames?.length ?? 0) > 0;
  if (value instanceof PyTuple) return value.items.length > 0;
  return ["list", "dict", "set", "frozenset", "function", "module", "cell"].includes(type.name);
}

function* referents(value: Value): Generator<Value> {
  if (value instanceof PyList || value instanceof PyTuple) yield* value.items;
  else if (value instanceof PyDict)
    for (const entry of value.table.live()) {
      yield entry.key;
      yield entry.value as Value;
    }
  else if (value instanceof PySet) for (const entry of value.table.live()) yield entry.key;
  else if (value instanceof PyModule) yield value.dict;
  if (value instanceof PyType) return;
  if (typeof value !== "object" || value === null) return;
  for (const slot of value.slots ?? []) if (slot !== undefined) yield slot;
  if (!typeOf(value).isBuiltin) yield typeOf(value);
}

function absent(name: string): () => never {
  return () =>
    raise(E.NotImplementedError, `gc.${name}(): JavaScript's collector does not list its objects`);
}

export const gcModule: NativeModule = defineModule(
  "gc",
  `This module provides access to the garbage collector for reference cycles.

enable() -- Enable automatic garbage collection.
disable() -- Disable automatic garbage collection.
isenabled() -- Returns true if automatic collection is enabled.
collect() -- Do a full collection right now.`,
  ({ fn, caller, constant }) => {
    const callbacks = new PyList([]);
    let debug = 0;
    let thresholds = [2000, 10, 0];
    let collections = 0;
    let collected = 0;
    const tellAll = function* (phase: string, generation: number, n: number): NativeGenerator {
      for (const callback of [...callbacks.items])
        yield call(callback, phase, informed(generation, n));
      return null;
    };
    return {
      enable: fn("Enable automatic garbage collection.", [], () => {
        current.interpreter.lifetimes.isAutomatic = true;
      }),
      disable: fn("Disable automatic garbage collection.", [], () => {
        current.interpreter.lifetimes.isAutomatic = false;
      }),
      isenabled: fn(
        "Returns true if automatic garbage collection is enabled.",
        [],
        () => current.interpreter.lifetimes.isAutomatic,
      ),
      collect: caller(
        "Run the garbage collector.\n\nWith no arguments, run a full collection.  The optional argument\nmay be an integer specifying which generation to collect.  A ValueError\nis raised if the generation number is invalid.\n\nThe number of unreachable objects is returned.",
        [either(optional(smallInt("generation"), 2, "2"))],
        function* (generation): NativeGenerator {
          if (generation < 0 || generation > 2) raise(E.ValueError, "invalid generation");
          yield* tellAll("start", generation, 0);
          const count = yield* collect();
          collections++;
          collected += count;
          yield* tellAll("stop", generation, count);
          return count;
        },
      ),
      get_threshold: fn(
        "Return the current collection thresholds.",
        [],
        () => new PyTuple(thresholds),
      ),
      set_threshold: fn(
        "set_threshold(threshold0, [threshold1, [threshold2]])\nSet the collection thresholds (the collection frequency).\n\nSetting 'threshold0' to zero disables collection.",
        [rest("args")],
        (given) => {
          if (given.length < 1 || given.length > 3)
            raise(E.TypeError, "gc.set_threshold requires 1 to 3 arguments");
          const numbers = given.map((value) =>
            typeof value === "number"
              ? value
              : raise(
                  E.TypeError,
                  `'${typeOf(value).name}' object cannot be interpreted as an integer`,
                ),
          );
          // The last one means nothing any more, and stays.
          thresholds = [numbers[0] as number, numbers[1] ?? (thresholds[1] as number), 0];
        },
      ),
      get_count: fn("Return a three-tuple of the current collection counts.", [], () =>
        tuple(0, 0, 0),
      ),
      get_debug: fn("Get the garbage collection debugging flags.", [], () => debug),
      set_debug: fn(
        "Set the garbage collection debugging flags: they are kept, and nothing is printed.",
        [smallInt("flags")],
        (flags) => {
          debug = flags;
        },
      ),
      get_stats: fn(
        "Return a list of dictionaries containing per-generation statistics.",
        [],
        () =>
          new PyList(
            [0, 0, 1].map((isFull) => {
              const stats = new PyDict();
              stats.set("collections", isFull * collections);
              stats.set("collected", isFull * collected);
              stats.set("uncollectable", 0);
              return stats;
            }),
          ),
      ),
      is_tracked: fn(
        "Returns true if the object is tracked by the garbage collector.\n\nSimple atomic objects will return false.",
        [object("obj")],
        isContainer,
      ),
      is_finalized: fn(
        "Returns true if the object has been already finalized by the GC.",
        [object("obj")],
        (value) =>
          typeof value === "object" &&
          value !== null &&
          current.interpreter.lifetimes.isFinalized(value),
      ),
      get_referents: fn(
        "Return the list of objects that are directly referred to by 'objs'.",
        [rest("objs")],
        (values) => {
          const found: Value[] = [];
          for (const value of values)
            for (const referent of referents(value)) {
              charge(1);
              found.push(referent);
            }
          return new PyList(found);
        },
      ),
      get_referrers: fn("Not available.", [rest("objs")], absent("get_referrers")),
      get_objects: fn(
        "Not available.",
        [either(optional(object("generation"), null, "None"))],
        absent("get_objects"),
      ),
      freeze: fn("Does nothing: the collector is JavaScript's.", [], () => null),
      unfreeze: fn("Does nothing: the collector is JavaScript's.", [], () => null),
      get_freeze_count: fn(
        "Return the number of objects in the permanent generation.",
        [],
        () => 0,
      ),
      callbacks: constant(callbacks),
      garbage: constant(new PyList([])),
      DEBUG_STATS: constant(1),
      DEBUG_COLLECTABLE: constant(2),
      DEBUG_UNCOLLECTABLE: constant(4),
      DEBUG_SAVEALL: constant(32),
      DEBUG_LEAK: constant(38),
    };
  },
);
