/** Classes of characters. ASCII is decided by comparison, the rest by lazily made expressions. */

export function isDigit(c: number): boolean {
  return c >= 48 && c <= 57;
}

export function isHexDigit(c: number): boolean {
  return isDigit(c) || (c >= 97 && c <= 102) || (c >= 65 && c <= 70);
}

/** Letters and `_`; whether anything beyond ASCII may stand in a name is decided afterwards. */
export function startsName(c: number): boolean {
  return (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || c === 95 || c >= 128;
}

export function continuesName(c: number): boolean {
  return startsName(c) || isDigit(c);
}

let nonStart: RegExp | undefined;
let nonContinue: RegExp | undefined;

/** Index of the first code point that may not stand where it does in a name, or -1. */
export function badNameCharacter(name: string): number {
  nonStart ??= /^[^\p{XID_Start}_]/u;
  nonContinue ??= /[^\p{XID_Continue}]/u;
  return nonStart.test(name) ? 0 : name.search(nonContinue);
}

let unprintable: RegExp | undefined;

/** Whether `str.isprintable` denies it. */
export function isUnprintable(character: string): boolean {
  unprintable ??= /^[\p{C}\p{Z}]$/u;
  return character !== " " && unprintable.test(character);
}

/** `U+00A0`. */
export function codePointName(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}
