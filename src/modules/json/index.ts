/** `_json`: what is below the library's json. https://docs.python.org/3/library/json.html */
import { calledAs, knownAs, member, NEW_DOC } from "../../objects/builtins/common.ts";
import { instanceOf } from "../../objects/construct.ts";
import { index, notA, truth } from "../../objects/conversions.ts";
import { defineModule, members } from "../../objects/define.ts";
import { E, raise } from "../../objects/errors.ts";
import { PyDict } from "../../objects/hash-table.ts";
import { layout, PyObject, type Value } from "../../objects/object.ts";
import { either, object, optional, type Param, param } from "../../objects/params.ts";
import { getAttribute } from "../../objects/protocols/attributes.ts";
import { truthOf } from "../../objects/protocols/truth.ts";
import {
  isPending,
  type NativeGenerator,
  type NativeResult,
  type Pending,
} from "../../objects/requests.ts";
import { tuple } from "../../objects/sequences.ts";
import { isStr, type PyStr } from "../../objects/str.ts";
import { PyType } from "../../objects/type.ts";
import { objectType, typeName } from "../../objects/types.ts";
import { EncodeFrame, type Writing } from "./encoder.ts";
import { type Reading, raiseTrouble, ScanFrame } from "./scanner.ts";
import { Source } from "./source.ts";
import { encodeAscii, encodePlain, scanString, Trouble } from "./strings.ts";

const scannerType = new PyType("_json.Scanner", [objectType]);
const encoderType = new PyType("_json.Encoder", [objectType]);

class PyScanner extends PyObject {
  readonly reading: Reading;
  constructor(reading: Reading) {
    super();
    this.reading = reading;
  }
}
layout(PyScanner, scannerType);

class PyEncoder extends PyObject {
  readonly writing: Writing;
  constructor(writing: Writing) {
    super();
    this.writing = writing;
  }
}
layout(PyEncoder, encoderType);

function sourceOf(value: Value): Source {
  if (isStr(value)) return new Source(value);
  return raise(E.TypeError, `first argument must be a string, not ${typeName(value)}`);
}

/** Asks a decoder how it reads. */
function* readingOf(context: Value): Generator<Pending, Reading, Value> {
  function* get(name: string): Generator<Pending, Value, Value> {
    const found = getAttribute(context, name);
    return (isPending(found) ? yield found : found) ?? null;
  }
  const strict = truthOf(yield* get("strict"));
  return {
    isStrict: (isPending(strict) ? yield strict : strict) as boolean,
    objectHook: yield* get("object_hook"),
    objectPairsHook: yield* get("object_pairs_hook"),
    parseFloat: yield* get("parse_float"),
    parseInt: yield* get("parse_int"),
    parseConstant: yield* get("parse_constant"),
  };
}

function scanOnce(self: PyScanner, value: Value, at: number): NativeResult {
  const source = sourceOf(value);
  if (at < 0) raise(E.ValueError, "idx cannot be negative");
  // Beyond the end there is no value, whatever the place.
  const unit = at > source.length ? source.text.length + at - source.length : source.unitOf(at);
  return new ScanFrame(source, unit, self.reading);
}

scannerType.populate(
  members<PyScanner>(({ staticMethod, constant }) => [
    {
      __doc__: constant("JSON scanner object"),
      __new__: knownAs(
        "make_scanner",
        staticMethod(
          NEW_DOC,
          [object("cls"), either(object("context"))],
          function* (cls, context): NativeGenerator {
            return instanceOf(cls, new PyScanner(yield* readingOf(context)));
          },
        ),
      ),
      __call__: calledAs("scan_once", [either(object("string")), either(index("idx"))], scanOnce),
      strict: member<PyScanner>((self) => self.reading.isStrict),
      object_hook: member<PyScanner>((self) => self.reading.objectHook),
      object_pairs_hook: member<PyScanner>((self) => self.reading.objectPairsHook),
      parse_float: member<PyScanner>((self) => self.reading.parseFloat),
      parse_int: member<PyScanner>((self) => self.reading.parseInt),
      parse_constant: member<PyScanner>((self) => self.reading.parseConstant),
    },
  ]),
);

function text(name: string, where: number): Param<string | PyStr> {
  return either(param(name, (value, fn) => (isStr(value) ? value : notA("str", value, fn, where))));
}

encoderType.populate(
  members<PyEncoder>(({ staticMethod, constant }) => [
    {
      __doc__: constant(
        "Encoder(markers, default, encoder, indent, key_separator, item_separator, sort_keys, skipkeys, allow_nan)",
      ),
      __new__: knownAs(
        "make_encoder",
        staticMethod(
          NEW_DOC,
          [
            object("cls"),
            either(object("markers")),
            either(object("default")),
            either(object("encoder")),
            either(object("indent")),
            text("key_separator", 5),
            text("item_separator", 6),
            either(truth("sort_keys")),
            either(truth("skipkeys")),
            either(truth("allow_nan")),
          ],
          (
            cls,
            markers,
            fallback,
            encoder,
            indent,
            keySeparator,
            itemSeparator,
            sortKeys,
            skipKeys,
            allowNan,
          ) => {
            if (markers !== null && !(markers instanceof PyDict))
              raise(
                E.TypeError,
                `make_encoder() argument 1 must be dict or None, not ${typeName(markers)}`,
              );
            const how = { markers, fallback, encoder, indent, keySeparator, itemSeparator };
            return instanceOf(cls, new PyEncoder({ ...how, sortKeys, skipKeys, allowNan }));
          },
        ),
      ),
      __call__: calledAs(
        "_iterencode",
        [either(object("obj")), either(index("_current_indent_level"))],
        (self: PyEncoder, value, level) => new EncodeFrame(self.writing, value, level),
      ),
      markers: member<PyEncoder>((self) => self.writing.markers),
      default: member<PyEncoder>((self) => self.writing.fallback),
      encoder: member<PyEncoder>((self) => self.writing.encoder),
      indent: member<PyEncoder>((self) => self.writing.indent),
      key_separator: member<PyEncoder>((self) => self.writing.keySeparator),
      item_separator: member<PyEncoder>((self) => self.writing.itemSeparator),
      sort_keys: member<PyEncoder>((self) => self.writing.sortKeys),
      skipkeys: member<PyEncoder>((self) => self.writing.skipKeys),
    },
  ]),
);

export const jsonModule = defineModule("_json", "json speedups", ({ fn, caller, constant }) => ({
  encode_basestring_ascii: fn(
    "Return an ASCII-only JSON representation of a Python string",
    [object("pystr")],
    encodeAscii,
  ),
  encode_basestring: fn(
    "Return a JSON representation of a Python string",
    [object("pystr")],
    encodePlain,
  ),
  scanstring: caller(
    "Scan the string pystr for a JSON string, whose opening quote is before end: the string, and where it ends.",
    [object("pystr"), index("end"), optional(truth("strict"), true, "True")],
    (value, end, isStrict) => {
      const source = sourceOf(value);
      if (end < 0 || end > source.length) raise(E.ValueError, "end is out of bounds");
      try {
        const scanned = scanString(source, source.unitOf(end), isStrict);
        return tuple(scanned.value, source.pointOf(scanned.end));
      } catch (error) {
        if (error instanceof Trouble) return raiseTrouble(source, error);
        throw error;
      }
    },
  ),
  make_scanner: constant(scannerType),
  make_encoder: constant(encoderType),
}));
