/** The way back into a frame whose instructions were exchanged while it called: the machine has to look at it anew. */
import { Code } from "../compiler/code.ts";
import * as Op from "../compiler/opcodes.ts";
import type { Value } from "../objects/object.ts";
import { FlowRequest } from "./flow-request.ts";
import { type AnyFrame, Frame, makeFrame } from "./frame.ts";
import { CodeInstance } from "./instance.ts";
import { run, type Symbolic } from "./state.ts";

/** Returns its only register. */
const BOUNCE = new Code({
  name: "",
  qualname: "",
  filename: "",
  firstLine: 0,
  kind: "function",
  flags: 0,
  argumentCount: 1,
  positionalOnlyCount: 0,
  keywordOnlyCount: 0,
  localNames: [""],
  cellRegisters: [],
  freeVariables: [],
  registers: 1,
  preloaded: [],
  instructions: Int32Array.from([Op.RETURN, 0, 0, 0]),
  constants: [],
  names: [],
  positions: new Int32Array(4),
  handlers: [],
  blocks: [],
  operandMakers: new Map(),
  inlined: [],
  emptyStatements: [],
  docstring: null,
});

/** As one of a twin, so that nobody traces it. */
const TWIN = { words: [Op.RETURN, 0, 0, 0], caches: [null], names: [undefined] };

/** A native's last act that may have exchanged the instructions of the frame that called it. */
export class BounceRequest extends FlowRequest {
  readonly value: Value;
  constructor(value: Value) {
    super();
    this.value = value;
  }
  carryOut(frame: AnyFrame | null, kind: number): Symbolic | Value {
    if (!(frame instanceof Frame)) return this.value;
    const instance = new CodeInstance(BOUNCE, frame.namespace, TWIN);
    const bounce = makeFrame(instance, [this.value], frame, kind, frame.depth + 1);
    return run(bounce);
  }
}
