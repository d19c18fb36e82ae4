/** Awaiting the host: a promise, or a call of an async host function that has not been waited for yet. */

import { Park, type Token } from "../kernel/kernel.ts";
import { layout, type Value } from "../objects/object.ts";
import { EXHAUSTED } from "../objects/protocols/iterate.ts";
import { type NativeGenerator, type Pending, TrapRequest } from "../objects/requests.ts";
import { PyType } from "../objects/type.ts";
import { objectType } from "../objects/types.ts";
import { NativeAwaitable } from "../vm/generators.ts";

export const hostAwaitableType = new PyType("Promise", [objectType]);

/** Parks the fiber that awaits it until the host has an answer. */
export class HostAwaitable extends NativeAwaitable {
  /** Starts (or joins) the host's work; wakes the token with its outcome. */
  readonly begin: (token: Token) => (() => void) | null;
  readonly what: string;
  constructor(what: string, begin: (token: Token) => (() => void) | null) {
    super();
    this.what = what;
    this.begin = begin;
  }
  override *send(_value: Value): NativeGenerator {
    this.result = yield this.park();
    return EXHAUSTED;
  }
  park(): Pending {
    return new TrapRequest(new Park(this.what, this.begin, true));
  }
}
layout(HostAwaitable, hostAwaitableType);
