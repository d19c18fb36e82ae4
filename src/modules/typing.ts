/** The part of `typing` that is not written in Python: `_typing`. */
import { defineModule } from "../objects/define.ts";
import { object } from "../objects/params.ts";
import * as types from "../objects/types.ts";
import { NoDefault } from "../objects/typing/layouts.ts";

export const typingNative = defineModule(
  "_typing",
  "Primitives and accelerators for the typing module.\n",
  ({ fn, constant }) => ({
    _idfunc: fn("", [object("x")], (x) => x),
    TypeVar: constant(types.typeVarType),
    ParamSpec: constant(types.paramSpecType),
    TypeVarTuple: constant(types.typeVarTupleType),
    ParamSpecArgs: constant(types.paramSpecArgsType),
    ParamSpecKwargs: constant(types.paramSpecKwargsType),
    TypeAliasType: constant(types.typeAliasType),
    Generic: constant(types.genericType),
    Union: constant(types.unionType),
    NoDefault: constant(NoDefault),
  }),
);
