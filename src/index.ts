/** ohwait: a Python interpreter whose sync code can wait for async work. */
import { Interpreter as BaseInterpreter, type InterpreterOptions } from "./host/interpreter.ts";
import { webPlatform } from "./host/platforms/web.ts";

/** An interpreter for any JavaScript host. On Node, `ohwait/node` adds files. */
export class Interpreter extends BaseInterpreter {
  constructor(options: InterpreterOptions = {}) {
    super(options, webPlatform);
  }
}

export * from "./host/public.ts";
