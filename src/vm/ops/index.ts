/** The instructions that the machine's switch leaves to a table. An instruction is a row of opcodes.ts and an entry here. */
import * as Op from "../../compiler/opcodes.ts";
import { BINARY_OPS, IN_PLACE_OPS } from "../../compiler/operations.ts";
import { exceptionOf } from "../exceptions.ts";
import type { Frame } from "../frame.ts";
import { unwind } from "../pump.ts";
import { machine } from "../state.ts";
import * as asynchronous from "./async.ts";
import * as build from "./build.ts";
import * as calls from "./calls.ts";
import * as groups from "./exception-groups.ts";
import * as flow from "./flow.ts";
import * as imports from "./imports.ts";
import { printValue } from "./interactive.ts";
import { callKeywords } from "./keyword-calls.ts";
import { loadMethod } from "./methods.ts";
import * as names from "./names.ts";
import * as operators from "./operators.ts";
import * as patterns from "./patterns.ts";
import * as templates from "./templates.ts";
import { trace } from "./trace.ts";
import * as typing from "./type-parameters.ts";

/** Carries out the instruction that a frame stands at; answers the frame to run next. */
export type Handler = (frame: Frame, a: number, b: number, c: number) => Frame | null;

const TABLE: readonly (readonly [number, Handler])[] = [
  [Op.LOAD_GLOBAL, names.loadGlobalOp],
  [Op.LOAD_CELL, names.loadUnboundCell],
  [Op.CHECK, names.check],
  [Op.LOAD_METHOD, loadMethod],
  [Op.NOT, operators.not],
  [Op.JUMP_IF_FALSE, operators.jumpOnTruth],
  [Op.JUMP_IF_TRUE, operators.jumpOnTruth],
  [Op.ITER, flow.iter],
  [Op.FOR_ITER, flow.forIter],
  [Op.UNPACK, build.unpack],
  [Op.GET_ITEM, build.getItemSlow],
  [Op.SET_ITEM, build.setItemSlow],
  [Op.FOR_LIST, flow.forIter],
  [Op.FOR_NATIVE, flow.forIter],
  [Op.FOR_GENERATOR, flow.forIter],
  [Op.GET_ITEM_DICT, build.getItemSlow],
  [Op.SET_ITEM_DICT, build.setItemSlow],
  [Op.YIELD_FROM, asynchronous.yieldFrom],
  [Op.DROP, asynchronous.drop],
  [Op.FUNCTION, build.makeFunction],
  [Op.NEG, operators.negate],
  [Op.POS, operators.plus],
  [Op.INVERT, operators.invert],
  [Op.LOAD_NAME, names.loadName],
  [Op.STORE_NAME, names.storeName],
  [Op.DELETE_NAME, names.deleteName],
  [Op.STORE_GLOBAL, names.storeGlobal],
  [Op.DELETE_GLOBAL, names.deleteGlobal],
  [Op.LOAD_CLASS_CELL, names.loadClassCell],
  [Op.MAKE_CELL, names.makeCell],
  [Op.DELETE_CELL, names.deleteCell],
  [Op.DELETE_LOCAL, names.deleteLocal],
  [Op.DELETE_ATTR, build.deleteAttribute],
  [Op.DELETE_ITEM, build.deleteItemOp],
  [Op.SLICE, build.slice],
  [Op.CALL_KEYWORDS, callKeywords],
  [Op.CALL_EXTENDED, calls.callExtended],
  [Op.UNPACK_STARRED, build.unpackStarred],
  [Op.SET, build.set],
  [Op.DICT, build.dict],
  [Op.LIST_EXTEND, build.listExtend],
  [Op.SET_ADD, build.setAdd],
  [Op.SET_UPDATE, build.setUpdate],
  [Op.DICT_SET, build.dictSet],
  [Op.DICT_UPDATE, build.dictUpdate],
  [Op.DICT_MERGE, calls.dictMerge],
  [Op.LIST_TO_TUPLE, build.listToTuple],
  [Op.BUILD_STRING, build.buildString],
  [Op.FORMAT, build.format],
  [Op.SET_DEFAULTS, build.setDefaults],
  [Op.SET_KEYWORD_DEFAULTS, build.setKeywordDefaults],
  [Op.SET_ANNOTATE, build.setAnnotate],
  [Op.LOAD_BUILD_CLASS, build.loadBuildClass],
  [Op.GET_AWAITABLE, asynchronous.getAwaitable],
  [Op.GET_YIELD_FROM, asynchronous.getYieldFrom],
  [Op.GET_AITER, asynchronous.getAsyncIterator],
  [Op.GET_ANEXT, asynchronous.getAsyncNext],
  [Op.END_ASYNC_FOR, asynchronous.endAsyncFor],
  [Op.LOAD_SPECIAL, flow.loadSpecial],
  [Op.EXIT_ARGUMENTS, flow.exitArguments],
  [Op.PUSH_EXCEPTION, flow.pushException],
  [Op.POP_EXCEPTION, flow.popException],
  [Op.MATCH_EXCEPTION, flow.matchException],
  [Op.RAISE, flow.raiseOp],
  [Op.RERAISE, flow.reraiseOp],
  [Op.IMPORT, imports.importOp],
  [Op.IMPORT_FROM, imports.importFrom],
  [Op.IMPORT_STAR, imports.importStar],
  [Op.LOAD_ASSERTION_ERROR, flow.loadAssertionError],
  [Op.PRINT, printValue],
  [Op.CLOSE_ITERATOR, flow.closeIterator],
  [Op.WRAP_YIELD, asynchronous.wrapYield],
  [Op.MATCH_SEQUENCE, patterns.matchSequence],
  [Op.MATCH_MAPPING, patterns.matchMapping],
  [Op.MATCH_KEYS, patterns.matchKeys],
  [Op.MATCH_CLASS, patterns.matchClass],
  [Op.LENGTH, patterns.length],
  [Op.MATCH_GROUP, groups.matchGroup],
  [Op.JOIN_GROUP, groups.joinGroup],
  [Op.INTERPOLATION, templates.interpolation],
  [Op.TEMPLATE, templates.template],
  [Op.TRACE, trace],
  [Op.LOAD_SEEN, names.loadSeen],
  [Op.TYPE_PARAMETER, typing.typeParameter],
  [Op.SET_TYPE_DEFAULT, typing.setTypeDefault],
  [Op.TYPE_ALIAS, typing.typeAlias],
  [Op.SET_TYPE_PARAMETERS, typing.setTypeParameters],
  [Op.GENERIC_BASE, typing.makeGenericBase],
  [Op.LOAD_NOT_IMPLEMENTED, typing.loadNotImplemented],
  [Op.SETUP_ANNOTATIONS, typing.setupAnnotations],
  [Op.NOTE_SUSPENSION, asynchronous.noteSuspension],
];

const HANDLERS: Handler[] = [];
for (const op of [...Object.values(BINARY_OPS), ...Object.values(IN_PLACE_OPS)])
  HANDLERS[op] = operators.binaryOp;
for (const op of [Op.ADD_INT, Op.SUB_INT, Op.IADD_INT, Op.ISUB_INT])
  HANDLERS[op] = operators.binaryWithInt;
for (let op: number = Op.UNLESS_LT; op <= Op.UNLESS_GE_INT; op++)
  HANDLERS[op] = operators.compareBranch;
for (const [op, handler] of TABLE) HANDLERS[op] = handler;

/**
 * Carries out an instruction that has no case, or what its case could not do. What natives throw is caught here rather than in
 * the caller: V8 optimises no function that is left by exceptions most of the time.
 */
export function handle(frame: Frame): Frame | null {
  const { instructions } = frame.instance;
  const { pc } = frame;
  machine.running = frame;
  try {
    return HANDLERS[instructions[pc]!]!(
      frame,
      instructions[pc + 1]!,
      instructions[pc + 2]!,
      instructions[pc + 3]!,
    );
  } catch (error) {
    return unwind(frame, exceptionOf(error, null));
  }
}
