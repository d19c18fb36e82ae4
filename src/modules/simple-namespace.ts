/** types.SimpleNamespace, which `sys.implementation` is an instance of too. */
import { dictGetter, initializer } from "../objects/builtins/common.ts";
import { joinText } from "../objects/builtins/replies.ts";
import { instanceOf } from "../objects/construct.ts";
import { members } from "../objects/define.ts";
import { E, raise } from "../objects/errors.ts";
import type { PyDict } from "../objects/hash-table.ts";
import { layout, PyObject, type Value } from "../objects/object.ts";
import { keywords, object, rest } from "../objects/params.ts";
import { dictOf, setOwn } from "../objects/protocols/attributes.ts";
import { compare } from "../objects/protocols/compare.ts";
import { guardRepr, reprOf } from "../objects/protocols/text.ts";
import { call, isPending, type Keywords, type NativeGenerator } from "../objects/requests.ts";
import { NotImplemented } from "../objects/sequences.ts";
import { EQ } from "../objects/slots.ts";
import { fromJs, nameOf, textOf } from "../objects/str.ts";
import { PyType } from "../objects/type.ts";
import { dictType, objectType, typeName } from "../objects/types.ts";

export const simpleNamespaceType = new PyType("types.SimpleNamespace", [objectType]);
simpleNamespaceType.hasDict = true;

export class PySimpleNamespace extends PyObject {
  override slots: Value[] = [];
}
layout(PySimpleNamespace, simpleNamespaceType);

/** A namespace with these attributes. */
export function simpleNamespace(attributes: Iterable<readonly [string, Value]>): PySimpleNamespace {
  const self = new PySimpleNamespace();
  for (const [name, value] of attributes) setOwn(self, name, value);
  return self;
}

function* initialize(self: PyObject, args: Value[], given: Keywords): NativeGenerator {
  if (args.length > 1)
    raise(E.TypeError, `SimpleNamespace expected at most 1 argument, got ${args.length}`);
  if (args.length === 1) {
    const dict = yield call(dictType, args[0] as Value);
    for (const { key, value } of [...(dict as PyDict).table.live()]) {
      const name = nameOf(key);
      if (name === undefined) raise(E.TypeError, `keywords must be strings`);
      setOwn(self, name, value as Value);
    }
  }
  for (const [name, value] of given) setOwn(self, name, value);
  return null;
}

function* attributesRepr(self: PyObject): NativeGenerator {
  const { type } = self.shape;
  let text: Value = `${type === simpleNamespaceType ? "namespace" : type.name}(`;
  let separator = "";
  for (const { key, value } of [...dictOf(self).table.live()]) {
    const name = textOf(key);
    if (name === undefined || name === "") continue;
    const repr = reprOf(value as Value);
    text = joinText(
      text,
      separator,
      fromJs(name),
      "=",
      (isPending(repr) ? yield repr : repr) as Value,
    );
    separator = ", ";
  }
  return joinText(text, ")");
}

simpleNamespaceType.populate(
  members<PyObject>(({ slots, staticMethod, caller }) => [
    slots({
      __repr__: (self) => {
        const { type } = self.shape;
        const name = type === simpleNamespaceType ? "namespace" : type.name;
        return guardRepr(self, `${name}(...)`, () => attributesRepr(self));
      },
      __eq__: (self, other) =>
        other instanceof PySimpleNamespace
          ? compare(EQ, dictOf(self), dictOf(other))
          : NotImplemented,
    }),
    {
      __new__: staticMethod(
        "A simple attribute-based namespace.",
        [object("cls"), rest("args"), keywords("kwargs")],
        (cls) => instanceOf(cls, new PySimpleNamespace()),
      ),
      __init__: initializer([rest("args"), keywords("kwargs")], initialize),
      __hash__: () => null,
      __dict__: dictGetter(),
      __replace__: caller(
        "Return a copy of the namespace object with new values for the specified attributes.",
        [keywords("changes")],
        function* (self, changes): NativeGenerator {
          const made = yield call(self.shape.type);
          if (!(made instanceof PySimpleNamespace))
            raise(
              E.TypeError,
              `expect types.SimpleNamespace type, but ${typeName(made)}() returned '${typeName(made)}' object`,
            );
          for (const { key, value } of dictOf(self).table.live()) {
            const name = textOf(key);
            if (name !== undefined) setOwn(made, name, value as Value);
          }
          for (const [name, value] of changes) setOwn(made, name, value);
          return made;
        },
      ),
    },
  ]),
);
