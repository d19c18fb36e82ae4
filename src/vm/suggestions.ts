/** "Did you mean": the name that a misspelt one is closest to, by CPython's rules. */
import { E, getHidden, type PyException, PyThrow } from "../objects/errors.ts";
import { PyDict } from "../objects/hash-table.ts";
import type { Value } from "../objects/object.ts";
import { getAttribute } from "../objects/protocols/attributes.ts";
import { drain } from "../objects/protocols/iterate.ts";
import { callSpecial } from "../objects/protocols/slot.ts";
import { isPending, type Pending } from "../objects/requests.ts";
import { textOf } from "../objects/str.ts";
import { closest } from "../objects/text/closest.ts";
import { localsOf } from "./frame-access.ts";
import { standardModuleNames } from "./standard-modules.ts";
import { machine } from "./state.ts";
import { PyTraceback } from "./traceback.ts";

/** The end of an exception's message that proposes another name; empty where there is none. */
export function* suggestionFor(exception: PyException): Generator<Pending, string, Value> {
  const { type } = exception.shape;
  const isName = type.isSubtype(E.NameError);
  if (!isName && !type.isSubtype(E.AttributeError) && !type.isSubtype(E.ImportError)) return "";
  const isImport = type.isSubtype(E.ImportError);
  const wrong = textOf(getHidden(exception, isImport ? "name_from" : "name") ?? null);
  if (wrong === undefined) return "";
  const traceback = exception.traceback instanceof PyTraceback ? exception.traceback : null;
  let suggestion: string | null;
  try {
    suggestion = isName
      ? yield* nameInScope(traceback, wrong)
      : closest(yield* attributesFor(exception, traceback, wrong, isImport), wrong);
  } catch (error) {
    if (!(error instanceof PyThrow)) throw error;
    suggestion = null;
  }
  const text = suggestion === null ? "" : `. Did you mean: '${suggestion}'?`;
  if (!isName || !standardModuleNames().has(wrong)) return text;
  return `${text}${text === "" ? ". D" : " Or d"}id you forget to import '${wrong}'?`;
}

/** A variable that the innermost frame sees, or an attribute of its `self`. */
function* nameInScope(
  traceback: PyTraceback | null,
  wrong: string,
): Generator<Pending, string | null, Value> {
  if (traceback === null) return null;
  const { frame } = innermost(traceback);
  const locals = localsOf(frame);
  const names: string[] = [];
  for (const scope of [locals, frame.namespace.globals, frame.namespace.builtins])
    if (scope instanceof PyDict) for (const name of namesIn(scope)) names.push(name);
  const self = locals instanceof PyDict ? locals.get("self") : undefined;
  if (self !== undefined && (yield* hasAttribute(self, wrong))) return `self.${wrong}`;
  return closest(names, wrong);
}

function innermost(traceback: PyTraceback): PyTraceback {
  let last = traceback;
  while (last.next !== null) last = last.next;
  return last;
}

function* namesIn(dict: PyDict): IterableIterator<string> {
  for (const { key } of dict.table.live()) {
    const name = textOf(key);
    if (name !== undefined) yield name;
  }
}

function* hasAttribute(object: Value, name: string): Generator<Pending, boolean, Value> {
  try {
    const found = getAttribute(object, name);
    if (isPending(found)) yield found;
    return true;
  } catch (error) {
    if (!(error instanceof PyThrow)) throw error;
    return false;
  }
}

/** The names that the object has whose attribute was not found; private ones only for who looked for such. */
function* attributesFor(
  exception: PyException,
  traceback: PyTraceback | null,
  wrong: string,
  isImport: boolean,
): Generator<Pending, string[], Value> {
  let object: Value;
  if (isImport) {
    const [module = ""] = (textOf(getHidden(exception, "name") ?? null) ?? "").split(".");
    object = machine.interpreter.modules.get(module) ?? null;
  } else object = getHidden(exception, "obj") ?? null;
  const listing = callSpecial(object, "__dir__", []);
  if (listing === undefined) return [];
  const directory = (isPending(listing) ? yield listing : listing) as Value;
  const names = (yield* drain(directory)).flatMap((item) => textOf(item) ?? []).sort();
  if (wrong.startsWith("_")) return names;
  if (!isImport && traceback !== null) {
    const locals = localsOf(innermost(traceback).frame);
    if (locals instanceof PyDict && locals.get("self") === object) return names;
  }
  return names.filter((name) => !name.startsWith("_"));
}
