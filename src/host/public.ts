/** What every entry exports. */

export type { InputPort, OutputPort } from "../modules/streams.ts";
export { ClosedError, ConversionError, InternalError, LimitError, PythonError } from "./errors.ts";
export type { HostModules } from "./foreign.ts";
export {
  PythonAsyncGenerator,
  PythonAwaitable,
  type PythonFunction,
  PythonObject,
} from "./handles.ts";
export type { Globals, InterpreterOptions, RunOptions } from "./interpreter.ts";
export { coroutine, type Opaque, opaque } from "./opaque.ts";
export type { Limits } from "./runtime.ts";
export type { CallOptions } from "./session.ts";
