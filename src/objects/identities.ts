import { Mortal } from "./lifetimes.ts";

/** Numbers for the identity of objects, each interpreter's own: what a program sees of them is no other program's affair. */
export class Identities {
  #last = 0;
  readonly #numbers = new WeakMap<object, number>();

  of(object: object): number {
    // What it consists of may get another handle.
    if (object instanceof Mortal) object = object.body;
    let number = this.#numbers.get(object);
    if (number === undefined) {
      number = ++this.#last;
      this.#numbers.set(object, number);
    }
    return number;
  }
}
