/**
 * `_thread.lock` and `_thread.RLock`. Who releases a lock hands it to the fiber that has waited longest, so a thread that takes it
 * again and again keeps nobody out.
 */

import { address } from "../../objects/builtins/replies.ts";
import { instanceOf } from "../../objects/construct.ts";
import { truth } from "../../objects/conversions.ts";
import { type Entries, members, type TypeBuilder } from "../../objects/define.ts";
import { E, raise } from "../../objects/errors.ts";
import { identityOf } from "../../objects/hash-table.ts";
import { intValue } from "../../objects/int.ts";
import { layout, PyObject, type Value } from "../../objects/object.ts";
import { either, keywords, object, optional, rest } from "../../objects/params.ts";
import { after, type NativeResult } from "../../objects/requests.ts";
import { PyTuple, tuple } from "../../objects/sequences.ts";
import { PyType } from "../../objects/type.ts";
import { objectType, typeName } from "../../objects/types.ts";
import { machine } from "../../vm/state.ts";
import { LONGEST, seconds } from "./seconds.ts";
import { Waiters } from "./waiters.ts";

export const lockType = new PyType("_thread.lock", [objectType]);
lockType.isBase = false;
lockType.hasWeakref = true;
export const rlockType = new PyType("_thread.RLock", [objectType]);
rlockType.hasWeakref = true;

/** What both kinds have in common. */
abstract class Lockable extends PyObject {
  readonly waiters = new Waiters();
  abstract readonly isLocked: boolean;
  abstract acquire(isBlocking: boolean, timeout: number | null): NativeResult;
  abstract release(): void;
  abstract reset(): void;
  abstract describe(): string;
}

export class PyLock extends Lockable {
  isLocked = false;

  acquire(isBlocking: boolean, timeout: number | null): NativeResult {
    if (!this.isLocked) {
      this.isLocked = true;
      return true;
    }
    return isBlocking && timeout !== 0 ? this.waiters.wait("a lock", timeout) : false;
  }

  release(): void {
    if (!this.isLocked) raise(E.RuntimeError, "release unlocked lock");
    if (this.waiters.wakeOne() === null) this.isLocked = false;
  }

  reset(): void {
    this.isLocked = false;
    this.waiters.clear();
  }

  describe(): string {
    return "lock object";
  }
}
layout(PyLock, lockType);

export class PyRLock extends Lockable {
  /** The thread that has it; 0 for none. */
  owner = 0;
  count = 0;

  get isLocked(): boolean {
    return this.count > 0;
  }

  get isOwned(): boolean {
    return this.count > 0 && this.owner === machine.fiber.thread;
  }

  acquire(isBlocking: boolean, timeout: number | null, count = 1): NativeResult {
    if (this.isOwned) {
      this.count += count;
      return true;
    }
    if (this.count === 0) {
      this.owner = machine.fiber.thread;
      this.count = count;
      return true;
    }
    return isBlocking && timeout !== 0 ? this.waiters.wait("a lock", timeout, count) : false;
  }

  release(): void {
    this.#checkOwned();
    if (--this.count === 0) this.#pass();
  }

  /** Gives it up altogether; answers how often it was taken. */
  releaseAll(): number {
    this.#checkOwned();
    const { count } = this;
    this.#pass();
    return count;
  }

  #checkOwned(): void {
    if (!this.isOwned) raise(E.RuntimeError, "cannot release un-acquired lock");
  }

  #pass(): void {
    const next = this.waiters.wakeOne();
    this.owner = next?.thread ?? 0;
    this.count = next?.count ?? 0;
  }

  reset(): void {
    this.owner = this.count = 0;
    this.waiters.clear();
  }

  describe(): string {
    return `RLock object owner=${this.owner} count=${this.count}`;
  }
}
layout(PyRLock, rlockType);

function acquire(self: Lockable, isBlocking: boolean, timeout: number): NativeResult {
  if (!isBlocking && timeout !== -1)
    raise(E.ValueError, "can't specify a timeout for a non-blocking call");
  if (timeout < 0 && timeout !== -1)
    raise(E.ValueError, "timeout value must be a non-negative number");
  if (timeout > LONGEST) raise(E.OverflowError, "timeout value is too large");
  return self.acquire(isBlocking, timeout === -1 ? null : timeout);
}

function common<T extends Lockable>({ method, caller, slots }: TypeBuilder<T>): Entries {
  return {
    ...slots({
      __repr__: (self) =>
        `<${self.isLocked ? "locked" : "unlocked"} _thread.${self.describe()} at ${address(identityOf(self))}>`,
    }),
    acquire: caller(
      "Lock the lock, waiting for it if that is asked for. Return whether it was acquired.",
      [
        either(optional(truth("blocking"), true, "True")),
        either(optional(seconds("timeout"), -1, "-1")),
      ],
      acquire,
    ),
    release: method("Release the lock, so that another thread may have it.", [], (self) => {
      self.release();
    }),
    locked: method("Return whether the lock is locked.", [], (self) => self.isLocked),
    __enter__: caller("Lock the lock.", [], (self) => self.acquire(true, null)),
    __exit__: method("Release the lock.", [rest("exc_info")], (self) => {
      self.release();
    }),
    _at_fork_reinit: method("Make the lock a new one.", [], (self) => {
      self.reset();
    }),
  };
}

lockType.populate(
  members<PyLock>((builder) => {
    const entries = common(builder);
    const { acquire, release, locked } = entries;
    return [
      entries,
      {
        acquire_lock: acquire,
        release_lock: release,
        locked_lock: locked,
        __new__: builder.staticMethod(
          "A lock object is a synchronization primitive.",
          [object("cls"), rest("args")],
          (_cls, args) => {
            if (args.length > 0)
              raise(E.TypeError, `lock expected 0 arguments, got ${args.length}`);
            return new PyLock();
          },
        ),
      } as Entries,
    ];
  }),
);

/** What `_release_save` has answered: how often it was taken, and by which thread. */
function savedState(state: Value): readonly [number, number] {
  if (!(state instanceof PyTuple))
    raise(
      E.TypeError,
      `_acquire_restore() argument 1 must be 2-item tuple, not ${typeName(state)}`,
    );
  if (state.items.length !== 2)
    raise(
      E.TypeError,
      `_acquire_restore() argument 1 must be tuple of length 2, not ${state.items.length}`,
    );
  const [count, owner] = state.items.map((item) => intValue(item));
  if (count === undefined || owner === undefined) raise(E.TypeError, "an integer is required");
  return [Number(count), Number(owner)];
}

rlockType.populate(
  members<PyRLock>((builder) => [
    common(builder),
    {
      __new__: builder.staticMethod(
        "A lock that the thread which has it may lock again.",
        [object("cls"), rest("args"), keywords("kwargs")],
        (cls) => instanceOf(cls, new PyRLock()),
      ),
      _is_owned: builder.method(
        "For internal use by `threading.Condition`.",
        [],
        (self) => self.isOwned,
      ),
      _recursion_count: builder.method("For internal use by reentrancy checks.", [], (self) =>
        self.isOwned ? self.count : 0,
      ),
      _release_save: builder.method("For internal use by `threading.Condition`.", [], (self) => {
        const { owner } = self;
        return tuple(self.releaseAll(), owner);
      }),
      _acquire_restore: builder.caller(
        "For internal use by `threading.Condition`.",
        [object("state")],
        (self, state) => {
          const [count, owner] = savedState(state);
          return after(self.acquire(true, null, count), () => {
            self.owner = owner;
            return null;
          });
        },
      ),
    },
  ]),
);
