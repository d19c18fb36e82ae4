import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { FileError, type FileGrants, Interpreter, MemoryFiles } from "../../src/node.ts";

async function run(source: string, options: { files?: FileGrants; cwd?: string } = {}) {
  const py = new Interpreter(options);
  try {
    return await py.run(source);
  } finally {
    await py.close();
  }
}

/** What an expression raises. */
const raised = (expression: string) =>
  `import posix\ntry: text = str(${expression})\nexcept OSError as e: text = f"{type(e).__name__}: {e}"\ntext`;

describe("files", () => {
  it("are none unless the host grants some", async () => {
    expect(await run(raised("open('/etc/passwd')"))).to.equal(
      "FileNotFoundError: [Errno 2] No such file or directory: '/etc/passwd'",
    );
    expect(await run(raised("open('x', 'w')"))).to.equal(
      "PermissionError: [Errno 13] Permission denied: 'x'",
    );
    expect(await run(raised("posix.mkdir('/x')"))).to.match(/^PermissionError/);
    expect(
      await run("import posix\n(posix.getcwd(), posix.listdir('/'), dict(posix.environ))"),
    ).to.deep.equal(["/", [], {}]);
  });

  it("in memory are the host's as well", async () => {
    const memory = new MemoryFiles({ "in/data.txt": "given" });
    const source = "open('/m/out.txt', 'w').write(open('/m/in/data.txt').read().upper())";
    await run(source, { files: { "/m": memory } });
    // Nobody has closed it.
    expect(memory.readText("/out.txt")).to.equal("GIVEN");
    expect(() => memory.read("/nothing")).to.throw(FileError, "ENOENT");
  });

  it("in memory have an end", async () => {
    const files = { "/": new MemoryFiles({}, { size: 100_000 }) };
    const source = "f = open('/x', 'wb', buffering=0)\nfor i in range(1000): f.write(bytes(1000))";
    expect(await run(source, { files }).catch(String)).to.match(/No space left on device/);
  });

  it("of several mounts are one tree", async () => {
    const files = { "/a/b": new MemoryFiles({ x: "1" }), "/a/c": new MemoryFiles() };
    const source = `
import posix
posix.chdir("/a/b")
names = posix.listdir("/a"), posix.listdir("."), posix.listdir(".."), posix.stat("/a").st_mode
try: posix.rename("x", "/a/c/x")
except OSError as e: names += (e.strerror,)
posix.symlink("/a/b/x", "link")
names += (open("link").read(), posix.readlink("link"))
names`;
    expect(await run(source, { files })).to.deep.equal([
      ["b", "c"],
      ["x"],
      ["b", "c"],
      0o40555,
      "Invalid cross-device link",
      "1",
      "/a/b/x",
    ]);
  });

  describe("of a folder", () => {
    let outside: string;
    let folder: string;
    beforeEach(() => {
      outside = mkdtempSync(join(tmpdir(), "files-"));
      folder = join(outside, "inside");
      mkdirSync(folder);
      writeFileSync(join(outside, "secret"), "secret");
      writeFileSync(join(folder, "open"), "open");
    });
    afterEach(() => rmSync(outside, { recursive: true }));

    it("can be read, and changed only if the host says so", async () => {
      const grant = (writable: boolean) => ({ files: { "/d": { folder, writable } } });
      expect(await run("open('/d/open').read()", grant(false))).to.equal("open");
      for (const change of [
        "open('/d/open', 'w')",
        "open('/d/open', 'a')",
        "open('/d/new', 'x')",
        "posix.remove('/d/open')",
        "posix.mkdir('/d/new')",
        "posix.chmod('/d/open', 0)",
        "posix.utime(open('/d/open').fileno())",
      ])
        expect(await run(raised(change), grant(false)), change).to.match(/Errno 30/);
      await run("open('/d/new', 'w').write('text')", grant(true));
      expect(readFileSync(join(folder, "new"), "utf8")).to.equal("text");
    });

    it("are all that can be reached through it", async () => {
      symlinkSync("../secret", join(folder, "up"));
      symlinkSync(join(outside, "secret"), join(folder, "away"));
      symlinkSync(outside, join(folder, "out"));
      symlinkSync("open", join(folder, "fine"));
      symlinkSync(join(folder, "open"), join(folder, "full"));
      const files = { "/d": { folder, writable: true } };
      for (const path of [
        "/d/up",
        "/d/away",
        "/d/out/secret",
        "/d/../secret",
        "/d/out/../secret",
        "/d/../../secret",
        join(outside, "secret"),
      ])
        expect(await run(raised(`open('${path}').read()`), { files }), path).to.match(
          /^(PermissionError|FileNotFoundError)/,
        );
      expect(await run("open('/d/fine').read() + open('/d/full').read()", { files })).to.equal(
        "openopen",
      );
      const leadsOut = `posix.symlink('${join(outside, "secret")}', '/d/new')`;
      expect(await run(raised(leadsOut), { files })).to.match(/^PermissionError/);
      await run("import posix\nposix.symlink('../../secret', '/d/new')", { files });
      expect(await run(raised("open('/d/new').read()"), { files })).to.match(/^FileNotFoundError/);
    });
  });

  it("may answer later: only the program waits", async () => {
    const memory = new MemoryFiles({ slow: "after a while" });
    const slow = new Proxy(memory, {
      get(target, name) {
        const found: unknown = Reflect.get(target, name, target);
        if (name !== "open" || typeof found !== "function") return found;
        return async (...args: unknown[]) => {
          await new Promise((resolve) => setTimeout(resolve, 1));
          return Reflect.apply(found, target, args);
        };
      },
    });
    const source = "sorted([2, 1], key=lambda n: -n * len(open('/slow').read()))";
    expect(await run(source, { files: { "/": slow } })).to.deep.equal([2, 1]);
  });

  it("have no folders that are no absolute paths", () => {
    const grant = (path: string) => () => new Interpreter({ files: { [path]: new MemoryFiles() } });
    for (const path of ["x", "", "/a/../b"]) expect(grant(path)).to.throw(TypeError, "absolute");
  });
});
