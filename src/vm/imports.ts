/** Running modules. Finding them is the work of `modules/importlib`, which the machine asks through its interpreter. */
import type { Code } from "../compiler/code.ts";
import { PyFunction } from "../objects/function.ts";
import type { PyDict } from "../objects/hash-table.ts";
import { ClassBodyRequest } from "../objects/requests.ts";
import { machine } from "./state.ts";

/** Runs a module's code in its namespace. */
export function runBody(code: Code, dict: PyDict): ClassBodyRequest {
  if (dict.get("__builtins__") === undefined)
    dict.set("__builtins__", machine.interpreter.builtinsModule);
  const namespace = { globals: dict, builtins: machine.interpreter.builtins };
  return new ClassBodyRequest(new PyFunction(code, namespace, []), dict);
}
