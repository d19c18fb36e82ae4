import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { Interpreter, MemoryFiles, PythonError } from "../../src/node.ts";

export interface Outcome {
  stdout: string;
  stderr: string;
  status: number;
}

/** Runs a program as the command line would, in an interpreter of its own in this process. */
export async function runProgram(path: string): Promise<Outcome> {
  const outcome: Outcome = { stdout: "", stderr: "", status: 0 };
  const name = basename(path);
  const py = new Interpreter({
    stdout: (text: string) => {
      outcome.stdout += text;
    },
    stderr: (text: string) => {
      outcome.stderr += text;
    },
    argv: [name],
    files: { "/tmp": new MemoryFiles() },
  });
  try {
    await py.run(readFileSync(path, "utf8"), { filename: name });
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    outcome.status = exitStatus(error);
    if (error.type !== "SystemExit") outcome.stderr += `${error.traceback.trimEnd()}\n`;
    else if (typeof error.args[0] === "string") outcome.stderr += `${error.args[0]}\n`;
  } finally {
    await py.close();
  }
  return outcome;
}

function exitStatus({ type, args }: PythonError): number {
  if (type !== "SystemExit") return 1;
  const [code] = args;
  if (code === undefined || code === null) return 0;
  return typeof code === "number" ? code & 255 : 1;
}
