/** What functions of posix take: paths, numbers of open files. */
import { currentProcess } from "../../kernel/process.ts";
import { smallInt, toIndex } from "../../objects/conversions.ts";
import { current } from "../../objects/current.ts";
import { E, newException, PyThrow, raise } from "../../objects/errors.ts";
import type { Int } from "../../objects/int.ts";
import type { Value } from "../../objects/object.ts";
import { either, keyword, object, optional, type Param, param } from "../../objects/params.ts";
import { callSpecial, slotFor } from "../../objects/protocols/slot.ts";
import { isPending, type Pending } from "../../objects/requests.ts";
import { PyBytes } from "../../objects/sequences.ts";
import { SLOT } from "../../objects/slots.ts";
import { isStr } from "../../objects/str.ts";
import { typeName } from "../../objects/types.ts";
import { fspath, type Path, toPath } from "../io/paths.ts";
import { flushUnwritten } from "../io/unwritten.ts";

export type Steps<T> = Generator<Pending, T, Value>;

interface Accepted {
  /** May it be the number of an open file? */
  readonly fd?: boolean;
  readonly none?: boolean;
  readonly name?: string;
}

function wrong(value: Value, fn: string, { fd, none, name = "path" }: Accepted): never {
  const kinds = fd
    ? `string, bytes, os.PathLike${none ? ", integer or None" : " or integer"}`
    : none
      ? "string, bytes, os.PathLike or None"
      : "string, bytes or os.PathLike";
  return raise(E.TypeError, `${fn}: ${name} should be ${kinds}, not ${typeName(value)}`);
}

/** A path, or the number of an open file where `accepted` says so. What is on its way to files is written first. */
export function* readTarget(
  value: Value,
  fn: string,
  accepted: Accepted = {},
): Steps<Path & { readonly fd: number | null }> {
  if (currentProcess().unwritten.size > 0) yield* flushUnwritten();
  if (value === null && accepted.none === true)
    return { path: ".", shown: null, isBytes: false, fd: null };
  if (!isStr(value) && !(value instanceof PyBytes)) {
    if (accepted.fd === true && slotFor(value, SLOT.__index__) !== null) {
      if (typeof value === "boolean")
        yield current.interpreter.warn(E.RuntimeWarning, "bool is used as a file descriptor");
      const index = toIndex(value);
      const fd = (isPending(index) ? yield index : index) as Int;
      if (fd > 0x7fffffff) raise(E.OverflowError, "fd is greater than maximum");
      if (fd < -0x80000000) raise(E.OverflowError, "fd is less than minimum");
      return { path: "", shown: value, isBytes: false, fd: Number(fd) };
    }
    if (callSpecial(value, "__fspath__", []) === undefined) wrong(value, fn, accepted);
    const path = (yield* fspath(value)) as Value;
    return { ...toPath(path, fn, accepted.name), fd: null };
  }
  return { ...toPath(value, fn, accepted.name), fd: null };
}

/** A path and nothing else. */
export function* readPathOnly(value: Value, fn: string, name = "path"): Steps<Path> {
  return yield* readTarget(value, fn, { name });
}

/** `dir_fd` and its like: no folder stands for a path's beginning here. */
export function noFolder(name = "dir_fd"): Param<null> {
  return keyword(
    optional(
      param<null>(name, (value) => {
        if (value === null) return null;
        throw new PyThrow(
          newException(E.NotImplementedError, "dir_fd unavailable on this platform"),
        );
      }),
      null,
      "None",
    ),
  );
}

/** The parameter of a path. */
export const path = (name = "path"): Param<Value> => either(object(name));

/** The number of an open file. */
export const fd = (name = "fd"): Param<number> => either(smallInt(name));
