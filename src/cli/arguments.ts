/** The command line, as it was typed. */

export const USAGE = "usage: ohwait [option] ... [-c cmd | -m mod | file | -] [arg] ...";

export const HELP = `${USAGE}
Runs a Python program. Sync code in it may wait for async work.

-c cmd          the program is this text (ends the options)
-m mod          the program is this module of the library, or of a folder in
                PYTHONPATH or the current one (ends the options)
file            the program is in this file
-               the program is read from standard input (the default;
                on a terminal, statements are run as they are typed)
arg ...         are in sys.argv[1:]

-i              go on at the prompt when the program has ended
-h, --help      show this text and exit
-V, --version   show the version and exit
--max-ms N      end the program after N milliseconds
--max-memory N  end the program when it holds more than about N megabytes (or 512K, 1G)
--max-output N  end the program when it has written more than N characters
`;

export interface CommandLine {
  readonly kind: "run" | "help" | "version";
  /** Where the program is. */
  readonly program: {
    readonly kind: "command" | "module" | "file" | "stdin" | "none";
    readonly text: string;
  };
  readonly argv: readonly string[];
  /** At its end, or without it, the prompt follows. */
  readonly isInteractive: boolean;
  readonly limits: Readonly<Record<Limit, number | undefined>>;
}

const LIMITS = {
  "--max-ms": "milliseconds",
  "--max-memory": "megabytes",
  "--max-output": "characters",
} as const;
export type Limit = (typeof LIMITS)[keyof typeof LIMITS];

/** `64` and `64M` are megabytes, `1G` is 1,024 of them. */
function megabytes(text: string | undefined): number {
  const [, number, unit = "M"] = /^([\d.]+)(K|M|G)?B?$/i.exec(text ?? "") ?? [];
  return Number(number) * ({ K: 1 / 1024, M: 1, G: 1024 }[unit.toUpperCase()] ?? Number.NaN);
}

/** What is wrong with a command line. */
export class UsageError {
  readonly message: string;
  constructor(message: string) {
    this.message = message;
  }
}

/** Reads the arguments after the command's own name; throws UsageError. */
export function parseArguments(args: readonly string[]): CommandLine {
  const limits: Record<Limit, number | undefined> = {
    milliseconds: undefined,
    megabytes: undefined,
    characters: undefined,
  };
  let isInteractive = false;
  const result = (
    kind: CommandLine["kind"],
    program: CommandLine["program"],
    argv: string[],
  ): CommandLine => ({
    kind,
    program,
    argv,
    isInteractive,
    limits,
  });
  const stdin = { kind: "stdin", text: "" } as const;
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] as string;
    const following = args.slice(i + 1);
    if (arg === "-") return result("run", stdin, ["-", ...following]);
    if (!arg.startsWith("-"))
      return result("run", { kind: "file", text: arg }, [arg, ...following]);
    if (arg === "-h" || arg === "--help") return result("help", stdin, []);
    if (arg === "-V" || arg === "--version") return result("version", stdin, []);
    if (arg === "-i") {
      isInteractive = true;
      continue;
    }
    if (arg.startsWith("-c")) {
      const text = arg === "-c" ? following.shift() : arg.slice(2);
      if (text === undefined) throw new UsageError("Argument expected for the -c option");
      return result("run", { kind: "command", text }, ["-c", ...following]);
    }
    if (arg.startsWith("-m")) {
      const text = arg === "-m" ? following.shift() : arg.slice(2);
      if (text === undefined) throw new UsageError("Argument expected for the -m option");
      return result("run", { kind: "module", text }, ["-m", ...following]);
    }
    const [name = "", joined] = arg.split("=", 2);
    const limit = LIMITS[name as keyof typeof LIMITS];
    if (limit === undefined) throw new UsageError(`unknown option ${arg}`);
    const text = joined ?? args[++i];
    const value = limit === "megabytes" ? megabytes(text) : Number(text);
    if (text === undefined || !(value > 0)) throw new UsageError(`${name} needs a number above 0`);
    limits[limit] = value;
  }
  return result("run", { kind: "none", text: "" }, [""]);
}
