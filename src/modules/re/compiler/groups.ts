/** The groups of a pattern while it is read. */
import type { PatternFault } from "./fault.ts";
import { type Source, shownName } from "./source.ts";
import type { Sequence, Width } from "./tree.ts";

export class Groups {
  /** Widths of the groups by their numbers; null while they are open. The first is the pattern itself. */
  readonly widths: (Width | null)[] = [null];
  readonly names = new Map<string, number>();
  /** In a lookbehind, groups from this one on may not be referred to. */
  lookbehind: number | null = null;
  /** Where conditions first refer to groups by number. */
  readonly conditions = new Map<number, number>();

  get count(): number {
    return this.widths.length;
  }

  /** Opens a group. `fail` makes the error for a name that is taken. */
  open(name: string | null, fail: (message: string) => PatternFault): number {
    const group = this.count;
    this.widths.push(null);
    if (name !== null) {
      const other = this.names.get(name);
      if (other !== undefined)
        throw fail(
          `redefinition of group name ${shownName(name)} as group ${group}; was group ${other}`,
        );
      this.names.set(name, group);
    }
    return group;
  }

  close(group: number, body: Sequence): void {
    this.widths[group] = body.width();
  }

  isClosed(group: number): boolean {
    return group < this.count && this.widths[group] !== null;
  }

  checkLookbehind(group: number, source: Source): void {
    if (this.lookbehind === null) return;
    if (!this.isClosed(group)) throw source.fault(["cannot refer to an open group"]);
    if (group >= this.lookbehind)
      throw source.fault(["cannot refer to group defined in the same lookbehind subpattern"]);
  }
}
