/** The native modules, and the types that they and the machine bring. A module's line here joins it to the rest. */

import { contextTokenType, contextVarType } from "../objects/context.ts";
import type { NativeModule } from "../objects/define.ts";
import type { Members, PyType } from "../objects/type.ts";
import * as types from "../objects/types.ts";
import { subscriptable } from "../objects/typing/generic-alias.ts";
import { awaitableMembers } from "../vm/builtins/generators.ts";
import { machineMembers } from "../vm/builtins/index.ts";
import { abcModule } from "./abc.ts";
import { arrayModule } from "./array/index.ts";
import { astModule } from "./ast/index.ts";
import { futureIteratorType, futureType, yieldOnceType } from "./asyncio/future.ts";
import { asyncioNative, asyncioTypes } from "./asyncio/native.ts";
import { taskType } from "./asyncio/task.ts";
import { atexitModule } from "./atexit.ts";
import { binasciiModule } from "./binascii.ts";
import { bisectModule } from "./bisect.ts";
import { anextType } from "./builtins/anext.ts";
import { builtinsModule } from "./builtins/index.ts";
import { cmathModule } from "./cmath.ts";
import { codecsModule } from "./codecs/index.ts";
import { collectionsModule } from "./collections/index.ts";
import { contextTypes, contextvarsModule, contextvarsNative } from "./contextvars.ts";
import { csvModule } from "./csv/index.ts";
import { datetimeModule, datetimeTypes } from "./datetime/index.ts";
import { decimalModule, decimalTypes } from "./decimal/index.ts";
import { disNative } from "./dis/native.ts";
import { errnoModule } from "./errno.ts";
import { functoolsModule } from "./functools/index.ts";
import { gcModule } from "./gc.ts";
import { heapqModule } from "./heapq.ts";
import { hostAwaitableType } from "./host-awaitable.ts";
import { impModule, importlibNative } from "./importlib/index.ts";
import { zipimportModule } from "./importlib/zip-importer.ts";
import { ioModule, ioTypes } from "./io/index.ts";
import { itertoolsModule } from "./itertools/index.ts";
import { jsonModule } from "./json/index.ts";
import { localeModule } from "./locale.ts";
import { marshalModule } from "./marshal.ts";
import { mathModule } from "./math.ts";
import { ohwaitModule } from "./ohwait.ts";
import { opcodeModule } from "./opcode.ts";
import { operatorModule } from "./operator/index.ts";
import { posixModule } from "./posix/index.ts";
import { scandirTypes } from "./posix/scandir.ts";
import { queueModule } from "./queue.ts";
import { randomModule } from "./random.ts";
import { reCompilerModule, reParserModule, reTypes, sreModule } from "./re/index.ts";
import { selectModule } from "./select.ts";
import { signalModule } from "./signal/index.ts";
import { socketModule } from "./socket.ts";
import { statisticsModule } from "./statistics.ts";
import { stringNative } from "./string.ts";
import { structModule } from "./struct/index.ts";
import { subprocessNative } from "./subprocess.ts";
import { sysModule } from "./sys.ts";
import { threadModule } from "./thread/index.ts";
import { timeModule } from "./time.ts";
import { tokenizeModule } from "./tokenize.ts";
import { typesNative } from "./types.ts";
import { typingNative } from "./typing.ts";
import { warningsModule } from "./warnings.ts";
import { weakrefModule } from "./weakref.ts";

const MODULES: readonly NativeModule[] = [
  abcModule,
  arrayModule,
  astModule,
  asyncioNative,
  atexitModule,
  binasciiModule,
  bisectModule,
  builtinsModule,
  cmathModule,
  codecsModule,
  collectionsModule,
  contextvarsModule,
  contextvarsNative,
  csvModule,
  datetimeModule,
  decimalModule,
  disNative,
  errnoModule,
  functoolsModule,
  gcModule,
  heapqModule,
  impModule,
  importlibNative,
  ioModule,
  itertoolsModule,
  jsonModule,
  localeModule,
  marshalModule,
  mathModule,
  ohwaitModule,
  opcodeModule,
  operatorModule,
  posixModule,
  queueModule,
  randomModule,
  reCompilerModule,
  reParserModule,
  selectModule,
  signalModule,
  socketModule,
  sreModule,
  statisticsModule,
  stringNative,
  structModule,
  subprocessNative,
  sysModule,
  threadModule,
  timeModule,
  tokenizeModule,
  typesNative,
  typingNative,
  warningsModule,
  weakrefModule,
  zipimportModule,
];

export const nativeModules: ReadonlyMap<string, NativeModule> = new Map(
  MODULES.map((module) => [module.name, module]),
);

const MEMBERS: readonly (readonly [PyType, Members])[] = [
  ...machineMembers,
  ...contextTypes,
  ...datetimeTypes,
  ...decimalTypes,
  ...(asyncioTypes as readonly (readonly [PyType, Members])[]),
  [futureIteratorType, awaitableMembers],
  [hostAwaitableType, awaitableMembers],
  [yieldOnceType, awaitableMembers],
  [anextType, awaitableMembers],
  ...ioTypes,
  ...scandirTypes,
  ...reTypes,
];

/** `Future[int]` and its like are generic aliases. */
const SUBSCRIPTABLE: ReadonlySet<PyType> = new Set([
  types.generatorType,
  types.coroutineType,
  types.asyncGeneratorType,
  contextVarType,
  contextTokenType,
  futureType,
  taskType,
]);

/** Joins the types with their members; types fill themselves when they are first looked at. */
export function installModuleTypes(): void {
  if (futureType.isPopulated) return;
  for (const [type, members] of MEMBERS)
    type.populate(SUBSCRIPTABLE.has(type) ? subscriptable(members) : members);
}
