/** collections.defaultdict. https://docs.python.org/3/library/collections.html#collections.defaultdict */
import { initializer, member, shortName } from "../../objects/builtins/common.ts";
import { copyDict, keyError, setDictItem, updateDict } from "../../objects/builtins/dict.ts";
import { isCallable } from "../../objects/builtins/function.ts";
import { joinText, ofInner } from "../../objects/builtins/replies.ts";
import { instanceOf } from "../../objects/construct.ts";
import { type Entry, members } from "../../objects/define.ts";
import { E, raise } from "../../objects/errors.ts";
import { PyDict } from "../../objects/hash-table.ts";
import { layout, type Value } from "../../objects/object.ts";
import { keywords, object, rest } from "../../objects/params.ts";
import { getAttribute } from "../../objects/protocols/attributes.ts";
import { eager } from "../../objects/protocols/drain.ts";
import { iterate } from "../../objects/protocols/iterate.ts";
import { slotOf } from "../../objects/protocols/slot.ts";
import { guardRepr, reprOf } from "../../objects/protocols/text.ts";
import {
  after,
  call,
  isPending,
  type NativeGenerator,
  type NativeResult,
} from "../../objects/requests.ts";
import { NotImplemented, tuple } from "../../objects/sequences.ts";
import { SLOT } from "../../objects/slots.ts";
import { PyType } from "../../objects/type.ts";
import { dictType } from "../../objects/types.ts";
import { subscriptable } from "../../objects/typing/generic-alias.ts";

export const defaultDictType = new PyType("collections.defaultdict", [dictType]);

export class PyDefaultDict extends PyDict {
  /** Makes the values of keys that are not there; null where nothing does. */
  factory: Value = null;
}
layout(PyDefaultDict, defaultDictType);

const NONE = undefined as never;

function initialize(self: PyDefaultDict, args: Value[], given: Map<string, Value>): NativeResult {
  const [factory = null, source] = args;
  if (factory !== null && !isCallable(factory))
    raise(E.TypeError, "first argument must be callable or None");
  if (args.length > 2)
    raise(E.TypeError, `dict expected at most 1 argument, got ${args.length - 1}`);
  self.factory = factory;
  return eager(updateDict(self, source, given));
}

function missing(self: PyDefaultDict, key: Value): NativeResult {
  if (self.factory === null) return keyError(key);
  return after(call(self.factory), (value) => after(setDictItem(self, key, value), () => value));
}

function* repr(self: PyDefaultDict): NativeGenerator {
  const dict = slotOf(dictType, SLOT.__repr__)?.(self, NONE, NONE);
  const shown = (isPending(dict) ? yield dict : dict) as Value;
  const { factory } = self;
  let made: NativeResult;
  // A factory may be a method of the dict itself.
  if (typeof factory === "object" && factory !== null)
    made = guardRepr(factory, "...", function* (): NativeGenerator {
      const text = ofInner(factory, reprOf);
      return isPending(text) ? yield text : text;
    });
  else made = reprOf(factory);
  const name = shortName(self.shape.type);
  return joinText(`${name}(`, (isPending(made) ? yield made : made) as Value, ", ", shown, ")");
}

/** `type(self)(default_factory, self)` */
function copy(self: PyDefaultDict): NativeResult {
  if (self.shape.type !== defaultDictType) return call(self.shape.type, self.factory, self);
  const made = new PyDefaultDict();
  made.factory = self.factory;
  made.table.copyFrom(copyDict(self).table);
  return made;
}

function* reduceDict(self: PyDefaultDict): NativeGenerator {
  const found = getAttribute(self, "items");
  const items = yield call((isPending(found) ? yield found : found) as Value);
  const iterator = iterate(items);
  const args = self.factory === null ? tuple() : tuple(self.factory);
  return tuple(
    self.shape.type,
    args,
    null,
    null,
    (isPending(iterator) ? yield iterator : iterator) as Value,
  );
}

/** `left | right`: a defaultdict of the factory that the one of them has. */
function* unite(left: Value, right: Value): NativeGenerator {
  if (!(left instanceof PyDict) || !(right instanceof PyDict)) return NotImplemented;
  let made: Value;
  if (left instanceof PyDefaultDict) {
    const copied = copy(left);
    made = (isPending(copied) ? yield copied : copied) as Value;
  } else {
    const own = right as PyDefaultDict;
    made = yield call(own.shape.type, own.factory, left);
  }
  if (made instanceof PyDict) yield* updateDict(made, right, null);
  return made;
}

defaultDictType.populate(
  subscriptable(
    members<PyDefaultDict>(({ caller, slots, operators, staticMethod, constant }) => {
      const copying: Entry = caller("D.copy() -> a shallow copy of D.", [], copy);
      return [
        {
          __doc__: constant(
            "defaultdict(default_factory=None, /, [...]) --> dict with default factory\n\nThe default factory is called without arguments to produce\na new value when a key is not present, in __getitem__ only.",
          ),
          __new__: staticMethod(
            "Create and return a new object.",
            [object("cls"), rest("args"), keywords("kwargs")],
            (cls) => instanceOf(cls, new PyDefaultDict()),
          ),
          __init__: initializer([rest("args"), keywords("kwargs")], initialize),
          __missing__: caller(
            "__missing__(key) # Called by __getitem__ for missing key; pseudo-code:\n  if self.default_factory is None: raise KeyError((key,))\n  self[key] = value = self.default_factory()\n  return value",
            [object("object")],
            missing,
          ),
          copy: copying,
          __copy__: copying,
          __reduce__: caller("Return state information for pickling.", [], reduceDict),
          default_factory: member<PyDefaultDict>(
            (self) => self.factory,
            (self, value) => {
              self.factory = value ?? null;
              return null;
            },
          ),
        },
        slots({ __repr__: repr }),
        operators({ or: unite }),
      ];
    }),
  ),
);
