/** ohwait for Node: adds files. */
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { decode } from "./host/decode.ts";
import {
  Interpreter as BaseInterpreter,
  type InterpreterOptions,
  type RunOptions,
} from "./host/interpreter.ts";
import { nodePlatform } from "./host/platforms/node.ts";

export interface NodeOptions extends InterpreterOptions {
  /** Folders that Python modules are imported from: `sys.path`. By default none. */
  readonly path?: readonly string[];
}

/** An interpreter that can import modules from files, and run programs from them. */
export class Interpreter extends BaseInterpreter {
  constructor(options: NodeOptions = {}) {
    const { path, ...others } = options;
    super(others, nodePlatform);
    if (path !== undefined) this.session.setPath(path);
  }

  /**
   * Runs the program in a file, as the command line does: its folder comes first in `sys.path`, `sys.argv[0]` and
   * `__file__` are its path.
   */
  async runFile(path: string, options: Omit<RunOptions, "filename"> = {}): Promise<unknown> {
    const bytes = readFileSync(path);
    const { session } = this;
    const source = session.forHost(() => decode(bytes, path));
    session.enterFile(path, dirname(resolve(path)));
    return await this.run(source, { ...options, filename: path });
  }
}

export * from "./host/public.ts";
