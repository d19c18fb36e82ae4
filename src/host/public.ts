/** What every entry exports. */

export {
  FileError,
  type FileStatus,
  type FileSystem,
  type FileSystemStatus,
  type FolderEntry,
  type Later,
  type OpenFile,
} from "../kernel/files.ts";
export type { InputPort } from "../modules/io/standard.ts";
export type { OutputPort } from "../modules/io/text-io.ts";
export { ClosedError, ConversionError, InternalError, LimitError, PythonError } from "./errors.ts";
export type { FileGrants, FolderGrant } from "./files/grants.ts";
export { MemoryFiles, type MemoryFilesOptions } from "./files/memory.ts";
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
