/** What the interactive prompt does with the value of an expression. */
import { E, raise } from "../../objects/errors.ts";
import { PyModule } from "../../objects/function.ts";
import type { Value } from "../../objects/object.ts";
import { call } from "../../objects/requests.ts";
import { Kind } from "../frame.ts";
import { machine } from "../state.ts";
import type { Handler } from "./index.ts";
import { done } from "./settle.ts";

export const printValue: Handler = (frame, a) => {
  const sys = machine.interpreter.modules.get("sys");
  const hook = sys instanceof PyModule ? sys.dict.get("displayhook") : undefined;
  if (hook === undefined) raise(E.RuntimeError, "lost sys.displayhook");
  return done(frame, call(hook, frame.r[a] as Value), Kind.DISCARD);
};
