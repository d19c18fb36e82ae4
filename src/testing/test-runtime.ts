/** An interpreter for tests: time is virtual, output is captured. */
import { MemoryFiles } from "../host/files/memory.ts";
import { Interpreter, type InterpreterOptions, type RunOptions } from "../host/interpreter.ts";
import type { Platform } from "../host/platform.ts";
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
    const memory = new MemoryFiles(files);
    const made: TestInterpreter = new TestInterpreter(
      {
        // By this clock a busy program would never have used up its slice.
        deterministic: true,
        files: { "/": memory },
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
        files: {
          read: (path) => {
            try {
              return memory.read(path);
            } catch {
              return null;
            }
          },
          join: (folder, name) => `${folder.replace(/\/$/, "")}/${name}`,
        },
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

/** `createTestRuntime({ autojump: true })` runs programs that sleep without waiting for them. */
export function createTestRuntime(options: TestRuntimeOptions = {}): TestRuntime {
  return new TestRuntime(options);
}
