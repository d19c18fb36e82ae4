/**
 * exit, quit, copyright, credits, license, help: what `site` adds to the builtins, for the prompt above all.
 * https://docs.python.org/3/library/constants.html#constants-added-by-the-site-module
 */
import { member } from "../../objects/builtins/common.ts";
import { members } from "../../objects/define.ts";
import { E, newException, PyThrow, setHidden } from "../../objects/errors.ts";
import { PyDict } from "../../objects/hash-table.ts";
import { layout, PyObject, type Value } from "../../objects/object.ts";
import { keywords, object, optional, rest } from "../../objects/params.ts";
import { getAttribute } from "../../objects/protocols/attributes.ts";
import {
  CallRequest,
  isPending,
  type NativeGenerator,
  type Pending,
} from "../../objects/requests.ts";
import { PyType } from "../../objects/type.ts";
import { objectType } from "../../objects/types.ts";
import { machine } from "../../vm/state.ts";
import { writeTo } from "../io/standard.ts";

const quitterType = new PyType("_sitebuiltins.Quitter", [objectType]);
const printerType = new PyType("_sitebuiltins._Printer", [objectType]);
const helperType = new PyType("_sitebuiltins._Helper", [objectType]);

class Quitter extends PyObject {
  readonly name: string;
  constructor(name: string) {
    super();
    this.name = name;
  }
}
layout(Quitter, quitterType);

class Printer extends PyObject {
  readonly text: string;
  constructor(text: string) {
    super();
    this.text = text;
  }
}
layout(Printer, printerType);

class Helper extends PyObject {}
layout(Helper, helperType);

const EOF = "Ctrl-D (i.e. EOF)";

function quit(code: Value): never {
  const exit = newException(E.SystemExit, code);
  setHidden(exit, "code", code);
  throw new PyThrow(exit);
}

/** pydoc's, where the library is there. */
function* help(args: readonly Value[], given: ReadonlyMap<string, Value>): NativeGenerator {
  const pydoc = yield machine.interpreter.importModule("pydoc", new PyDict(), null, 0) as Pending;
  const fn = getAttribute(pydoc, "help");
  return yield new CallRequest((isPending(fn) ? yield fn : fn) as Value, [...args], new Map(given));
}

quitterType.populate(
  members<Quitter>(({ slots, caller }) => [
    slots({ __repr__: ({ name }) => `Use ${name}() or ${EOF} to exit` }),
    {
      __call__: caller(
        "Leave the program with this status.",
        [optional(object("code"), null, "None")],
        (_self, code) => quit(code),
      ),
      name: member<Quitter>(({ name }) => name),
      eof: member(() => EOF),
    },
  ]),
);

printerType.populate(
  members<Printer>(({ slots, caller }) => [
    slots({ __repr__: ({ text }) => text }),
    {
      __call__: caller("Print the text.", [], ({ text }) =>
        writeTo(machine.interpreter.stdout(), `${text}\n`),
      ),
    },
  ]),
);

helperType.populate(
  members<Helper>(({ slots, caller }) => [
    slots({
      __repr__: () => "Type help() for interactive help, or help(object) for help about object.",
    }),
    {
      __call__: caller(
        "Help about an object, by the module pydoc.",
        [rest("args"), keywords("kwds")],
        (_self, args, given) => help(args, given),
      ),
    },
  ]),
);

const COPYRIGHT = "Copyright (c) 2026 the authors of ohwait.\nAll Rights Reserved.";
const CREDITS =
  "    Thanks to the makers of Python, whose language and library these are. See www.python.org for more information.";
const LICENSE = "ohwait is there under the MIT licence; see the file LICENSE of the package.";

/** Objects without state of a program's: one for all interpreters. */
export const siteBuiltins: readonly (readonly [string, Value])[] = [
  ["exit", new Quitter("exit")],
  ["quit", new Quitter("quit")],
  ["copyright", new Printer(COPYRIGHT)],
  ["credits", new Printer(CREDITS)],
  ["license", new Printer(LICENSE)],
  ["help", new Helper()],
];
