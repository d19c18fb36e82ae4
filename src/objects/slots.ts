/** Special methods: one table of names, and for each type the function that carries one out. */
import type { Value } from "./object.ts";
import type { NativeResult } from "./requests.ts";

/** Carries out a special method: `self`, then the arguments. */
export type SlotFunction = (self: Value, a: Value, b: Value) => NativeResult;

/**
 * The operators of Python's expressions. In-place and reflected names derive from the dunder. A row's index is the
 * operand of the BINARY instructions. https://docs.python.org/3/reference/datamodel.html#emulating-numeric-types
 */
export const OPERATORS = [
  { name: "Add", symbol: "+", dunder: "add" },
  { name: "Sub", symbol: "-", dunder: "sub" },
  { name: "Mult", symbol: "*", dunder: "mul" },
  { name: "MatMult", symbol: "@", dunder: "matmul" },
  { name: "Div", symbol: "/", dunder: "truediv" },
  { name: "FloorDiv", symbol: "//", dunder: "floordiv" },
  { name: "Mod", symbol: "%", dunder: "mod" },
  { name: "Pow", symbol: "**", dunder: "pow" },
  { name: "LShift", symbol: "<<", dunder: "lshift" },
  { name: "RShift", symbol: ">>", dunder: "rshift" },
  { name: "BitOr", symbol: "|", dunder: "or" },
  { name: "BitXor", symbol: "^", dunder: "xor" },
  { name: "BitAnd", symbol: "&", dunder: "and" },
  { name: "DivMod", symbol: "divmod()", dunder: "divmod" },
] as const;
export type OperatorName = (typeof OPERATORS)[number]["dunder"];

/** Comparisons, each with the one that answers when the operands change sides. */
export const COMPARISONS = [
  { name: "Lt", symbol: "<", dunder: "__lt__", mirror: 4 },
  { name: "LtE", symbol: "<=", dunder: "__le__", mirror: 5 },
  { name: "Eq", symbol: "==", dunder: "__eq__", mirror: 2 },
  { name: "NotEq", symbol: "!=", dunder: "__ne__", mirror: 3 },
  { name: "Gt", symbol: ">", dunder: "__gt__", mirror: 0 },
  { name: "GtE", symbol: ">=", dunder: "__ge__", mirror: 1 },
] as const;
export const LT = 0;
export const LE = 1;
export const EQ = 2;
export const NE = 3;
export const GT = 4;
export const GE = 5;

/** Names of the special methods that are slots, with the number of arguments after self (-1: any) and their doc. */
const OTHERS = [
  ["__lt__", 1, "Return self<value."],
  ["__le__", 1, "Return self<=value."],
  ["__eq__", 1, "Return self==value."],
  ["__ne__", 1, "Return self!=value."],
  ["__gt__", 1, "Return self>value."],
  ["__ge__", 1, "Return self>=value."],
  ["__hash__", 0, "Return hash(self)."],
  ["__repr__", 0, "Return repr(self)."],
  ["__str__", 0, "Return str(self)."],
  ["__format__", 1, "Default object formatter."],
  ["__bool__", 0, "True if self else False"],
  ["__len__", 0, "Return len(self)."],
  ["__length_hint__", 0, "Private method returning an estimate of len(list(it))."],
  ["__iter__", 0, "Implement iter(self)."],
  ["__next__", 0, "Implement next(self)."],
  ["__reversed__", 0, "Return a reverse iterator."],
  ["__contains__", 1, "Return bool(key in self)."],
  ["__getitem__", 1, "Return self[key]."],
  ["__setitem__", 2, "Set self[key] to value."],
  ["__delitem__", 1, "Delete self[key]."],
  ["__missing__", 1, "Called for a key that is not in the dict."],
  ["__neg__", 0, "-self"],
  ["__pos__", 0, "+self"],
  ["__invert__", 0, "~self"],
  ["__abs__", 0, "abs(self)"],
  ["__int__", 0, "int(self)"],
  ["__float__", 0, "float(self)"],
  ["__complex__", 0, "Convert this value to exact type complex."],
  [
    "__index__",
    0,
    "Return self converted to an integer, if self is suitable for use as an index into a list.",
  ],
  ["__round__", -1, "Round to a number of digits."],
  ["__trunc__", 0, "Truncate to an integer."],
  ["__floor__", 0, "Round down to an integer."],
  ["__ceil__", 0, "Round up to an integer."],
  ["__bytes__", 0, "Convert this value to exact type bytes."],
  ["__buffer__", 1, "Return a buffer object that exposes the underlying memory of the object."],
  [
    "__release_buffer__",
    1,
    "Release the buffer object that exposes the underlying memory of the object.",
  ],
  ["__await__", 0, "Return an iterator to be used in await expression."],
  ["__aiter__", 0, "Return an awaitable, that resolves in asynchronous iterator."],
  ["__anext__", 0, "Return a value or raise StopAsyncIteration."],
  ["__enter__", 0, "Enter the context."],
  ["__exit__", 3, "Leave the context."],
  ["__aenter__", 0, "Enter the context."],
  ["__aexit__", 3, "Leave the context."],
  ["__get__", 2, "Return an attribute of instance, which is of type owner."],
  ["__set__", 2, "Set an attribute of instance to value."],
  ["__delete__", 1, "Delete an attribute of instance."],
  ["__getattribute__", 1, "Return getattr(self, name)."],
  ["__getattr__", 1, "Called for an attribute that is not found."],
  ["__setattr__", 2, "Implement setattr(self, name, value)."],
  ["__delattr__", 1, "Implement delattr(self, name)."],
  ["__call__", -1, "Call self as a function."],
  ["__instancecheck__", 1, "Check if an object is an instance."],
  ["__subclasscheck__", 1, "Check if a class is a subclass."],
] as const;

type OtherName = (typeof OTHERS)[number][0];
export type BinarySlotName =
  | `__${OperatorName}__`
  | `__r${OperatorName}__`
  | `__i${OperatorName}__`;
export type SlotName = OtherName | BinarySlotName;

export interface SlotRow {
  readonly name: SlotName;
  readonly arity: number;
  readonly doc: string;
}

/** Special methods that are no slots in CPython, and so are shown as methods. */
export const SHOWN_AS_METHODS: ReadonlySet<string> = new Set<SlotName>([
  "__format__",
  "__length_hint__",
  "__reversed__",
  "__round__",
  "__trunc__",
  "__floor__",
  "__ceil__",
  "__bytes__",
  "__complex__",
  "__enter__",
  "__exit__",
  "__aenter__",
  "__aexit__",
  "__missing__",
  "__instancecheck__",
  "__subclasscheck__",
]);

/** Names of the parameters of slots that have others than most. */
export const SLOT_PARAMETERS: { readonly [K in SlotName]?: readonly string[] } = {
  __contains__: ["key"],
  __getitem__: ["key"],
  __delitem__: ["key"],
  __missing__: ["key"],
  __getattribute__: ["name"],
  __getattr__: ["name"],
  __delattr__: ["name"],
  __setattr__: ["name", "value"],
  __set__: ["instance", "value"],
  __delete__: ["instance"],
  __format__: ["format_spec"],
  __instancecheck__: ["instance"],
  __subclasscheck__: ["subclass"],
  __buffer__: ["flags"],
  __release_buffer__: ["buffer"],
};

/** Binary operators first, so that their three ids are 3 × row, + 1 reflected, + 2 in place. */
export const SLOTS: readonly SlotRow[] = [
  ...OPERATORS.flatMap(({ symbol, dunder }): SlotRow[] => [
    { name: `__${dunder}__`, arity: 1, doc: `Return self${symbol}value.` },
    { name: `__r${dunder}__`, arity: 1, doc: `Return value${symbol}self.` },
    { name: `__i${dunder}__`, arity: 1, doc: `Return self${symbol}=value.` },
  ]),
  ...OTHERS.map(([name, arity, doc]) => ({ name, arity, doc })),
];

/** The id of each slot, by name. */
export const SLOT = Object.fromEntries(SLOTS.map(({ name }, id) => [name, id])) as Readonly<
  Record<SlotName, number>
>;
