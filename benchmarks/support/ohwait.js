import { existsSync } from "node:fs";

/** The built package; a suite that needs it reports what is missing instead of its figures. */
export async function loadOhwait() {
  if (!existsSync(new URL("../../dist/node.js", import.meta.url))) {
    throw new Error("dist/ has not been built");
  }
  try {
    return await import("../../dist/node.js");
  } catch (error) {
    throw new Error(`the package can't be loaded: ${firstLine(error)}`);
  }
}

export async function makeInterpreter(options = {}) {
  const { Interpreter } = await loadOhwait();
  return new Interpreter({ stdout: () => {}, ...options });
}

export const firstLine = (error) =>
  String(error?.message ?? error)
    .split("\n")
    .find((line) => line.trim() !== "") ?? "unknown error";
