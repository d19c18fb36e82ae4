/** Arguments of constructors that CPython reads by hand, with its words for wrong ones. */
import { E, raise } from "../errors.ts";
import type { Value } from "../object.ts";
import type { Keywords } from "../requests.ts";
import { PyType } from "../type.ts";
import { typeOf } from "../types.ts";
import { shortName } from "./common.ts";

/** Raises where a constructor without keywords was given some. */
export function noKeywords(name: string, given: Keywords): void {
  if (given.size > 0) raise(E.TypeError, `${name}() takes no keyword arguments`);
}

/** The same for `__new__`, which leaves keywords to an `__init__` that a derived class has of its own. */
export function noKeywordsIn(cls: Value, type: PyType, given: Keywords): void {
  if (given.size === 0) return;
  if (
    cls === type ||
    !(cls instanceof PyType) ||
    cls.lookup("__init__") === type.lookup("__init__")
  )
    noKeywords(shortName(type), given);
}

/** The same for `__init__`, which leaves keywords to a `__new__` that a derived class has of its own. */
export function keywordsOfInit(self: Value, type: PyType, given: Keywords): Keywords {
  return typeOf(self).lookup("__new__") === type.lookup("__new__") ? given : new Map();
}

/** Raises where the number of arguments is not `min` to `max`. */
export function checkCount(name: string, given: number, min: number, max: number): void {
  if (given >= min && given <= max) return;
  const bound = given < min ? min : max;
  const most = min === max ? "" : given < min ? "at least " : "at most ";
  raise(
    E.TypeError,
    `${name} expected ${most}${bound} argument${bound === 1 ? "" : "s"}, got ${given}`,
  );
}

/** The only, optional, argument of `list(…)` and its kind. */
export function onlyArgument(
  name: string,
  args: readonly Value[],
  given: Keywords,
): Value | undefined {
  noKeywords(name, given);
  checkCount(name, args.length, 0, 1);
  return args[0];
}
