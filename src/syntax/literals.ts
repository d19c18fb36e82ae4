/** Constants that JavaScript has no primitive for. None, bool, int and most str need no class. */

export class FloatLiteral {
  readonly value: number;
  constructor(value: number) {
    this.value = value;
  }
}

/** `2j`. */
export class ImaginaryLiteral {
  readonly value: number;
  constructor(value: number) {
    this.value = value;
  }
}

export class BytesLiteral {
  readonly bytes: Uint8Array;
  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }
}

/**
 * A str in which an escape made a surrogate code point. In a JavaScript string the two of
 * `"\ud83d\ude00"` would melt into one character; in Python they stay two.
 */
export class CodePointsLiteral {
  readonly codePoints: readonly number[];
  constructor(codePoints: readonly number[]) {
    this.codePoints = codePoints;
  }
}

export class EllipsisLiteral {}
