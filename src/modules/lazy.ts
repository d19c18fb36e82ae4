/** Native modules that few programs want and that are large: each is loaded when it is first imported, which waits. */
import type { NativeModule } from "../objects/define.ts";

type Load = () => Promise<NativeModule>;

/** One of the modules that come together. */
const hashing =
  (name: string): Load =>
  async () => {
    const { hashingModules } = await import("./hashing/index.ts");
    return hashingModules.find((module) => module.name === name) as NativeModule;
  };

const LOADS: ReadonlyMap<string, Load> = new Map<string, Load>([
  ...["_md5", "_sha1", "_sha2", "_sha3", "_blake2"].map((name) => [name, hashing(name)] as const),
  ["zlib", () => import("./zlib/index.ts").then(({ zlibModule }) => zlibModule)],
]);

/** Those that are here, for all interpreters: a module's state is each one's own. */
const loaded = new Map<string, NativeModule>();

export const lazyModuleNames: readonly string[] = [...LOADS.keys()];

export function isLazyModule(name: string): boolean {
  return LOADS.has(name);
}

/** A module that is here already. */
export function lazyModule(name: string): NativeModule | undefined {
  return loaded.get(name);
}

export async function loadLazyModule(name: string): Promise<void> {
  const module = await LOADS.get(name)?.();
  if (module !== undefined) loaded.set(name, module);
}
