/** What instances of a class keep, and which classes can stand in for or beside each other because of it. */
import { E, raise } from "./errors.ts";
import { MEMBER_PREFIX, type PyObject, type Value } from "./object.ts";
import { PyType } from "./type.ts";
import {
  boolType,
  bytearrayType,
  bytesType,
  complexType,
  floatType,
  intType,
  objectType,
  strType,
  tupleType,
  typeName,
  typeOf,
  typeType,
} from "./types.ts";

/** Exceptions that keep more than BaseException does, though their JavaScript class is the same. */
const EXTENDED: ReadonlySet<PyType> = new Set([
  E.SystemExit,
  E.StopIteration,
  E.ImportError,
  E.OSError,
  E.SyntaxError,
  E.UnicodeDecodeError,
  E.UnicodeEncodeError,
  E.UnicodeTranslateError,
  E.AttributeError,
  E.NameError,
  E.BaseExceptionGroup,
]);

/** Does a class add anything to what instances of its base keep? A dict or weak references don't count. */
function extendsLayout(type: PyType): boolean {
  if (!type.isBuiltin)
    return (type.slotNames ?? []).some((name) => !name.startsWith("__") || !name.endsWith("__"));
  const base = type.bases[0];
  return base === undefined || type.layout !== base.layout || EXTENDED.has(type);
}

/** The nearest class that says what is kept. */
export function solidBase(type: PyType): PyType {
  let at = type;
  while (at !== objectType && !extendsLayout(at)) at = baseOf(at) ?? objectType;
  return at;
}

const bestBases = new WeakMap<
  PyType,
  { readonly bases: readonly PyType[]; readonly best: PyType }
>();

/** `type.__base__`. */
export function baseOf(type: PyType): PyType | null {
  const { bases } = type;
  if (bases.length < 2) return bases[0] ?? null;
  let known = bestBases.get(type);
  if (known === undefined || known.bases !== bases) {
    known = { bases, best: bestBase(bases) };
    bestBases.set(type, known);
  }
  return known.best;
}

/** The base whose layout a new class takes over; raises where no single one has it all. */
export function bestBase(bases: readonly Value[]): PyType {
  let winner: PyType | null = null;
  let best: PyType | null = null;
  for (const base of bases) {
    if (!(base instanceof PyType)) raise(E.TypeError, "bases must be types");
    if (!base.isBase) raise(E.TypeError, `type '${base.name}' is not an acceptable base type`);
    const candidate = solidBase(base);
    if (winner === null || (candidate !== winner && candidate.isSubtype(winner))) {
      winner = candidate;
      best = base;
    } else if (!winner.isSubtype(candidate))
      raise(E.TypeError, "multiple bases have instance lay-out conflict");
  }
  return best as PyType;
}

/** Do instances vary in size (in CPython), so that `__slots__` have no place? */
export function isVariableSize(type: PyType): boolean {
  return [intType, tupleType, bytesType, typeType].some((variable) => type.isSubtype(variable));
}

/** The names that a class itself adds to what its instances keep. */
function ownSlots(type: PyType): string {
  return (type.slotNames ?? []).filter((name) => !isOffset(name)).join();
}

function isOffset(name: string): boolean {
  return name === "__dict__" || name === "__weakref__";
}

/** The nearest class that adds anything, a dict and weak references included. */
function layoutBase(type: PyType): PyType {
  for (let at = type; ; ) {
    const base = baseOf(at);
    if (at.isBuiltin || base === null || ownSlots(at) !== "" || !haveSameOffsets(at, base))
      return at;
    at = base;
  }
}

function haveSameOffsets(a: PyType, b: PyType): boolean {
  return a.hasDict === b.hasDict && a.hasWeakref === b.hasWeakref;
}

/** Do both add the same to the same base? */
function addTheSame(a: PyType, b: PyType): boolean {
  return (
    !a.isBuiltin &&
    !b.isBuiltin &&
    baseOf(a) === baseOf(b) &&
    ownSlots(a) === ownSlots(b) &&
    haveSameOffsets(a, b)
  );
}

/** Builtin types whose instances CPython's collector does not know: those of derived classes it does. */
const UNTRACKED: ReadonlySet<PyType> = new Set([
  objectType,
  intType,
  boolType,
  floatType,
  complexType,
  strType,
  bytesType,
  bytearrayType,
]);

function isTracked(type: PyType): boolean {
  return !UNTRACKED.has(type);
}

/** Raises where an object of one class cannot become one of the other. */
export function checkSameLayout(from: PyType, to: PyType, attribute: string): void {
  if (isTracked(from) !== isTracked(to))
    raise(
      E.TypeError,
      `${attribute} assignment: '${to.name}' deallocator differs from '${from.name}'`,
    );
  const a = layoutBase(from);
  const b = layoutBase(to);
  if (a === b || addTheSame(a, b)) return;
  raise(
    E.TypeError,
    `${attribute} assignment: '${to.name}' object layout differs from '${from.name}'`,
  );
}

/** `object.__class__ = type`: the attributes move to the new class's shapes. */
export function changeClass(object: PyObject, type: PyType): void {
  const { shape } = object;
  if (object instanceof PyType) {
    object.shape = type.instanceShape;
    object.touch();
    return;
  }
  let next = shape.isDictionary ? type.dictionaryShape : type.instanceShape;
  for (const key of shape.keys()) {
    const after = next.with(key);
    if (after === null) raise(E.MemoryError, "too many attributes");
    next = after;
  }
  object.slots ??= [];
  object.shape = next;
}

/** Checks and carries out an assignment to `__class__`. */
export function assignClass(self: Value, value: Value | undefined, moduleType: PyType): void {
  if (value === undefined) raise(E.TypeError, "can't delete __class__ attribute");
  if (!(value instanceof PyType))
    raise(E.TypeError, `__class__ must be set to a class, not '${typeName(value)}' object`);
  const from = typeOf(self);
  const isModule = from.isSubtype(moduleType) && value.isSubtype(moduleType);
  if (!isModule && (from.isBuiltin || value.isBuiltin))
    raise(
      E.TypeError,
      "__class__ assignment only supported for mutable types or ModuleType subclasses",
    );
  checkSameLayout(from, value, "__class__");
  changeClass(self as PyObject, value);
}

/** Is this the slot key of a `__slots__` member? */
export function isMemberKey(key: string): boolean {
  return key.startsWith(MEMBER_PREFIX);
}
