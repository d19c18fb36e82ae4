/**
 * Just enough of an interpreter to try the object layer without the compiler and the machine: walks the syntax tree
 * and carries out requests. Functions are natives; there are no closures over loops, generators or scopes to speak of.
 */
import { E, newException, PyThrow, raise } from "../../src/objects/errors.ts";
import { PyComplex, PyFloat } from "../../src/objects/float.ts";
import { PyMethod } from "../../src/objects/function.ts";
import { PyDict, PySet } from "../../src/objects/hash-table.ts";
import {
  callNative,
  type Implementation,
  PyBoundNative,
  PyNative,
} from "../../src/objects/native.ts";
import { PyInstance, type Value } from "../../src/objects/object.ts";
import { rest, keywords as restKeywords } from "../../src/objects/params.ts";
import { binary, inPlace, unary } from "../../src/objects/protocols/arithmetic.ts";
import { getAttribute, setAttribute } from "../../src/objects/protocols/attributes.ts";
import { compare } from "../../src/objects/protocols/compare.ts";
import { hashOf, store } from "../../src/objects/protocols/hashing.ts";
import { contains, deleteItem, getItem, setItem } from "../../src/objects/protocols/items.ts";
import { EXHAUSTED, iterate, NextRequest, nextOf } from "../../src/objects/protocols/iterate.ts";
import { callSpecial, slotFor } from "../../src/objects/protocols/slot.ts";
import { reprOf } from "../../src/objects/protocols/text.ts";
import { lengthOf, truthOf } from "../../src/objects/protocols/truth.ts";
import {
  CallRequest,
  call,
  isPending,
  type Keywords,
  NativeFrame,
  type NativeResult,
  PAUSE,
  type Pending,
  RaiseRequest,
  Request,
} from "../../src/objects/requests.ts";
import { Ellipsis, PyBytes, PyList, PySlice, PyTuple } from "../../src/objects/sequences.ts";
import { COMPARISONS, OPERATORS, SLOT } from "../../src/objects/slots.ts";
import { fromJs, fromPoints, textOf } from "../../src/objects/str.ts";
import { PyType } from "../../src/objects/type.ts";
import { objectType, typeOf } from "../../src/objects/types.ts";
import type { Arguments, ConstantValue, Expression, Statement } from "../../src/syntax/ast.ts";
import {
  BytesLiteral,
  CodePointsLiteral,
  FloatLiteral,
  ImaginaryLiteral,
} from "../../src/syntax/literals.ts";
import { parseModule } from "../../src/syntax/parser.ts";

type Scope = Map<string, Value>;
type Steps<T> = Generator<Pending, T, Value>;

/** Deeper nested frames are a RecursionError, as in the machine. */
const MAX_FRAMES = 20_000;

type Generating = Generator<Pending, NativeResult, Value>;

/** Carries out what a native asks for, to its end. */
export function drive(first: NativeResult): Value {
  const frames: (Generating | NativeFrame)[] = [];
  let result: NativeResult = first;
  let error: unknown;
  let isWaiting = isPending(first);
  for (;;) {
    let isFresh = false;
    if (error === undefined && isWaiting) {
      if (frames.length > MAX_FRAMES)
        error = newThrow(E.RecursionError, "maximum recursion depth exceeded");
      else if (result instanceof Request) {
        try {
          result = perform(result);
          isWaiting = isPending(result);
        } catch (thrown) {
          error = thrown;
        }
        if (error === undefined) continue;
      } else {
        frames.push(result as Generating | NativeFrame);
        isFresh = true;
      }
    }
    const top = frames[frames.length - 1];
    if (top === undefined) {
      if (error !== undefined) throw error;
      return (result as Value | undefined) ?? null;
    }
    const thrown = error;
    error = undefined;
    try {
      if (top instanceof NativeFrame) {
        if (thrown !== undefined) result = top.throwIn(thrown as PyThrow);
        else result = top.resume(isFresh ? undefined : ((result as Value | undefined) ?? null));
        isWaiting = isPending(result);
        if (!isWaiting) frames.pop();
      } else {
        const answer = isFresh ? null : ((result as Value | undefined) ?? null);
        const step = thrown === undefined ? top.next(answer) : top.throw(thrown);
        if (step.done) frames.pop();
        result = step.value;
        // What a generator ends in may be no value at all, and is for its caller alone.
        isWaiting = step.done !== true;
      }
    } catch (raised) {
      frames.pop();
      error = raised;
    }
  }
}

function newThrow(type: PyType, message: string): PyThrow {
  return new PyThrow(newException(type, message));
}

function perform(request: Request): NativeResult {
  if (request instanceof CallRequest) return callValue(request.fn, request.args, request.keywords);
  if (request instanceof NextRequest) return pythonNext(request.iterator);
  if (request instanceof RaiseRequest) throw new PyThrow(request.exception);
  if (request === PAUSE) return null;
  throw new Error(`cannot perform ${request.constructor.name}`);
}

function* pythonNext(iterator: Value): Steps<Value> {
  try {
    const result = slotFor(iterator, SLOT.__next__)?.(
      iterator,
      undefined as never,
      undefined as never,
    );
    return (isPending(result) ? yield result : result) ?? null;
  } catch (error) {
    if (error instanceof PyThrow && error.exception.shape.type === E.StopIteration)
      return EXHAUSTED;
    throw error;
  }
}

function callValue(fn: Value, args: Value[], given: Keywords | null): NativeResult {
  if (fn instanceof PyNative) return callNative(fn, args, given);
  if (fn instanceof PyBoundNative) return callNative(fn.native, [fn.self, ...args], given);
  if (fn instanceof PyMethod) return new CallRequest(fn.fn, [fn.self, ...args], given);
  if (fn instanceof PyType) return construct(fn, args, given);
  const result = callSpecial(fn, "__call__", args);
  return result === undefined
    ? raise(E.TypeError, `'${typeOf(fn).name}' object is not callable`)
    : result;
}

function* construct(type: PyType, args: Value[], given: Keywords | null): Steps<Value> {
  const make = type.lookup("__new__");
  let made: Value;
  if (make instanceof PyNative && make.owner !== objectType)
    made = yield new CallRequest(make, [type, ...args], given);
  else made = new PyInstance(type.instanceShape, []);
  const init = type.lookup("__init__");
  if (init instanceof PyNative && init.owner !== objectType && typeOf(made).isSubtype(type))
    yield new CallRequest(init, [made, ...args], given);
  return made;
}

/** A native function whose body is a generator. */
function fn(
  name: string,
  body: (args: Value[], given: Keywords) => NativeResult,
  owner: PyType | null = null,
): PyNative {
  const run: Implementation =
    owner === null
      ? body
      : (self: Value, args: Value[], given: Keywords) => body([self, ...args], given);
  const kind = owner === null ? "function" : "method";
  return new PyNative(name, kind, owner, [rest("args"), restKeywords("kwargs")], run, "", false);
}

class Returned {
  readonly value: Value;
  constructor(value: Value) {
    this.value = value;
  }
}

class Evaluator {
  readonly scope: Scope;
  readonly outer: Evaluator | null;
  readonly owner: PyType | null;
  constructor(scope: Scope, outer: Evaluator | null = null, owner: PyType | null = null) {
    this.scope = scope;
    this.outer = outer;
    this.owner = owner;
  }

  lookup(name: string): Value {
    for (let e: Evaluator | null = this; e !== null; e = e.outer) {
      const value = e.scope.get(name);
      if (value !== undefined) return value;
    }
    return raise(E.NameError, `name '${name}' is not defined`);
  }

  *run(body: readonly Statement[]): Steps<Returned | undefined> {
    for (const statement of body) {
      const returned = yield* this.statement(statement);
      if (returned !== undefined) return returned;
    }
    return undefined;
  }

  *statement(s: Statement): Steps<Returned | undefined> {
    switch (s.kind) {
      case "Expr":
        yield* this.expression(s.value);
        return undefined;
      case "Pass":
        return undefined;
      case "Return":
        return new Returned(s.value === null ? null : yield* this.expression(s.value));
      case "Assign": {
        const value = yield* this.expression(s.value);
        for (const target of s.targets) yield* this.assign(target, value);
        return undefined;
      }
      case "AugAssign": {
        const value = yield* this.expression(s.target as Expression);
        const op = OPERATORS.findIndex(({ name }) => name === s.op);
        const right = yield* this.expression(s.value);
        yield* this.assign(s.target as Expression, yield* settled(inPlace(op, value, right)));
        return undefined;
      }
      case "Delete":
        for (const target of s.targets) {
          if (target.kind === "Subscript") {
            const object = yield* this.expression(target.value);
            yield* settled(deleteItem(object, yield* this.expression(target.slice)));
          } else if (target.kind === "Name") this.scope.delete(target.id);
          else throw new Error("del");
        }
        return undefined;
      case "For": {
        const iterator = yield* settled(iterate(yield* this.expression(s.iter)));
        for (;;) {
          let item = nextOf(iterator);
          if (isPending(item)) item = yield item;
          if (item === undefined || item === EXHAUSTED) return undefined;
          yield* this.assign(s.target, item);
          const returned = yield* this.run(s.body);
          if (returned !== undefined) return returned;
        }
      }
      case "If":
        return yield* this.run((yield* this.truth(s.test)) ? s.body : s.orelse);
      case "FunctionDef":
        this.scope.set(s.name, this.closure(s.name, s.args, s.body));
        return undefined;
      case "ClassDef": {
        const bases: Value[] = [];
        for (const base of s.bases) bases.push(yield* this.expression(base));
        const type = new PyType(s.name, bases.length === 0 ? [objectType] : (bases as PyType[]), {
          builtin: false,
        });
        type.hasDict = true;
        const inside = new Evaluator(new Map(), this, type);
        yield* inside.run(s.body);
        if (inside.scope.has("__eq__") && !inside.scope.has("__hash__"))
          inside.scope.set("__hash__", null);
        for (const [name, value] of inside.scope) type.set(name, value);
        this.scope.set(s.name, type);
        return undefined;
      }
      case "Raise": {
        const value = yield* this.expression(s.exc as Expression);
        throw new PyThrow(
          (value instanceof PyType ? newException(value) : value) as PyThrow["exception"],
        );
      }
      case "Try":
        try {
          return yield* this.run(s.body);
        } catch (error) {
          const [handler] = s.handlers;
          if (!(error instanceof PyThrow) || handler === undefined) throw error;
          const type =
            handler.type === null ? E.BaseException : yield* this.expression(handler.type);
          if (!error.exception.shape.type.isSubtype(type as PyType)) throw error;
          if (handler.name !== null) this.scope.set(handler.name, error.exception);
          return yield* this.run(handler.body);
        }
      default:
        throw new Error(`no ${s.kind} here`);
    }
  }

  closure(name: string, parameters: Arguments, body: readonly Statement[] | Expression): PyNative {
    const names = [...parameters.posonlyargs, ...parameters.args].map(({ arg }) => arg);
    const outer = this.owner === null ? this : (this.outer as Evaluator);
    const run = function* (args: Value[]): Steps<Value> {
      const scope: Scope = new Map();
      names.forEach((key, i) => {
        const value = args[i];
        if (value !== undefined) scope.set(key, value);
      });
      if (parameters.vararg !== null)
        scope.set(parameters.vararg.arg, new PyTuple(args.slice(names.length)));
      const inside = new Evaluator(scope, outer);
      const defaults = parameters.defaults;
      for (let i = 0; i < defaults.length; i++) {
        const key = names[names.length - defaults.length + i] as string;
        if (!scope.has(key)) scope.set(key, yield* outer.expression(defaults[i] as Expression));
      }
      if (!("kind" in body)) return (yield* inside.run(body))?.value ?? null;
      return yield* inside.expression(body);
    };
    return fn(name, run, this.owner);
  }

  *assign(target: Expression, value: Value): Steps<void> {
    if (target.kind === "Name") this.scope.set(target.id, value);
    else if (target.kind === "Subscript") {
      const object = yield* this.expression(target.value);
      yield* settled(setItem(object, yield* this.expression(target.slice), value));
    } else if (target.kind === "Attribute")
      yield* settled(setAttribute(yield* this.expression(target.value), target.attr, value));
    else if (target.kind === "Tuple" || target.kind === "List") {
      const list = (yield call(this.lookup("list"), value)) as PyList;
      for (let i = 0; i < target.elts.length; i++)
        yield* this.assign(target.elts[i] as Expression, list.items[i] as Value);
    } else throw new Error(`assign to ${target.kind}`);
  }

  *truth(e: Expression): Steps<boolean> {
    const truth = truthOf(yield* this.expression(e));
    return isPending(truth) ? ((yield truth) as boolean) : truth;
  }

  *many(list: readonly Expression[]): Steps<Value[]> {
    const out: Value[] = [];
    for (const e of list) {
      if (e.kind !== "Starred") out.push(yield* this.expression(e));
      else {
        const items = (yield call(this.lookup("list"), yield* this.expression(e.value))) as PyList;
        out.push(...items.items);
      }
    }
    return out;
  }

  *expression(e: Expression): Steps<Value> {
    switch (e.kind) {
      case "Constant":
        return constant(e.value);
      case "Name":
        return this.lookup(e.id);
      case "Tuple":
        return new PyTuple(yield* this.many(e.elts));
      case "List":
        return new PyList(yield* this.many(e.elts));
      case "Set": {
        const set = new PySet();
        for (const item of yield* this.many(e.elts)) {
          const pending = store(set.table, item, null, "set element");
          if (pending !== undefined) yield pending;
        }
        return set;
      }
      case "Dict": {
        const dict = new PyDict();
        for (let i = 0; i < e.keys.length; i++) {
          const key = yield* this.expression(e.keys[i] as Expression);
          yield* settled(setItem(dict, key, yield* this.expression(e.values[i] as Expression)));
        }
        return dict;
      }
      case "ListComp": {
        const out: Value[] = [];
        const [{ target, iter, ifs }] = e.generators as [(typeof e.generators)[number]];
        const iterator = yield* settled(iterate(yield* this.expression(iter)));
        for (;;) {
          let item = nextOf(iterator);
          if (isPending(item)) item = yield item;
          if (item === undefined || item === EXHAUSTED) return new PyList(out);
          yield* this.assign(target, item);
          let passes = true;
          for (const test of ifs) passes = passes && (yield* this.truth(test));
          if (passes) out.push(yield* this.expression(e.elt));
        }
      }
      case "UnaryOp": {
        if (e.op === "Not") return !(yield* this.truth(e.operand));
        const id =
          e.op === "USub" ? SLOT.__neg__ : e.op === "UAdd" ? SLOT.__pos__ : SLOT.__invert__;
        return yield* settled(
          unary(id, e.op === "USub" ? "-" : "+", yield* this.expression(e.operand)),
        );
      }
      case "BinOp": {
        const left = yield* this.expression(e.left);
        const right = yield* this.expression(e.right);
        return yield* settled(
          binary(
            OPERATORS.findIndex(({ name }) => name === e.op),
            left,
            right,
          ),
        );
      }
      case "BoolOp": {
        let value: Value = null;
        for (const operand of e.values) {
          value = yield* this.expression(operand);
          const truth = truthOf(value);
          if ((isPending(truth) ? yield truth : truth) !== (e.op === "And")) return value;
        }
        return value;
      }
      case "IfExp":
        return yield* this.expression((yield* this.truth(e.test)) ? e.body : e.orelse);
      case "Compare": {
        let left = yield* this.expression(e.left);
        let result: Value = true;
        for (let i = 0; i < e.ops.length; i++) {
          const right = yield* this.expression(e.comparators[i] as Expression);
          result = yield* this.compare(e.ops[i] as string, left, right);
          if (!result) return result;
          left = right;
        }
        return result;
      }
      case "Call": {
        const callee = yield* this.expression(e.func);
        const args = yield* this.many(e.args);
        const given: Keywords = new Map();
        for (const { arg, value } of e.keywords)
          given.set(arg as string, yield* this.expression(value));
        return yield new CallRequest(callee, args, given.size === 0 ? null : given);
      }
      case "Attribute":
        return yield* settled(getAttribute(yield* this.expression(e.value), e.attr));
      case "Subscript": {
        const object = yield* this.expression(e.value);
        return yield* settled(getItem(object, yield* this.expression(e.slice)));
      }
      case "Slice": {
        const part = function* (self: Evaluator, x: Expression | null): Steps<Value> {
          return x === null ? null : yield* self.expression(x);
        };
        return new PySlice(
          yield* part(this, e.lower),
          yield* part(this, e.upper),
          yield* part(this, e.step),
        );
      }
      case "Lambda":
        return this.closure("<lambda>", e.args, e.body);
      case "NamedExpr": {
        const value = yield* this.expression(e.value);
        yield* this.assign(e.target, value);
        return value;
      }
      default:
        throw new Error(`no ${e.kind} here`);
    }
  }

  *compare(op: string, left: Value, right: Value): Steps<Value> {
    switch (op) {
      case "Is":
        return left === right;
      case "IsNot":
        return left !== right;
      case "In":
      case "NotIn": {
        const found = contains(right, left);
        return (isPending(found) ? yield found : found) === (op === "In");
      }
      default:
        return yield* settled(
          compare(
            COMPARISONS.findIndex(({ name }) => name === op),
            left,
            right,
          ),
        );
    }
  }
}

function* settled(result: NativeResult): Steps<Value> {
  return (isPending(result) ? yield result : result) ?? null;
}

function constant(value: ConstantValue): Value {
  if (value instanceof FloatLiteral) return new PyFloat(value.value);
  if (value instanceof ImaginaryLiteral) return new PyComplex(0, value.value);
  if (value instanceof BytesLiteral) return new PyBytes(value.bytes);
  if (value instanceof CodePointsLiteral) return fromPoints(value.codePoints);
  if (typeof value === "string") return fromJs(value);
  return typeof value === "object" && value !== null ? Ellipsis : value;
}

/** Functions that every program here may use. */
const FUNCTIONS: { readonly [name: string]: (args: Value[], given: Keywords) => NativeResult } = {
  len: ([x]) => lengthOf(x as Value),
  repr: ([x]) => reprOf(x as Value),
  hash: ([x]) => hashOf(x as Value),
  iter: ([x]) => iterate(x as Value),
  type: ([x]) => typeOf(x as Value),
  *next([x]) {
    let item = nextOf(x as Value);
    if (isPending(item)) item = yield item;
    if (item === undefined || item === EXHAUSTED) throw new PyThrow(newException(E.StopIteration));
    return item;
  },
};

/** Runs a program; the last statement is an expression, whose value is the answer. */
export function evaluate(source: string, globals: Iterable<readonly [string, Value]>): Value {
  const scope: Scope = new Map(globals);
  for (const [name, body] of Object.entries(FUNCTIONS))
    if (!scope.has(name)) scope.set(name, fn(name, body));
  for (const [name, type] of Object.entries(E)) scope.set(name, type);
  const body = [...parseModule(source, { filename: "f.py" }).body];
  const last = body.pop() as Statement;
  if (last.kind !== "Expr") throw new Error("the last statement must be an expression");
  const evaluator = new Evaluator(scope);
  return drive(
    (function* (): Generating {
      yield* evaluator.run(body);
      return yield* evaluator.expression(last.value);
    })(),
  );
}

/** The repr of what a program comes to, or the exception: `TypeError: …`. */
export function outcome(source: string, globals: Iterable<readonly [string, Value]>): string {
  const show = (value: Value): string => textOf(drive(reprOf(value))) as string;
  try {
    return show(evaluate(source, globals));
  } catch (error) {
    if (!(error instanceof PyThrow)) throw error;
    const { args, shape } = error.exception;
    return `${shape.type.name}: ${args.length === 1 ? (textOf(args[0] as Value) ?? show(args[0] as Value)) : args.map(show).join()}`;
  }
}
