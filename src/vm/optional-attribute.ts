/** Attributes that need not be there. */
import { E, isThrown } from "../objects/errors.ts";
import type { Value } from "../objects/object.ts";
import { getAttribute } from "../objects/protocols/attributes.ts";
import { isPending, type Pending } from "../objects/requests.ts";

/** An attribute, hooks such as `__getattr__` included; undefined where there is none. */
export function* optionalAttribute(
  object: Value,
  name: string,
): Generator<Pending, Value | undefined, Value> {
  try {
    const found = getAttribute(object, name);
    return isPending(found) ? yield found : found;
  } catch (error) {
    if (!isThrown(error, E.AttributeError)) throw error;
    return undefined;
  }
}
