/** The part of _thread that there is: locks of one thread. */
import { defineModule, members } from "../objects/define.ts";
import { E, raise } from "../objects/errors.ts";
import { layout, PyObject } from "../objects/object.ts";
import { PyType } from "../objects/type.ts";
import { objectType } from "../objects/types.ts";

const rlockType = new PyType("_thread.RLock", [objectType]);
class PyRLock extends PyObject {
  count = 0;
}
layout(PyRLock, rlockType);
rlockType.populate(
  members<PyRLock>(({ slots, staticMethod, method }) => {
    const acquire = (self: PyRLock): boolean => {
      self.count++;
      return true;
    };
    const release = (self: PyRLock): null => {
      if (self.count === 0) raise(E.RuntimeError, "cannot release un-acquired lock");
      self.count--;
      return null;
    };
    return [
      slots({ __enter__: acquire, __exit__: release }),
      {
        __new__: staticMethod("A lock.", [], () => new PyRLock()),
        acquire: method("Acquire the lock.", [], acquire),
        release: method("Release the lock.", [], release),
      },
    ];
  }),
);

export const threadModule = defineModule("_thread", "Locks.", ({ constant, fn }) => ({
  RLock: fn("A lock.", [], () => new PyRLock()),
  LockType: constant(rlockType),
}));
