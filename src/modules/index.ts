/** The native modules, and the types that they and the machine bring. A module's line here joins it to the rest. */
import type { NativeModule } from "../objects/define.ts";
import type { Members, PyType } from "../objects/type.ts";
import { awaitableMembers } from "../vm/builtins/generators.ts";
import { machineMembers } from "../vm/builtins/index.ts";
import { futureIteratorType, yieldOnceType } from "./asyncio/future.ts";
import { asyncioNative, asyncioTypes } from "./asyncio/native.ts";
import { anextType } from "./builtins/anext.ts";
import { builtinsModule } from "./builtins/index.ts";
import { contextTypes, contextvarsModule } from "./contextvars.ts";
import { disNative } from "./dis/native.ts";
import { hostAwaitableType } from "./host-awaitable.ts";
import { inspectModule } from "./inspect.ts";
import { mathModule } from "./math.ts";
import { ohwaitModule } from "./ohwait.ts";
import {
  byteReaderType,
  byteStreamMembers,
  byteStreamType,
  textStreamMembers,
  textStreamType,
} from "./streams.ts";
import { sysModule } from "./sys.ts";
import { timeModule } from "./time.ts";
import { typesModule } from "./types.ts";
import { warningsModule } from "./warnings.ts";

const MODULES: readonly NativeModule[] = [
  asyncioNative,
  builtinsModule,
  disNative,
  contextvarsModule,
  inspectModule,
  mathModule,
  ohwaitModule,
  sysModule,
  timeModule,
  typesModule,
  warningsModule,
];

export const nativeModules: ReadonlyMap<string, NativeModule> = new Map(
  MODULES.map((module) => [module.name, module]),
);

const MEMBERS: readonly (readonly [PyType, Members])[] = [
  ...machineMembers,
  ...contextTypes,
  ...(asyncioTypes as readonly (readonly [PyType, Members])[]),
  [futureIteratorType, awaitableMembers],
  [hostAwaitableType, awaitableMembers],
  [yieldOnceType, awaitableMembers],
  [anextType, awaitableMembers],
  [textStreamType, textStreamMembers],
  [byteReaderType, byteStreamMembers],
  [byteStreamType, byteStreamMembers],
];

/** Joins the types with their members; types fill themselves when they are first looked at. */
export function installModuleTypes(): void {
  if (textStreamType.isPopulated) return;
  for (const [type, members] of MEMBERS) type.populate(members);
}
