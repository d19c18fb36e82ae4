import { existsSync, readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";

/** Who may import whom. A folder sees itself and what is listed; nothing else. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  syntax: [],
  compiler: ["syntax"],
  objects: ["syntax", "compiler"],
  vm: ["syntax", "compiler", "objects"],
  kernel: ["syntax", "compiler", "objects", "vm"],
  modules: ["syntax", "compiler", "objects", "vm", "kernel"],
  host: ["syntax", "compiler", "objects", "vm", "kernel", "modules"],
  testing: ["syntax", "compiler", "objects", "vm", "kernel", "modules", "host"],
  cli: ["syntax", "compiler", "objects", "vm", "kernel", "modules", "host"],
};

/** The only places that may know Node, or packages; the entry `node.ts` binds one of them. */
const MAY_USE_NODE = /^(host\/(platforms\/|inflate\.ts)|cli\/)/;

const SRC = fileURLToPath(new URL("../src/", import.meta.url));

/** `[file, specifier]` for each import and re-export below a folder of src/, types included. */
function imports(folder: string): [file: string, specifier: string][] {
  if (!existsSync(SRC + folder)) return [];
  return readdirSync(SRC + folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => posix.join(folder, name))
    .flatMap((file) =>
      [
        ...readFileSync(SRC + file, "utf8").matchAll(
          /^(?:import|export)\s(?:[^"'`;=()]*\sfrom\s)?"([^"]+)"|\bimport\("([^"]+)"\)/gm,
        ),
      ].map(([, named, dynamic]): [string, string] => [file, named ?? dynamic ?? ""]),
    );
}

describe("layers", () => {
  it("every folder of src/ has a place", () => {
    const folders = readdirSync(SRC, { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    expect(MAY_IMPORT).to.include.keys(folders.map(({ name }) => name));
  });

  for (const [folder, allowed] of Object.entries(MAY_IMPORT)) {
    it(`${folder} imports only ${["itself", ...allowed].join(", ")}`, () => {
      const strays = imports(folder)
        .filter(([, specifier]) => specifier.startsWith("."))
        .map(([file, specifier]) => [file, posix.join(posix.dirname(file), specifier)] as const)
        .filter(([, target]) => ![folder, ...allowed].includes(target.split("/")[0] ?? ""));
      expect(strays).to.deep.equal([]);
    });

    it(`${folder} uses Node only where that is meant`, () => {
      const strays = imports(folder)
        .filter(([, specifier]) => !specifier.startsWith("."))
        .filter(([file]) => !MAY_USE_NODE.test(file));
      expect(strays).to.deep.equal([]);
    });
  }
});
