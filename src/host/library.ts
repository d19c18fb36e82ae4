/** Where Python's library is. */
import type { Library } from "./modules.ts";
import type { Platform } from "./platform.ts";

/** Python's library, as the options say where it is. */
export function libraryOf(stdlib: Stdlib | undefined, platform: Platform): Library | null {
  if (stdlib === false) return null;
  if (stdlib instanceof Uint8Array) return { path: LIBRARY, bytes: stdlib };
  if (stdlib instanceof URL) return { path: LIBRARY, bytes: () => download(stdlib) };
  const path = stdlib ?? platform.findLibrary();
  return path === null ? null : { path };
}

/** Where a library that is no file appears to be. */
const LIBRARY = "/lib/python314.zip";

async function download(url: URL): Promise<Uint8Array> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status} ${response.statusText}`);
  return new Uint8Array(await response.arrayBuffer());
}

/** Where Python's library is: the bytes of a zip file, its path, or its URL; false for none. */
export type Stdlib = false | string | URL | Uint8Array;
