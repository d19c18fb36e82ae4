/** A method call whose attribute is no plain method. */
import { PySuper } from "../../objects/function.ts";
import type { Value } from "../../objects/object.ts";
import { getAttribute } from "../../objects/protocols/attributes.ts";
import { isPending, type NativeGenerator } from "../../objects/requests.ts";
import { findSuperMethod } from "../attributes.ts";
import { Kind } from "../frame.ts";
import type { Handler } from "./index.ts";
import { done, skip } from "./settle.ts";

/** Loads any callable attribute: the pair is unbound and the callable. */
export const loadMethod: Handler = (frame, a, b) => {
  const name = frame.instance.names[frame.pc >> 2] as string;
  const object = frame.r[b] as Value;
  if (object instanceof PySuper) {
    const method = findSuperMethod(object, name);
    if (method !== undefined) {
      frame.r[a] = method;
      frame.r[a + 1] = object.self;
      return skip(frame);
    }
  }
  const found = getAttribute(object, name);
  frame.r[a] = undefined;
  if (!isPending(found)) {
    frame.r[a + 1] = found as Value;
    return skip(frame);
  }
  return done(
    frame,
    (function* (): NativeGenerator {
      frame.r[a + 1] = yield found;
      return null;
    })(),
    Kind.DISCARD,
  );
};
