/** A double-ended queue in an array that goes round: both of its ends are at hand. */
import type { Value } from "../../objects/object.ts";
import { checkItems } from "../../objects/sequences.ts";

const SMALLEST = 8;

export class Ring {
  /** Its length is a power of two. */
  #cells: (Value | undefined)[] = [];
  #head = 0;
  length = 0;

  #cell(index: number): number {
    return (this.#head + index) & (this.#cells.length - 1);
  }

  at(index: number): Value {
    return this.#cells[this.#cell(index)] as Value;
  }
  set(index: number, value: Value): void {
    this.#cells[this.#cell(index)] = value;
  }

  push(value: Value): void {
    if (this.length === this.#cells.length) this.#grow();
    this.#cells[this.#cell(this.length++)] = value;
  }
  unshift(value: Value): void {
    if (this.length === this.#cells.length) this.#grow();
    this.#head = this.#cell(-1);
    this.#cells[this.#head] = value;
    this.length++;
  }
  /** Takes the last item; there has to be one. */
  pop(): Value {
    const cell = this.#cell(--this.length);
    const value = this.#cells[cell] as Value;
    this.#cells[cell] = undefined;
    if (this.length * 8 < this.#cells.length) this.#shrink();
    return value;
  }
  /** Takes the first item; there has to be one. */
  shift(): Value {
    const head = this.#head;
    const value = this.#cells[head] as Value;
    this.#cells[head] = undefined;
    this.#head = this.#cell(1);
    this.length--;
    if (this.length * 8 < this.#cells.length) this.#shrink();
    return value;
  }

  /** Puts a value before the item at `index`; what is on the shorter side makes room. */
  insert(index: number, value: Value): void {
    if (index * 2 < this.length) {
      this.unshift(value);
      for (let i = 0; i < index; i++) this.set(i, this.at(i + 1));
    } else {
      this.push(value);
      for (let i = this.length - 1; i > index; i--) this.set(i, this.at(i - 1));
    }
    this.set(index, value);
  }
  remove(index: number): void {
    if (index * 2 < this.length) {
      for (let i = index; i > 0; i--) this.set(i, this.at(i - 1));
      this.shift();
    } else {
      for (let i = index; i < this.length - 1; i++) this.set(i, this.at(i + 1));
      this.pop();
    }
  }

  /** Takes `count` items from the end to the front, or (below zero) from the front to the end. */
  rotate(count: number): void {
    for (let i = 0; i < count; i++) this.unshift(this.pop());
    for (let i = 0; i > count; i--) this.push(this.shift());
  }
  reverse(): void {
    for (let i = 0, j = this.length - 1; i < j; i++, j--) {
      const value = this.at(i);
      this.set(i, this.at(j));
      this.set(j, value);
    }
  }
  clear(): void {
    this.#cells = [];
    this.#head = 0;
    this.length = 0;
  }
  toArray(): Value[] {
    const items: Value[] = [];
    for (let i = 0; i < this.length; i++) items.push(this.at(i));
    return items;
  }

  /** What has gone round goes behind the rest. */
  #grow(): void {
    const cells = this.#cells;
    const { length } = cells;
    checkItems(length * 2);
    for (let i = 0; i < this.#head; i++) {
      cells.push(cells[i]);
      cells[i] = undefined;
    }
    while (cells.length < Math.max(length * 2, SMALLEST)) cells.push(undefined);
  }
  #shrink(): void {
    if (this.#cells.length <= SMALLEST) return;
    const items: (Value | undefined)[] = this.toArray();
    const size = this.#cells.length / 4;
    while (items.length < size) items.push(undefined);
    this.#cells = items;
    this.#head = 0;
  }
}
