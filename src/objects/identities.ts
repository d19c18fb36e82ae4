/** Numbers for the identity of objects, each interpreter's own: what a program sees of them is no other program's affair. */
export class Identities {
  #last = 0;
  readonly #numbers = new WeakMap<object, number>();

  of(object: object): number {
    let number = this.#numbers.get(object);
    if (number === undefined) {
      number = ++this.#last;
      this.#numbers.set(object, number);
    }
    return number;
  }
}
