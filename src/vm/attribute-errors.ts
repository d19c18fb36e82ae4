/** What an AttributeError is about: CPython notes it when the error leaves the access to an attribute. */
import { CALL_ATTR, GET_ATTR, LOAD_METHOD } from "../compiler/opcodes.ts";
import { E, type PyException } from "../objects/errors.ts";
import { PyFunction, PyProperty } from "../objects/function.ts";
import type { Value } from "../objects/object.ts";
import { nameMissing } from "../objects/protocols/attributes.ts";
import { typeOf } from "../objects/types.ts";
import type { Frame } from "./frame.ts";
import { PyTraceback } from "./traceback.ts";

/** Notes name and object in an AttributeError that reaches `frame`, if that looked an attribute up. */
export function noteAttribute(frame: Frame, exception: PyException): void {
  const { instructions, names } = frame.code;
  const pc = frame.place;
  const op = instructions[pc];
  const isMethod = op === LOAD_METHOD || op === CALL_ATTR;
  if (op !== GET_ATTR && !isMethod) return;
  if (!exception.shape.type.isSubtype(E.AttributeError)) return;
  const name = names[pc >> 2] as string;
  const inner = exception.traceback instanceof PyTraceback ? exception.traceback.next : null;
  const object = subjectOf(frame, pc);
  if (object === undefined) return;
  // sic: properties that are called stay unnamed. What is called does not, nor is it looked up here.
  if (isMethod && (inner === null || !isHook(inner, name))) return;
  nameMissing(exception, object, name);
}

/** What an instruction looks an attribute of up in. */
export function subjectOf(frame: Frame, pc: number): Value | undefined {
  const [op, a = 0, b = 0] = frame.code.instructions.slice(pc, pc + 3);
  return frame.r[op === GET_ATTR ? b : op === LOAD_METHOD ? a + 1 : b + 1];
}

/** Whether the frame of `inner` runs a hook or a property that was asked for an attribute, rather than the method. */
export function isLookup(object: Value, name: string, inner: PyTraceback): boolean {
  if (isHook(inner, name)) return true;
  const { code } = inner.frame;
  const found = typeOf(object).lookup(name);
  return (
    found instanceof PyProperty && found.getter instanceof PyFunction && found.getter.code === code
  );
}

function isHook({ frame }: PyTraceback, name: string): boolean {
  const own = frame.code.name;
  return (own === "__getattr__" || own === "__getattribute__") && name !== own;
}
