/**
 * The interpreter loop. `exec` runs a frame until it calls, returns, yields, raises or waits, and then the next one. A Python call
 * never recurses in JavaScript, so a program waits by being left alone.
 *
 * V8 optimises no function whose bytecode exceeds 60 KB: the cases below are the hot ones and short, all others are behind
 * `default:` in a table (ops/). A test watches over the size. A case that calls another function for its work is slower by the
 * price of that call, wherever V8 does not inline it (see {@link exec}): bits by a fifth, for one.
 */
import * as Op from "../compiler/opcodes.ts";
import { ListIterator, RangeIterator } from "../objects/builtins/iterators.ts";
import { iterateRange } from "../objects/builtins/range.ts";
import { PyFloat } from "../objects/float.ts";
import { type PyCell, PyFunction, PySuper } from "../objects/function.ts";
import { PyNative } from "../objects/native.ts";
import { PyInstance, type Value } from "../objects/object.ts";
import { DECLINED } from "../objects/params.ts";
import { PyIterator } from "../objects/protocols/iterate.ts";
import { plainTruth } from "../objects/protocols/truth.ts";
import { isPending } from "../objects/requests.ts";
import { appendItem, NotImplemented, PyList, PyRange, PyTuple } from "../objects/sequences.ts";
import { MAX_TEXT } from "../objects/str.ts";
import { bindClosure, instanceOf, listOf } from "./arguments.ts";
import {
  addSlot,
  builtinTypeOf,
  findMethod,
  loadAttribute,
  storeAttribute,
  superMethod,
} from "./attributes.ts";
import { recursionError } from "./calls.ts";
import { exceptionOf } from "./exceptions.ts";
import { Frame, Kind, PyGenerator } from "./frame.ts";
import { newGenerator, stepGenerator } from "./generators.ts";
import type { AttributeCache, CodeInstance, GlobalCache } from "./instance.ts";
import { leaveByReturn, leaveByYield } from "./leaving.ts";
import { callNativeAt, callOther, callPython } from "./ops/calls.ts";
import { handle } from "./ops/index.ts";
import { compareSlow, contains, isPrimitivePair } from "./ops/operators.ts";
import { breakAt, settle, startAt } from "./ops/settle.ts";
import { dictItem, plainItem, putDictItem, unpackTuple } from "./plain-items.ts";
import { unwind } from "./pump.ts";
import { smallBits, smallQuotient } from "./small-numbers.ts";
import { machine } from "./state.ts";

const MAX = Number.MAX_SAFE_INTEGER;
const listShape = PyList.prototype.shape;
const floatShape = PyFloat.prototype.shape;

/**
 * Runs a frame, and whatever frame is to be run next, until the machine is to be left (`machine.exit` says why). Calls of Python
 * functions and returns go around the outer loop: V8 inlines calls by how often they happen for each call of `exec`.
 */
export function exec(first: Frame): void {
  let frame = first;
  let base = 0;
  let count = 0;
  let callee: Value | undefined;
  for (;;) {
    const { instance } = frame;
    const { instructions: code, caches } = instance;
    const r = frame.r as Value[];
    let pc = frame.pc;
    let next: Frame | null;
    try {
      if (machine.fuel < 0 && pc === 0) {
        // Whoever pushed this frame did not look.
        const after = startAt(frame);
        if (after === null) return;
        if (after !== frame || frame.instance !== instance) {
          frame = after;
          continue;
        }
      }
      instructions: for (; ; pc += 4) {
        switch (code[pc]) {
          case Op.MOVE:
            r[code[pc + 1]!] = r[code[pc + 2]!]!;
            continue;
          case Op.CONST:
            r[code[pc + 1]!] = instance.constants[code[pc + 2]!]!;
            continue;
          case Op.CHECK:
            if (r[code[pc + 1]!] !== undefined) {
              continue;
            }
            break;
          case Op.LOAD_GLOBAL: {
            const cache = caches[pc >> 2] as GlobalCache;
            const { value } = cache.entry;
            if (
              value !== undefined &&
              (cache.version < 0 || cache.version === instance.globals.version)
            ) {
              r[code[pc + 1]!] = value;
              continue;
            }
            break;
          }
          case Op.LOAD_CELL: {
            const { value } = r[code[pc + 2]!] as PyCell;
            if (value === undefined) break;
            r[code[pc + 1]!] = value;
            continue;
          }
          case Op.STORE_CELL:
            (r[code[pc + 1]!] as PyCell).value = r[code[pc + 2]!];
            continue;

          case Op.GET_ATTR: {
            const object = r[code[pc + 2]!]!;
            const cache = caches[pc >> 2] as AttributeCache;
            if (
              object instanceof PyInstance &&
              object.shape === cache.shape &&
              cache.shape.type.version === cache.version
            ) {
              r[code[pc + 1]!] = cache.index >= 0 ? object.slots[cache.index]! : cache.value!;
              continue;
            }
            frame.pc = pc;
            machine.running = frame;
            const result = loadAttribute(object, cache);
            if (isPending(result)) {
              next = settle(result, frame, Kind.STORE);
              break instructions;
            }
            r[code[pc + 1]!] = result === undefined ? null : result;
            continue;
          }
          case Op.SET_ATTR: {
            const object = r[code[pc + 1]!]!;
            const cache = caches[pc >> 2] as AttributeCache;
            if (
              object instanceof PyInstance &&
              object.shape === cache.shape &&
              cache.shape.type.version === cache.version
            ) {
              if (cache.next === null) object.slots[cache.index] = r[code[pc + 2]!]!;
              else addSlot(object, r[code[pc + 2]!]!, cache.index, cache.next);
              continue;
            }
            frame.pc = pc;
            machine.running = frame;
            const result = storeAttribute(object, r[code[pc + 2]!]!, cache);
            if (isPending(result)) {
              next = settle(result, frame, Kind.DISCARD);
              break instructions;
            }
            continue;
          }

          case Op.LOAD_METHOD: {
            const object = r[code[pc + 2]!]!;
            const cache = caches[pc >> 2] as AttributeCache;
            const a = code[pc + 1]!;
            if (object instanceof PyInstance) {
              if (
                object.shape === cache.shape &&
                cache.shape.type.version === cache.version &&
                cache.index < 0
              ) {
                r[a] = cache.value!;
                continue;
              }
            }
            frame.pc = pc;
            const method = findMethod(object, cache);
            if (method !== undefined) {
              if (method instanceof PyNative && cache.shape === null && cache.type !== null)
                code[pc] = Op.LOAD_METHOD_NATIVE;
              r[a] = method;
              continue;
            }
            break;
          }

          case Op.LOAD_METHOD_NATIVE: {
            const cache = caches[pc >> 2] as AttributeCache;
            if (cache.shape !== null || cache.type !== builtinTypeOf(r[code[pc + 2]!]!)) {
              code[pc] = Op.LOAD_METHOD;
              pc -= 4;
              continue;
            }
            r[code[pc + 1]!] = cache.value!;
            continue;
          }

          case Op.CALL:
            base = code[pc + 2]!;
            count = code[pc + 3]!;
            callee = r[base];
            break;
          case Op.CALL_NATIVE: {
            base = code[pc + 2]!;
            count = code[pc + 3]!;
            callee = r[base]!;
            frame.pc = pc;
            let after: Frame | null;
            if (callee instanceof PyNative && callee.selfType === null)
              after = callNativeAt(frame, callee, base + 1, count);
            else if (callee instanceof PyFunction) break;
            else after = callOther(frame, callee, base, count);
            callee = undefined;
            if (after !== frame) {
              next = after;
              break instructions;
            }
            pc = frame.pc - 4;
            continue;
          }
          case Op.CALL_METHOD:
            base = code[pc + 2]!;
            count = code[pc + 3]!;
            callee = r[base];
            if (callee === undefined) callee = r[++base];
            else {
              count++;
              if (callee instanceof PyNative) code[pc] = Op.CALL_METHOD_NATIVE;
            }
            break;
          case Op.CALL_METHOD_NATIVE: {
            base = code[pc + 2]!;
            const method = r[base];
            if (!(method instanceof PyNative)) {
              code[pc] = Op.CALL_METHOD;
              pc -= 4;
              continue;
            }
            frame.pc = pc;
            // LOAD_METHOD has found it in the type of its self.
            next = callNativeAt(frame, method, base + 1, code[pc + 3]! + 1);
            if (next !== frame) break instructions;
            pc = frame.pc - 4;
            continue;
          }
          case Op.CALL_ATTR: {
            base = code[pc + 2]!;
            count = code[pc + 3]!;
            const object = r[base + 1]!;
            const cache = caches[pc >> 2] as AttributeCache;
            if (object instanceof PyInstance) {
              if (
                object.shape === cache.shape &&
                cache.shape.type.version === cache.version &&
                cache.index < 0
              ) {
                callee = cache.value;
                count++;
                break;
              }
            }
            frame.pc = pc;
            callee = findMethod(object, cache);
            if (callee !== undefined) {
              if (callee instanceof PyNative && cache.shape === null && cache.type !== null)
                code[pc] = Op.CALL_ATTR_NATIVE;
              count++;
              break;
            }
            // Not where a slice ends: the instruction is carried out again then, with its operands as they were.
            if (object instanceof PySuper && machine.fuel > 0) {
              callee = superMethod(object, cache.name, r, base + 1);
              if (callee !== undefined) {
                count++;
                break;
              }
            }
            machine.running = frame;
            const result = loadAttribute(object, cache, true);
            if (isPending(result)) {
              next = settle(result, frame, Kind.CALLEE);
              break instructions;
            }
            callee = result as Value;
            base++;
            break;
          }

          case Op.CALL_ATTR_NATIVE: {
            base = code[pc + 2]!;
            count = code[pc + 3]!;
            const object = r[base + 1]!;
            const cache = caches[pc >> 2] as AttributeCache;
            if (cache.shape !== null || cache.type !== builtinTypeOf(object)) {
              code[pc] = Op.CALL_ATTR;
              pc -= 4;
              continue;
            }
            frame.pc = pc;
            next = callNativeAt(frame, cache.value as PyNative, base + 1, count + 1);
            if (next !== frame) break instructions;
            pc = frame.pc - 4;
            continue;
          }

          case Op.ADD:
          case Op.IADD: {
            const a = r[code[pc + 2]!]!;
            const b = r[code[pc + 3]!]!;
            if (typeof a === "number" && typeof b === "number") {
              const v = a + b;
              if (v <= MAX && v >= -MAX) {
                r[code[pc + 1]!] = v;
                continue;
              }
            } else if (
              a instanceof PyFloat &&
              b instanceof PyFloat &&
              a.shape === floatShape &&
              b.shape === floatShape
            ) {
              r[code[pc + 1]!] = new PyFloat(a.value + b.value);
              continue;
            } else if (
              typeof a === "string" &&
              typeof b === "string" &&
              a.length + b.length <= MAX_TEXT
            ) {
              r[code[pc + 1]!] = a + b;
              continue;
            }
            break;
          }
          case Op.SUB:
          case Op.ISUB: {
            const a = r[code[pc + 2]!]!;
            const b = r[code[pc + 3]!]!;
            if (typeof a === "number" && typeof b === "number") {
              const v = a - b;
              if (v <= MAX && v >= -MAX) {
                r[code[pc + 1]!] = v;
                continue;
              }
            } else if (
              a instanceof PyFloat &&
              b instanceof PyFloat &&
              a.shape === floatShape &&
              b.shape === floatShape
            ) {
              r[code[pc + 1]!] = new PyFloat(a.value - b.value);
              continue;
            }
            break;
          }
          case Op.MUL:
          case Op.IMUL: {
            const a = r[code[pc + 2]!]!;
            const b = r[code[pc + 3]!]!;
            if (typeof a === "number" && typeof b === "number") {
              const v = a * b;
              if (v <= MAX && v >= -MAX) {
                r[code[pc + 1]!] = v + 0; // no -0
                continue;
              }
            } else if (
              a instanceof PyFloat &&
              b instanceof PyFloat &&
              a.shape === floatShape &&
              b.shape === floatShape
            ) {
              r[code[pc + 1]!] = new PyFloat(a.value * b.value);
              continue;
            }
            break;
          }
          case Op.ADD_INT:
          case Op.IADD_INT: {
            const a = r[code[pc + 2]!]!;
            if (typeof a === "number") {
              const v = a + code[pc + 3]!;
              if (v <= MAX && v >= -MAX) {
                r[code[pc + 1]!] = v;
                continue;
              }
            }
            break;
          }
          case Op.SUB_INT:
          case Op.ISUB_INT: {
            const a = r[code[pc + 2]!]!;
            if (typeof a === "number") {
              const v = a - code[pc + 3]!;
              if (v <= MAX && v >= -MAX) {
                r[code[pc + 1]!] = v;
                continue;
              }
            }
            break;
          }
          case Op.MOD:
          case Op.IMOD: {
            const a = r[code[pc + 2]!]!;
            const b = r[code[pc + 3]!]!;
            if (typeof a === "number" && typeof b === "number" && b > 0) {
              const v = a % b;
              r[code[pc + 1]!] = v < 0 ? v + b : v + 0;
              continue;
            }
            break;
          }
          case Op.BAND:
          case Op.IBAND:
          case Op.BOR:
          case Op.IBOR:
          case Op.BXOR:
          case Op.IBXOR:
          case Op.RSHIFT:
          case Op.IRSHIFT:
          case Op.LSHIFT:
          case Op.ILSHIFT: {
            const result = smallBits(code[pc]!, r[code[pc + 2]!]!, r[code[pc + 3]!]!);
            if (result === undefined) break;
            r[code[pc + 1]!] = result;
            continue;
          }
          case Op.FLOORDIV:
          case Op.IFLOORDIV:
          case Op.TRUEDIV:
          case Op.ITRUEDIV: {
            const result = smallQuotient(code[pc]!, r[code[pc + 2]!]!, r[code[pc + 3]!]!);
            if (result === undefined) break;
            r[code[pc + 1]!] = result;
            continue;
          }

          case Op.LT:
          case Op.LE:
          case Op.EQ:
          case Op.NE:
          case Op.GT:
          case Op.GE: {
            frame.pc = pc;
            machine.running = frame;
            const result = compareSlow(code[pc]! - Op.LT, r[code[pc + 2]!]!, r[code[pc + 3]!]!);
            if (isPending(result)) {
              next = settle(result, frame, Kind.COMPARE);
              break instructions;
            }
            r[code[pc + 1]!] = result as Value;
            continue;
          }
          case Op.IS:
            r[code[pc + 1]!] = r[code[pc + 2]!] === r[code[pc + 3]!];
            continue;
          case Op.IS_NOT:
            r[code[pc + 1]!] = r[code[pc + 2]!] !== r[code[pc + 3]!];
            continue;
          case Op.IN:
          case Op.NOT_IN: {
            frame.pc = pc;
            machine.running = frame;
            const result = contains(r[code[pc + 3]!]!, r[code[pc + 2]!]!);
            if (isPending(result)) {
              next = settle(result, frame, Kind.TRUTH);
              break instructions;
            }
            r[code[pc + 1]!] = result === (code[pc] === Op.IN);
            continue;
          }
          case Op.NOT: {
            const truth = plainTruth(r[code[pc + 2]!]!);
            if (truth === DECLINED) break;
            r[code[pc + 1]!] = !truth;
            continue;
          }

          case Op.JUMP:
            pc = code[pc + 3]! - 4;
            continue;
          case Op.JUMP_BACK:
            if (--machine.fuel >= 0) {
              pc = code[pc + 3]! - 4;
              continue;
            }
            frame.pc = code[pc + 3]!;
            {
              next = breakAt(frame);
              if (next !== frame) break instructions;
              pc = frame.pc - 4;
            }
            continue;
          case Op.JUMP_IF_FALSE: {
            const value = r[code[pc + 1]!]!;
            const truth = typeof value === "boolean" ? value : plainTruth(value);
            if (truth === DECLINED) break;
            if (!truth) pc = code[pc + 3]! - 4;
            continue;
          }
          case Op.JUMP_IF_TRUE: {
            const value = r[code[pc + 1]!]!;
            const truth = typeof value === "boolean" ? value : plainTruth(value);
            if (truth === DECLINED) break;
            if (truth) pc = code[pc + 3]! - 4;
            continue;
          }
          case Op.IF_NONE:
            if (r[code[pc + 1]!] === null) pc = code[pc + 3]! - 4;
            continue;
          case Op.IF_NOT_NONE:
            if (r[code[pc + 1]!] !== null) pc = code[pc + 3]! - 4;
            continue;
          case Op.UNLESS_LT: {
            const a = r[code[pc + 1]!]!;
            const b = r[code[pc + 2]!]!;
            if (typeof a !== "number" || typeof b !== "number") break;
            if (!(a < b)) pc = code[pc + 3]! - 4;
            continue;
          }
          case Op.UNLESS_LE: {
            const a = r[code[pc + 1]!]!;
            const b = r[code[pc + 2]!]!;
            if (typeof a !== "number" || typeof b !== "number") break;
            if (!(a <= b)) pc = code[pc + 3]! - 4;
            continue;
          }
          case Op.UNLESS_EQ: {
            const a = r[code[pc + 1]!]!;
            const b = r[code[pc + 2]!]!;
            if (!isPrimitivePair(a, b)) break;
            if (a !== b) pc = code[pc + 3]! - 4;
            continue;
          }
          case Op.UNLESS_NE:
          case Op.IF_EQ: {
            const a = r[code[pc + 1]!]!;
            const b = r[code[pc + 2]!]!;
            if (!isPrimitivePair(a, b)) break;
            if (a === b) pc = code[pc + 3]! - 4;
            continue;
          }
          case Op.UNLESS_GT: {
            const a = r[code[pc + 1]!]!;
            const b = r[code[pc + 2]!]!;
            if (typeof a !== "number" || typeof b !== "number") break;
            if (!(a > b)) pc = code[pc + 3]! - 4;
            continue;
          }
          case Op.UNLESS_GE: {
            const a = r[code[pc + 1]!]!;
            const b = r[code[pc + 2]!]!;
            if (typeof a !== "number" || typeof b !== "number") break;
            if (!(a >= b)) pc = code[pc + 3]! - 4;
            continue;
          }
          case Op.UNLESS_LT_INT: {
            const a = r[code[pc + 1]!]!;
            if (typeof a !== "number") break;
            if (!(a < code[pc + 2]!)) pc = code[pc + 3]! - 4;
            continue;
          }
          case Op.UNLESS_LE_INT: {
            const a = r[code[pc + 1]!]!;
            if (typeof a !== "number") break;
            if (!(a <= code[pc + 2]!)) pc = code[pc + 3]! - 4;
            continue;
          }
          case Op.UNLESS_EQ_INT: {
            const a = r[code[pc + 1]!]!;
            if (typeof a !== "number") break;
            if (a !== code[pc + 2]!) pc = code[pc + 3]! - 4;
            continue;
          }
          case Op.UNLESS_NE_INT: {
            const a = r[code[pc + 1]!]!;
            if (typeof a !== "number") break;
            if (a === code[pc + 2]!) pc = code[pc + 3]! - 4;
            continue;
          }
          case Op.UNLESS_GT_INT: {
            const a = r[code[pc + 1]!]!;
            if (typeof a !== "number") break;
            if (!(a > code[pc + 2]!)) pc = code[pc + 3]! - 4;
            continue;
          }
          case Op.UNLESS_GE_INT: {
            const a = r[code[pc + 1]!]!;
            if (typeof a !== "number") break;
            if (!(a >= code[pc + 2]!)) pc = code[pc + 3]! - 4;
            continue;
          }

          case Op.ITER: {
            const value = r[code[pc + 2]!]!;
            if (value instanceof PyList && value.shape === listShape) {
              r[code[pc + 1]!] = new ListIterator(value);
              continue;
            }
            if (value instanceof PyRange) {
              r[code[pc + 1]!] = iterateRange(value);
              continue;
            }
            break;
          }
          case Op.FOR_ITER: {
            const iterator = r[code[pc + 2]!]!;
            if (iterator instanceof RangeIterator) {
              if (iterator.remaining > 0) {
                iterator.remaining--;
                const { value } = iterator;
                iterator.value = value + iterator.step;
                r[code[pc + 1]!] = value;
              } else pc = code[pc + 3]! - 4;
              continue;
            }
            break;
          }
          case Op.FOR_LIST: {
            const iterator = r[code[pc + 2]!]!;
            if (!(iterator instanceof ListIterator)) break;
            const { list, index } = iterator;
            if (list !== null) {
              const { items } = list;
              if (index < items.length) {
                iterator.index = index + 1;
                r[code[pc + 1]!] = items[index]!;
                continue;
              }
              iterator.list = null;
            }
            pc = code[pc + 3]! - 4;
            continue;
          }
          case Op.FOR_NATIVE: {
            const iterator = r[code[pc + 2]!]!;
            if (!(iterator instanceof PyIterator)) break;
            frame.pc = pc;
            machine.running = frame;
            const value = iterator.next();
            if (value === undefined) pc = code[pc + 3]! - 4;
            else if (isPending(value)) {
              next = settle(value, frame, Kind.NEXT);
              break instructions;
            } else {
              r[code[pc + 1]!] = value;
            }
            continue;
          }
          case Op.FOR_GENERATOR: {
            const generator = r[code[pc + 2]!]!;
            if (!(generator instanceof PyGenerator)) break;
            frame.pc = pc;
            const resumed = stepGenerator(generator, frame);
            if (resumed !== null) {
              next = resumed;
              break instructions;
            }
            break;
          }

          case Op.LIST:
            r[code[pc + 1]!] = new PyList(listOf(r, code[pc + 2]!, code[pc + 3]!));
            continue;
          case Op.TUPLE:
            r[code[pc + 1]!] = new PyTuple(listOf(r, code[pc + 2]!, code[pc + 3]!));
            continue;
          case Op.LIST_APPEND:
            frame.pc = pc;
            appendItem((r[code[pc + 1]!] as PyList).items, r[code[pc + 2]!]!);
            continue;
          case Op.UNPACK:
            if (unpackTuple(r[code[pc + 2]!]!, r, code[pc + 1]!, code[pc + 3]!)) continue;
            break;
          case Op.GET_ITEM: {
            const object = r[code[pc + 2]!]!;
            const key = r[code[pc + 3]!]!;
            if (object instanceof PyList && object.shape === listShape) {
              if (typeof key === "number") {
                const { items } = object;
                const i = key < 0 ? key + items.length : key;
                if (i >= 0 && i < items.length) {
                  r[code[pc + 1]!] = items[i]!;
                  continue;
                }
              }
            } else if (typeof key === "number") {
              const item = plainItem(object, key);
              if (item !== undefined) {
                r[code[pc + 1]!] = item;
                continue;
              }
            }
            break;
          }
          case Op.GET_ITEM_DICT: {
            const item = dictItem(r[code[pc + 2]!]!, r[code[pc + 3]!]!);
            if (item === undefined) break;
            r[code[pc + 1]!] = item;
            continue;
          }
          case Op.SET_ITEM: {
            const object = r[code[pc + 1]!]!;
            const key = r[code[pc + 2]!]!;
            if (object instanceof PyList && object.shape === listShape) {
              if (typeof key === "number" && key >= 0 && key < object.items.length) {
                object.items[key] = r[code[pc + 3]!]!;
                continue;
              }
            }
            break;
          }
          case Op.SET_ITEM_DICT:
            if (putDictItem(r[code[pc + 1]!]!, r[code[pc + 2]!]!, r[code[pc + 3]!]!)) continue;
            break;

          case Op.DROP: {
            // Most values that a statement drops are None.
            const value = r[code[pc + 1]!];
            if (value instanceof PyGenerator) break;
            continue;
          }
          case Op.RETURN: {
            const value = r[code[pc + 1]!]!;
            const { back, kind } = frame;
            if (
              frame.generator === null &&
              back instanceof Frame &&
              (kind === Kind.STORE ||
                ((kind === Kind.BINARY || kind === Kind.COMPARE) && value !== NotImplemented))
            ) {
              back.r[back.instance.instructions[back.pc + 1]!] = value;
              back.pc += 4;
              next = back;
              break instructions;
            }
            frame.pc = pc;
            next = leaveByReturn(frame, value);
            break instructions;
          }
          case Op.YIELD:
            frame.pc = pc;
            next = leaveByYield(frame, r[code[pc + 2]!]!);
            break instructions;
          default:
        }

        // Calls come here, and whatever the cases above could not do.
        frame.pc = pc;
        if (callee !== undefined) {
          const fn = callee;
          callee = undefined;
          if (fn instanceof PyFunction) {
            if (--machine.fuel < 0) {
              next = breakAt(frame);
              if (next !== frame) break;
            }
            const { code: target, defaults } = fn;
            const missing = target.argumentCount - count;
            if (!target.isPlain || missing < 0 || missing > defaults.length) {
              next = callPython(frame, fn, undefined, base, count, Kind.STORE);
              if (next !== frame) break;
              pc = frame.pc - 4;
              continue;
            }
            let instance = fn.instance as CodeInstance | null;
            if (instance === null || instance.code !== target) instance = instanceOf(fn);
            const registers = instance.template.slice();
            for (let i = 0; i < count; i++) registers[i] = r[base + 1 + i];
            for (let i = count, d = defaults.length - missing; d < defaults.length; i++, d++)
              registers[i] = defaults[d];
            if (target.freeVariables.length > 0) bindClosure(fn, registers);
            const depth = frame.depth + 1;
            if (depth > machine.recursionLimit) recursionError();
            // What makeFrame does; V8 does not inline it in the end.
            const called = new Frame(instance, registers, frame, Kind.STORE);
            called.depth = depth;
            called.pc = 0;
            called.generator = null;
            if (!target.isGenerator) {
              next = called;
              break;
            }
            r[code[pc + 1]!] = newGenerator(called, fn);
            continue;
          }
          next = callOther(frame, fn, base, count);
          if (next !== frame) break;
          pc = frame.pc - 4;
          continue;
        }
        next = handle(frame);
        if (next !== frame) break;
        pc = frame.pc - 4;
      }
    } catch (error) {
      frame.pc = pc;
      callee = undefined;
      next = unwind(frame, exceptionOf(error, null));
    }
    if (next === null) return;
    frame = next;
  }
}
