/** re.Match: what was found, and its groups. https://docs.python.org/3/library/re.html#match-objects */
import { member } from "../../objects/builtins/common.ts";
import { clampIndex, toIndex } from "../../objects/conversions.ts";
import { members } from "../../objects/define.ts";
import { E, raise } from "../../objects/errors.ts";
import { PyDict } from "../../objects/hash-table.ts";
import { type Int, intValue } from "../../objects/int.ts";
import { PyNative } from "../../objects/native.ts";
import type { Value } from "../../objects/object.ts";
import { either, object, optional, rest } from "../../objects/params.ts";
import { lookup, storeKey, withEntry } from "../../objects/protocols/hashing.ts";
import { slotFor } from "../../objects/protocols/slot.ts";
import { reprOf } from "../../objects/protocols/text.ts";
import {
  after,
  isPending,
  type NativeGenerator,
  type NativeResult,
  type Pending,
} from "../../objects/requests.ts";
import { PyTuple, tuple } from "../../objects/sequences.ts";
import { SLOT } from "../../objects/slots.ts";
import { concatStr } from "../../objects/str.ts";
import { cut } from "../../objects/text/edit.ts";
import type { Str } from "../../objects/text/search.ts";
import { subscriptable } from "../../objects/typing/generic-alias.ts";
import type { matchType, PyMatch } from "./layouts.ts";
import { expand, readTemplate } from "./template.ts";

function noGroup(): never {
  raise(E.IndexError, "no such group");
}

function checked(self: PyMatch, index: Int): number {
  const i = clampIndex(index);
  return i >= 0 && i <= self.pattern.groups ? i : noGroup();
}

/** The number of a group that is given by number or name. */
function indexOf(self: PyMatch, key: Value): number | Pending {
  if (typeof key === "number") return checked(self, key);
  if (intValue(key) !== undefined || slotFor(key, SLOT.__index__) !== null) {
    const index = toIndex(key);
    return isPending(index)
      ? (after(index, (made) => checked(self, made as Int)) as Pending)
      : checked(self, index);
  }
  const { table } = self.pattern.groupIndex;
  return withEntry(lookup(table, key), (entry) => {
    const index = entry === undefined ? undefined : intValue(entry.value as Value);
    return index === undefined ? noGroup() : checked(self, index);
  }) as number | Pending;
}

/** `then(number of the group)`. */
function withGroup(self: PyMatch, key: Value, then: (index: number) => Value): NativeResult {
  const index = indexOf(self, key);
  return isPending(index) ? after(index, (made) => then(made as number)) : then(index);
}

function groupItem(self: PyMatch, key: Value): NativeResult {
  return withGroup(self, key, (index) => self.group(index, null));
}

function* groupItems(self: PyMatch, keys: readonly Value[]): NativeGenerator {
  const items: Value[] = [];
  for (const key of keys) {
    const item = groupItem(self, key);
    items.push((isPending(item) ? yield item : item) as Value);
  }
  return new PyTuple(items);
}

function* namedGroups(self: PyMatch, absent: Value): NativeGenerator {
  const dict = new PyDict();
  for (const { key } of self.pattern.groupIndex.table.live()) {
    const item = groupItem(self, key);
    const value = (isPending(item) ? yield item : item) as Value;
    const done = storeKey(dict, key, value === null ? absent : value);
    if (isPending(done)) yield done;
  }
  return dict;
}

function spanOf(self: PyMatch, index: number): PyTuple {
  return tuple(self.marks[index * 2] as number, self.marks[index * 2 + 1] as number);
}

function regsOf(self: PyMatch): PyTuple {
  if (self.regs === null) {
    const spans: Value[] = [];
    for (let i = 0; i <= self.pattern.groups; i++) spans.push(spanOf(self, i));
    self.regs = new PyTuple(spans);
  }
  return self.regs;
}

/** So much of the match is shown. */
const SHOWN = 50;

function describe(self: PyMatch): NativeResult {
  const [from, to] = self.marks;
  return after(reprOf(self.group(0, null)), (shown) =>
    concatStr(
      concatStr(
        `<re.Match object; span=(${from}, ${to}), match=`,
        cut(shown as Str, 0, SHOWN) as Str,
      ) as Str,
      ">",
    ),
  );
}

const GROUP = [optional(object("group"), 0, "0")] as const;
const DEFAULT = [either(optional(object("default"), null, "None"))] as const;

/** `group` takes anything, and has no signature. */
const group = (name: string, owner: typeof matchType): Value =>
  new PyNative(
    name,
    "method",
    owner,
    [rest("args")],
    (self: PyMatch, keys: readonly Value[]) => {
      if (keys.length === 0) return self.group(0, null);
      return keys.length === 1 ? groupItem(self, keys[0] as Value) : groupItems(self, keys);
    },
    "Return one group of the match, or a tuple of several, by number or name; 0 is the whole match.",
    false,
  );

export const matchMembers = subscriptable(
  members<PyMatch>(({ method, caller, getter, slots }) => [
    slots({
      __repr__: describe,
      __getitem__: groupItem,
    }),
    {
      group,
      start: caller(
        "Return index of the start of the substring matched by group.",
        GROUP,
        (self, key) => withGroup(self, key, (i) => self.marks[i * 2] as number),
      ),
      end: caller(
        "Return index of the end of the substring matched by group.",
        GROUP,
        (self, key) => withGroup(self, key, (i) => self.marks[i * 2 + 1] as number),
      ),
      span: caller("Return the 2-tuple (start, end) of a group.", GROUP, (self, key) =>
        withGroup(self, key, (i) => spanOf(self, i)),
      ),
      groups: method("Return all groups as a tuple, from 1.", DEFAULT, (self, absent) => {
        const items: Value[] = [];
        for (let i = 1; i <= self.pattern.groups; i++) items.push(self.group(i, absent));
        return new PyTuple(items);
      }),
      groupdict: caller("Return all named groups as a dictionary.", DEFAULT, namedGroups),
      expand: caller(
        "Return the string obtained by doing backslash substitution on the string template, as done by the sub() method.",
        [either(object("template"))],
        (self, template) => readTemplate(self.pattern, template, (read) => expand(read, self)),
      ),
      __copy__: method("", [], (self) => self),
      __deepcopy__: method("", [object("memo")], (self) => self),
      string: member<PyMatch>((self) => self.subject.value),
      re: member<PyMatch>((self) => self.pattern),
      pos: member<PyMatch>((self) => self.pos),
      endpos: member<PyMatch>((self) => self.endpos),
      lastindex: getter("The integer index of the last matched capturing group.", (self) =>
        self.lastIndex < 0 ? null : self.lastIndex,
      ),
      lastgroup: getter(
        "The name of the last matched capturing group.",
        (self) => self.pattern.names.items[self.lastIndex] ?? null,
      ),
      regs: getter("", regsOf),
    },
  ]),
);
