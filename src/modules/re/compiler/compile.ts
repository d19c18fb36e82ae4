/** From the text of a pattern to the pattern: `re._compiler.compile`. */
import { charge } from "../../../objects/current.ts";
import { E } from "../../../objects/errors.ts";
import { PyDict } from "../../../objects/hash-table.ts";
import type { Value } from "../../../objects/object.ts";
import {
  CallRequest,
  isPending,
  type NativeGenerator,
  type NativeResult,
} from "../../../objects/requests.ts";
import { PyTuple } from "../../../objects/sequences.ts";
import { fromName, isStr } from "../../../objects/str.ts";
import { NamesWanted, wantNames } from "../../../objects/text/unicode-names.ts";
import { PyPattern } from "../layouts.ts";
import { ofModule, raiseFault } from "./errors.ts";
import { PatternFault } from "./fault.ts";
import { generate } from "./generator.ts";
import { parse } from "./parser.ts";

function make(pattern: Value, given: number, warn: (text: string) => void): PyPattern {
  const parsed = parse(pattern, given, warn);
  const code = generate(parsed, given);
  charge(code.length);
  const { names, count } = parsed.groups;
  const index = new PyDict();
  const byNumber: Value[] = new Array<Value>(count).fill(null);
  for (const [name, group] of names) {
    index.set(name, group);
    byNumber[group] = fromName(name);
  }
  return new PyPattern(
    pattern,
    given | parsed.flags,
    code,
    count - 1,
    index,
    new PyTuple(byNumber),
    !isStr(pattern),
  );
}

/** Warnings are about who called `re.compile`, behind that and `re._compile`. */
const STACK_LEVEL = 3;

function* withWarnings(warnings: readonly string[], end: () => NativeResult): NativeGenerator {
  const warn = (yield* ofModule("warnings", "warn")) as Value;
  for (const text of warnings)
    yield new CallRequest(warn, [text, E.FutureWarning, STACK_LEVEL], null);
  const result = end();
  return isPending(result) ? yield result : result;
}

/** Compiles a str or bytes. */
export function compilePattern(pattern: Value, flags: number): NativeResult {
  const warnings: string[] = [];
  let end: () => NativeResult;
  try {
    const made = make(pattern, flags, (text) => warnings.push(text));
    end = () => made;
  } catch (error) {
    if (error instanceof NamesWanted) return wantNames(() => compilePattern(pattern, flags));
    end = () => {
      if (error instanceof PatternFault) return raiseFault(error, pattern);
      throw error;
    };
  }
  return warnings.length === 0 ? end() : withWarnings(warnings, end);
}
