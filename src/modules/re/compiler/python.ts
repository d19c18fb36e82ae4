/**
 * CPython's own parser and compiler of patterns, in Python, for those who use what is inside of them (`re.Scanner`, re.DEBUG).
 * They are loaded as a package of another name over the same files, with the names of constants that `re` has.
 */
import { current } from "../../../objects/current.ts";
import { E, isThrown } from "../../../objects/errors.ts";
import { PyModule } from "../../../objects/function.ts";
import { PyDict } from "../../../objects/hash-table.ts";
import type { Value } from "../../../objects/object.ts";
import { getAttribute, missing } from "../../../objects/protocols/attributes.ts";
import { CallRequest, isPending, type NativeGenerator } from "../../../objects/requests.ts";
import { textOf } from "../../../objects/str.ts";
import { ofModule } from "./errors.ts";

const PACKAGE = "_pyre";

/** Makes the package, if it is not there yet. */
function* makePackage(): NativeGenerator {
  const { modules } = current.interpreter;
  if (modules.get(PACKAGE) !== undefined) return null;
  yield* ofModule("re._constants", "PatternError");
  const path = getAttribute(modules.get("re") as Value, "__path__");
  const dict = new PyDict();
  dict.set("__name__", PACKAGE);
  dict.set("__path__", (isPending(path) ? yield path : path) as Value);
  modules.set(PACKAGE, new PyModule(dict));
  modules.set(`${PACKAGE}._constants`, modules.get("re._constants") as Value);
  return null;
}

function* fromPython(module: string, name: string): NativeGenerator {
  yield* makePackage();
  return yield* ofModule(`${PACKAGE}.${module}`, name);
}

/** Calls a function of theirs. */
export function* inPython(module: string, name: string, args: Value[]): NativeGenerator {
  return yield new CallRequest((yield* fromPython(module, name)) as Value, args, null);
}

/** A name that the native modules do not have: most are constants. */
export function* pythonName(module: string, given: Value): NativeGenerator {
  const name = textOf(given) ?? "";
  if (!name.startsWith("__")) {
    for (const find of [() => ofModule("re._constants", name), () => fromPython(module, name)])
      try {
        return (yield* find()) as Value;
      } catch (error) {
        if (!isThrown(error, E.AttributeError)) throw error;
      }
  }
  return missing(current.interpreter.modules.get(`re.${module}`) ?? null, name);
}
