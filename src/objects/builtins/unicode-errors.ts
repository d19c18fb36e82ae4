/** UnicodeDecodeError and its siblings: which piece of which text could not be coded. */
import { toIndex } from "../conversions.ts";
import { members, together } from "../define.ts";
import { E, getHidden, newException, type PyException, raise, setHidden } from "../errors.ts";
import { intValue } from "../int.ts";
import type { Value } from "../object.ts";
import { keywords, rest } from "../params.ts";
import { isPending, type NativeGenerator } from "../requests.ts";
import { PyByteArray, PyBytes } from "../sequences.ts";
import { isStr, pointsOf, textOf } from "../str.ts";
import type { Members } from "../type.ts";
import { typeName } from "../types.ts";
import { initializer, member } from "./common.ts";
import { field, noKeywords, setField } from "./exception-base.ts";

/** Positions are in bytes for decoding, else in code points. */
export function decodeError(
  encoding: string,
  object: PyBytes,
  start: number,
  end: number,
  reason: string,
): PyException {
  return unicodeError(E.UnicodeDecodeError, ["encoding", encoding], object, start, end, reason);
}

export function encodeError(
  encoding: string,
  object: Value,
  start: number,
  end: number,
  reason: string,
): PyException {
  return unicodeError(E.UnicodeEncodeError, ["encoding", encoding], object, start, end, reason);
}

function unicodeError(
  type: typeof E.UnicodeError,
  encoding: readonly [string, string],
  object: Value,
  start: number,
  end: number,
  reason: string,
): PyException {
  const error = newException(type, encoding[1], object, start, end, reason);
  for (const [name, value] of [
    encoding,
    ["object", object],
    ["start", start],
    ["end", end],
  ] as const)
    setHidden(error, name, value);
  setHidden(error, "reason", reason);
  return error;
}

function wrongArgument(number: number, wanted: string, value: Value): never {
  raise(
    E.TypeError,
    `argument ${number} must be ${wanted}, not ${value === null ? "None" : typeName(value)}`,
  );
}

function* read(self: PyException, args: Value[], fields: readonly string[]): NativeGenerator {
  self.args = args;
  if (args.length !== fields.length)
    raise(E.TypeError, `function takes exactly ${fields.length} arguments (${args.length} given)`);
  const decoding = self.shape.type.isSubtype(E.UnicodeDecodeError);
  for (const [i, name] of fields.entries()) {
    let value = args[i] as Value;
    if (name === "start" || name === "end") {
      const index = toIndex(value);
      value = (isPending(index) ? yield index : index) as Value;
    } else if (name !== "object" || !decoding) {
      if (!isStr(value)) wrongArgument(i + 1, "str", value);
    }
    setField(self, name, value);
  }
  if (!decoding) return null;
  const object = getHidden(self, "object") as Value;
  if (object instanceof PyByteArray)
    setField(self, "object", new PyBytes(object.bytes.slice(0, object.length)));
  else if (!(object instanceof PyBytes))
    raise(E.TypeError, `a bytes-like object is required, not '${typeName(object)}'`);
  return null;
}

export function placeOf(
  self: PyException,
): [start: number, end: number, reason: string, encoding: string] {
  const number = (name: string): number => Number(intValue(getHidden(self, name) ?? 0) ?? 0);
  const words = (name: string): string => textOf(getHidden(self, name) ?? "") ?? "";
  return [number("start"), number("end"), words("reason"), words("encoding")];
}

function pointText(point: number): string {
  if (point <= 0xff) return `\\x${point.toString(16).padStart(2, "0")}`;
  if (point <= 0xffff) return `\\u${point.toString(16).padStart(4, "0")}`;
  return `\\U${point.toString(16).padStart(8, "0")}`;
}

function decodeText(self: PyException): string {
  const object = getHidden(self, "object");
  if (!(object instanceof PyBytes)) return "";
  const [start, end, reason, encoding] = placeOf(self);
  if (end === start + 1 && start >= 0 && start < object.bytes.length) {
    const byte = (object.bytes[start] as number).toString(16).padStart(2, "0");
    return `'${encoding}' codec can't decode byte 0x${byte} in position ${start}: ${reason}`;
  }
  return `'${encoding}' codec can't decode bytes in position ${start}-${end - 1}: ${reason}`;
}

function encodeText(self: PyException): string {
  const object = getHidden(self, "object");
  if (object === undefined || !isStr(object)) return "";
  const [start, end, reason, encoding] = placeOf(self);
  const verb = self.shape.type.isSubtype(E.UnicodeTranslateError)
    ? "can't translate"
    : `'${encoding}' codec can't encode`;
  const points = pointsOf(object);
  if (end === start + 1 && start >= 0 && start < points.length)
    return `${verb} character '${pointText(points[start] as number)}' in position ${start}: ${reason}`;
  return `${verb} characters in position ${start}-${end - 1}: ${reason}`;
}

function numberField(name: string) {
  return member<PyException>(
    (self) => getHidden(self, name) ?? null,
    (self, value) => {
      if (value === undefined) raise(E.TypeError, "can't delete numeric/char attribute");
      if (intValue(value) === undefined) raise(E.TypeError, "an integer is required");
      setField(self, name, value);
      return null;
    },
  );
}

function codeErrorMembers(fields: readonly string[], text: (self: PyException) => string): Members {
  return members<PyException>((builder) => [
    {
      __init__: initializer(
        [rest("args"), keywords("kwargs")],
        (self: PyException, args, given) => {
          noKeywords(self, given);
          return read(self, args, fields);
        },
      ),
      ...Object.fromEntries(
        fields.map((name) => [
          name,
          name === "start" || name === "end" ? numberField(name) : field(name),
        ]),
      ),
    },
    builder.slots({ __str__: text }),
  ]);
}

const ALL = ["encoding", "object", "start", "end", "reason"];
export const decodeErrorMembers = codeErrorMembers(ALL, decodeText);
export const encodeErrorMembers = codeErrorMembers(ALL, encodeText);
/** sic: it has the attribute, but sets it nowhere. */
export const translateErrorMembers = together(
  codeErrorMembers(ALL.slice(1), encodeText),
  members(() => [{ encoding: field("encoding") }]),
);
