/** SyntaxError: where in which file. */
import { members } from "../define.ts";
import { E, getHidden, type PyException, raise } from "../errors.ts";
import type { Value } from "../object.ts";
import { keywords, rest } from "../params.ts";
import { drain } from "../protocols/iterate.ts";
import { strOf } from "../protocols/text.ts";
import { after, type NativeGenerator, type NativeResult } from "../requests.ts";
import { textOf } from "../str.ts";
import { initializer } from "./common.ts";
import { field, noKeywords, setField } from "./exception-base.ts";
import { joinText } from "./replies.ts";

const PLACE = ["filename", "lineno", "offset", "text", "end_lineno", "end_offset", "_metadata"];

function* readPlace(self: PyException, place: Value): NativeGenerator {
  const items = yield* drain(place);
  if (items.length < 4)
    raise(E.TypeError, `function takes at least 4 arguments (${items.length} given)`);
  if (items.length > PLACE.length)
    raise(E.TypeError, `function takes at most 7 arguments (${items.length} given)`);
  PLACE.forEach((name, i) => {
    setField(self, name, items[i] ?? null);
  });
  if (items.length === 5)
    raise(E.TypeError, "end_offset must be provided when end_lineno is provided");
  return null;
}

function text(self: PyException): NativeResult {
  return after(strOf(getHidden(self, "msg") ?? self.args[0] ?? null), (message) => {
    const filename = getHidden(self, "filename") ?? null;
    const lineno = getHidden(self, "lineno");
    const path = textOf(filename);
    const hasLine = typeof lineno === "number" || typeof lineno === "bigint";
    if (path === undefined && !hasLine) return message;
    if (path === undefined) return joinText(message, ` (line ${lineno})`);
    const name = path.slice(path.lastIndexOf("/") + 1);
    return joinText(message, ` (${name}${hasLine ? `, line ${lineno}` : ""})`);
  });
}

export const syntaxErrorMembers = members<PyException>((builder) => [
  {
    __init__: initializer([rest("args"), keywords("kwargs")], (self: PyException, args, given) => {
      noKeywords(self, given);
      self.args = args;
      if (args.length > 0) setField(self, "msg", args[0] as Value);
      return args.length === 2 ? readPlace(self, args[1] as Value) : null;
    }),
    msg: field("msg", (self) => self.args[0] ?? null),
    filename: field("filename"),
    lineno: field("lineno"),
    offset: field("offset"),
    text: field("text"),
    end_lineno: field("end_lineno"),
    end_offset: field("end_offset"),
    print_file_and_line: field("print_file_and_line"),
    _metadata: field("_metadata"),
  },
  builder.slots({ __str__: text }),
]);
