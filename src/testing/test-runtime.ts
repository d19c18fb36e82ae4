/** An interpreter for tests: time is virtual, output is captured. */
import { MemoryFiles } from "../host/files/memory.ts";
import { inflate } from "../host/inflate.ts";
import { Interpreter, type InterpreterOptions, type RunOptions } from "../host/interpreter.ts";
import type { Platform } from "../host/platform.ts";
import type { ModuleFiles } from "../modules/importlib/state.ts";
import { VirtualClock, type VirtualClockOptions } from "./virtual-clock.ts";

export interface TestRuntimeOptions
  extends Omit<InterpreterOptions, "stdout" | "stderr" | "files">,
    VirtualClockOptions {
  /** Files by path: programs, modules, data. `sys.path` is `["/"]`. */
  readonly files?: Readonly<Record<string, string>>;
}

class TestInterpreter extends Interpreter {
  constructor(options: InterpreterOptions, platform: Platform) {
    super(options, platform);
    this.session.setPath(["/"]);
  }
  /** Whether a fiber waits for something else than time. */
  get waitsForHost(): boolean {
    const { kernel } = this.session.runtime;
    return kernel.parked().some(([, what]) => what !== "the event loop" && what !== "time.sleep()");
  }
}

export class TestRuntime {
  readonly clock: VirtualClock;
  readonly interpreter: Interpreter;
  /** What the program has written so far. */
  stdout = "";
  stderr = "";

  constructor(options: TestRuntimeOptions = {}) {
    const { files = {}, autojump, epoch, ...others } = options;
    this.clock = new VirtualClock({
      ...(autojump === undefined ? {} : { autojump }),
      ...(epoch === undefined ? {} : { epoch }),
    });
    const sources = new Map(
      Object.entries(files).map(([path, text]) => [path, new TextEncoder().encode(text)]),
    );
    const made: TestInterpreter = new TestInterpreter(
      {
        // By this clock a busy program would never have used up its slice.
        deterministic: true,
        files: { "/": new MemoryFiles(files) },
        ...others,
        stdout: (text) => {
          this.stdout += text;
        },
        stderr: (text) => {
          this.stderr += text;
        },
      },
      {
        clock: this.clock,
        newHost: () => this.clock.newHost(() => !made.waitsForHost),
        newStdout: () => () => undefined,
        newStderr: () => () => undefined,
        collectGarbage: null,
        openFolder: null,
        files: textFiles(sources),
        inflate,
        codeStore: () => null,
        findLibrary: () => null,
      },
    );
    this.interpreter = made;
  }

  run(source: string, options?: RunOptions): Promise<unknown> {
    return this.interpreter.run(source, options);
  }

  close(): Promise<void> {
    return this.interpreter.close({ deadline: 0 });
  }
}

/** Modules in files that are nowhere but here. */
function textFiles(sources: ReadonlyMap<string, Uint8Array>): ModuleFiles {
  const inside = (folder: string): string[] => {
    const prefix = `${folder.replace(/\/$/, "")}/`;
    const below = [...sources.keys()].filter((path) => path.startsWith(prefix));
    return [...new Set(below.map((path) => path.slice(prefix.length).split("/")[0] as string))];
  };
  return {
    read: (path) => sources.get(path) ?? null,
    join: (folder, name) => `${folder.replace(/\/$/, "")}/${name}`,
    list: inside,
    stat: (path) =>
      sources.has(path)
        ? { kind: "file", stamp: 0 }
        : inside(path).length > 0
          ? { kind: "folder", stamp: 0 }
          : null,
    cwd: () => "/",
  };
}

/** `createTestRuntime({ autojump: true })` runs programs that sleep without waiting for them. */
export function createTestRuntime(options: TestRuntimeOptions = {}): TestRuntime {
  return new TestRuntime(options);
}
