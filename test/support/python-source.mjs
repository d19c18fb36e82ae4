// Module hooks for the tests: `import source from "./x.py"` gives the file's text, as in the bundles.
// Used as a second `--loader` beside ts-node's (.mocharc.json), which works on all supported Nodes.
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const isPython = (url) => url.startsWith("file:") && url.endsWith(".py");

export async function resolve(specifier, context, next) {
  if (!specifier.startsWith(".") || !specifier.endsWith(".py")) return next(specifier, context);
  return { url: new URL(specifier, context.parentURL).href, format: "module", shortCircuit: true };
}

export async function load(url, context, next) {
  if (!isPython(url)) return next(url, context);
  const text = await readFile(fileURLToPath(url), "utf8");
  return {
    format: "module",
    source: `export default ${JSON.stringify(text)};`,
    shortCircuit: true,
  };
}
