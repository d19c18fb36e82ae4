/** How the constructors of type parameters read their arguments. */
import type { Value } from "../object.ts";
import { arityOf, keywords, matchArguments, object, type Param, rest } from "../params.ts";
import type { Keywords } from "../requests.ts";

/** `__new__` gets all arguments, to call them by the names that CPython has for these functions. */
export const callerArguments = [object("cls"), rest("args"), keywords("kwargs")] as const;

/** The arguments by parameter; what is not given is its default. */
export function bindNamed(
  name: string,
  params: readonly Param<unknown>[],
  args: readonly Value[],
  given: Keywords,
): (Value | Value[])[] {
  const found = matchArguments({ name, qualname: name }, arityOf(params), args, given);
  return found.map((value, i) => (value === undefined ? params[i]?.fallback?.value : value)) as (
    | Value
    | Value[]
  )[];
}
