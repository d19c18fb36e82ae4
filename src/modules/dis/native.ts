/** `_dis`: instructions of code objects as plain values, for the dis module. */
import type { Code } from "../../compiler/code.ts";
import { operandsOf } from "../../compiler/operands.ts";
import { isCall, OP_NAMES } from "../../compiler/operations.ts";
import { charge } from "../../objects/current.ts";
import { defineModule } from "../../objects/define.ts";
import { E, raise } from "../../objects/errors.ts";
import { PyCode } from "../../objects/function.ts";
import { PyDict } from "../../objects/hash-table.ts";
import type { Value } from "../../objects/object.ts";
import { object } from "../../objects/params.ts";
import { reprOf } from "../../objects/protocols/text.ts";
import { isPending, type NativeGenerator } from "../../objects/requests.ts";
import { PyList, PyTuple, tuple } from "../../objects/sequences.ts";
import { fromJs, textOf } from "../../objects/str.ts";
import { typeName } from "../../objects/types.ts";
import { offsetOf } from "../../vm/builtins/code-tables.ts";
import { constantValue } from "../../vm/instance.ts";

/** How registers are called: variables by their name, constants by what they are, others by their number. */
class Registers {
  readonly #code: Code;
  readonly #constants: ReadonlyMap<number, number>;
  constructor(code: Code) {
    this.#code = code;
    this.#constants = new Map(code.preloaded.map(({ register, constant }) => [register, constant]));
  }
  /** A name, or the index of a constant. */
  nameOf(register: number): string | number {
    const constant = this.#constants.get(register);
    if (constant !== undefined) return constant;
    const name = this.#code.localNames[register];
    if (name === "") return "<namespace>";
    return name ?? `r${register}`;
  }
}

function* shown(code: Code, constant: number): Generator<never, Value, Value> | NativeGenerator {
  const repr = reprOf(constantValue(code.constants[constant] ?? null));
  return isPending(repr) ? yield repr as never : repr;
}

/** For each instruction: offset, number, operands, what they mean as a value (or None), and as text. */
function* instructions(value: Value): NativeGenerator {
  if (!(value instanceof PyCode)) raise(E.TypeError, `expected code, got ${typeName(value)}`);
  const { code } = value;
  const { instructions: words } = code;
  charge(words.length);
  const registers = new Registers(code);
  const rows: Value[] = [];
  for (let pc = 0; pc < words.length; pc += 4) {
    const op = words[pc] as number;
    const letters = operandsOf(op);
    const texts: string[] = [];
    const operands: number[] = [];
    let meaning: Value = null;
    for (let i = 0; i < letters.length; i++) {
      const letter = letters[i] as string;
      const operand = words[pc + 1 + i] as number;
      if (letter === "-") continue;
      operands.push(operand);
      if (letter === "R" && words[pc + 3] === 0 && !isCall(op)) continue;
      if (letter === "i") texts.push(String(operand));
      else if (letter === "j") {
        meaning = offsetOf(operand);
        texts.push(`to ${meaning}`);
      } else {
        const name = letter === "k" ? operand : registers.nameOf(operand);
        if (typeof name === "string") texts.push(name);
        else {
          if (letter === "k") meaning = constantValue(code.constants[name] ?? null);
          texts.push(textOf((yield* shown(code, name) as NativeGenerator) as Value) ?? "");
        }
      }
    }
    const known = code.names[pc >> 2];
    if (typeof known === "string") {
      meaning ??= fromJs(known);
      texts.push(`'${known}'`);
    } else if (known !== undefined) {
      meaning ??= new PyTuple(known.map(fromJs));
      texts.push(`(${known.join(", ")})`);
    }
    rows.push(tuple(offsetOf(pc), op, new PyTuple(operands), meaning, fromJs(texts.join(", "))));
  }
  return new PyList(rows);
}

/** Ranges of instructions with the offset that their exceptions go to, and the register that gets them. */
function handlers(value: Value): Value {
  if (!(value instanceof PyCode))
    return raise(E.TypeError, `expected code, got ${typeName(value)}`);
  const { code } = value;
  const registers = new Registers(code);
  return new PyList(
    code.handlers.map(({ start, end, target, register }) =>
      tuple(
        offsetOf(start),
        offsetOf(end),
        offsetOf(target),
        fromJs(String(registers.nameOf(register))),
      ),
    ),
  );
}

export const disNative = defineModule(
  "_dis",
  "Instructions as plain values.",
  ({ fn, caller }) => ({
    instructions: caller("The instructions of a code object.", [object("code")], instructions),
    handlers: fn("The exception handlers of a code object.", [object("code")], handlers),
    operations: fn("Numbers of instructions, by name.", [], () => {
      const dict = new PyDict();
      OP_NAMES.forEach((name, op) => {
        if (name !== undefined) dict.set(name, op);
      });
      return dict;
    }),
  }),
);
