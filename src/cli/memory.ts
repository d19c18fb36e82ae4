/** `--max-memory`. */
import { getHeapStatistics, setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** Tells whether more than so many megabytes are in use. What is garbage is collected before it counts. */
export function memoryCheck(megabytes: number): () => boolean {
  const limit = megabytes * 2 ** 20;
  const used = (): number => {
    const { used_heap_size, external_memory } = getHeapStatistics();
    return used_heap_size + external_memory;
  };
  let collect: (() => void) | undefined;
  return () => {
    if (used() <= limit) return false;
    if (collect === undefined) {
      setFlagsFromString("--expose-gc");
      collect = runInNewContext("gc") as () => void;
    }
    collect();
    return used() > limit;
  };
}
