/** The import statement. https://docs.python.org/3/reference/import.html */
import { E, isThrown, newException, PyThrow, raise, setHidden } from "../../objects/errors.ts";
import { PyModule } from "../../objects/function.ts";
import type { PyDict } from "../../objects/hash-table.ts";
import { PyNative } from "../../objects/native.ts";
import type { Value } from "../../objects/object.ts";
import { findAttribute, ownAttribute } from "../../objects/protocols/attributes.ts";
import { drain } from "../../objects/protocols/iterate.ts";
import { call, isPending, type NativeGenerator } from "../../objects/requests.ts";
import { fromJs, textOf } from "../../objects/str.ts";
import { type Frame, Kind } from "../frame.ts";
import { missingForImport } from "../partial-modules.ts";
import { machine } from "../state.ts";
import type { Handler } from "./index.ts";
import { done } from "./settle.ts";

export const importOp: Handler = (frame, _a, b, level) => {
  const name = frame.instance.names[frame.pc >> 2] as string;
  const fromList = frame.instance.constants[b] as Value;
  const { globals, builtins } = frame.namespace;
  const hook = builtins.get("__import__");
  if (hook instanceof PyNative && hook.module === "builtins")
    return done(frame, machine.interpreter.importModule(name, globals, fromList, level));
  if (hook === undefined) raise(E.ImportError, "__import__ not found");
  const locals = frame.code.kind === "function" ? null : (frame.r[0] as Value);
  return done(frame, call(hook, fromJs(name), globals, locals, fromList, level));
};

export const importFrom: Handler = (frame, _a, b) => {
  const module = frame.r[b] as Value;
  const name = frame.instance.names[frame.pc >> 2] as string;
  return done(frame, fromModule(module, name));
};

function* fromModule(module: Value, name: string): NativeGenerator {
  let found: Value | undefined;
  try {
    const answer = findAttribute(module, name);
    found = (isPending(answer) ? yield answer : answer) as Value | undefined;
  } catch (error) {
    if (!isThrown(error, E.AttributeError)) throw error;
  }
  if (found !== undefined) return found;
  // A submodule that is being imported (or was, but is not bound yet) is found by its full name.
  const own = ownAttribute(module, "__name__");
  const packageName = typeof own === "string" ? own : "<unknown module name>";
  const loaded = machine.interpreter.modules.get(`${packageName}.${name}`);
  if (loaded !== undefined) return loaded;
  const file = ownAttribute(module, "__file__");
  const where = typeof file === "string" ? ` (${file})` : " (unknown location)";
  const special = module instanceof PyModule ? missingForImport(module, name) : null;
  const text = special ?? `cannot import name '${name}' from '${packageName}'${where}`;
  const error = newException(E.ImportError, text);
  setHidden(error, "msg", error.args[0] as Value);
  if (typeof own === "string") setHidden(error, "name", packageName);
  setHidden(error, "name_from", fromJs(name));
  if (typeof file === "string") setHidden(error, "path", file);
  throw new PyThrow(error);
}

export const importStar: Handler = (frame, a) => {
  const module = frame.r[a] as Value;
  return done(frame, bindAll(frame, module), Kind.DISCARD);
};

function* bindAll(frame: Frame, module: Value): NativeGenerator {
  const namespace = frame.r[0] as PyDict;
  if (!(module instanceof PyModule))
    raise(E.ImportError, "from-import-* object has no __dict__ and no __all__");
  const all = ownAttribute(module, "__all__");
  const names: string[] = [];
  if (all !== undefined) {
    for (const item of (yield drain(all)) as unknown as Value[]) {
      const text = textOf(item);
      if (text === undefined) raise(E.TypeError, "Item in __all__ must be str");
      names.push(text);
    }
  } else {
    for (const entry of module.dict.table.live()) {
      const text = textOf(entry.key);
      if (text !== undefined && !text.startsWith("_")) names.push(text);
    }
  }
  for (const name of names) {
    let value = findAttribute(module, name);
    if (isPending(value)) value = yield value;
    if (value === undefined) {
      const own = ownAttribute(module, "__name__");
      raise(E.AttributeError, `module '${textOf(own ?? "") ?? ""}' has no attribute '${name}'`);
    }
    namespace.table.put(fromJs(name), value);
  }
  return null;
}
