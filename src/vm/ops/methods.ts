/** A method call whose attribute is no plain method. */
import type { Value } from "../../objects/object.ts";
import { getAttribute } from "../../objects/protocols/attributes.ts";
import { isPending, type NativeGenerator } from "../../objects/requests.ts";
import { Kind } from "../frame.ts";
import type { Handler } from "./index.ts";
import { done, skip } from "./settle.ts";

/** Loads any callable attribute: the pair is unbound and the callable. */
export const loadMethod: Handler = (frame, a, b) => {
  const name = frame.code.names[frame.pc >> 2] as string;
  const found = getAttribute(frame.r[b] as Value, name);
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
