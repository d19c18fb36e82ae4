/** What posix does with open files, by their numbers. */
import { FileError, O } from "../../kernel/files.ts";
import { currentProcess, Description } from "../../kernel/process.ts";
import { bytesLike, checkBytes } from "../../objects/buffers.ts";
import { index, smallInt, truth } from "../../objects/conversions.ts";
import { type Entry, functionBuilder } from "../../objects/define.ts";
import { either, optional } from "../../objects/params.ts";
import type { NativeGenerator } from "../../objects/requests.ts";
import { PyBytes, tuple } from "../../objects/sequences.ts";
import { fromJs } from "../../objects/str.ts";
import { offset } from "../io/base.ts";
import { raiseSystem, settled } from "../io/waiting.ts";
import { fd, noFolder, path, readPathOnly } from "./arguments.ts";
import { newPipe } from "./pipe.ts";
import { roomValue, statusValue, terminalSize } from "./stat.ts";

const { caller, fn } = functionBuilder;

/** An open file by its number. */
function* described(number: number) {
  return yield* settled("a file", () => currentProcess().get(number));
}

function* readBytes(number: number, count: number, at: number | null): NativeGenerator {
  if (count < 0) raiseSystem("EINVAL");
  checkBytes(count);
  const description = yield* described(number);
  const bytes = new Uint8Array(count);
  const got = yield* settled("a file", () => {
    if (at === null) return description.read(bytes);
    if (!description.isReadable) throw new FileError("EBADF");
    if (!description.file.hasPositions) throw new FileError("ESPIPE");
    return description.file.read(bytes, at);
  });
  return new PyBytes(got === count ? bytes : bytes.slice(0, got));
}

export const descriptorEntries: Readonly<Record<string, Entry>> = {
  open: caller(
    "Open a file; return its number.",
    [
      path(),
      either(smallInt("flags")),
      either(optional(smallInt("mode"), 0o777, "511")),
      noFolder(),
    ],
    function* (value, flags, mode): NativeGenerator {
      const target = yield* readPathOnly(value, "open");
      const posix = currentProcess();
      return yield* settled("a file", () => posix.open(target.path, flags, mode), target.shown);
    },
  ),
  close: caller("Close an open file.", [fd()], function* (number): NativeGenerator {
    yield* settled("a file", () => currentProcess().close(number));
    return null;
  }),
  closerange: caller(
    "Close all open files with these numbers, without complaint.",
    [smallInt("fd_low"), smallInt("fd_high")],
    function* (low, high): NativeGenerator {
      const posix = currentProcess();
      for (const number of posix.numbers()) {
        if (number >= low && number < high) yield* settled("a file", () => posix.close(number));
      }
      return null;
    },
  ),
  read: caller("Read some bytes.", [smallInt("fd"), index("length")], (number, count) =>
    readBytes(number, count, null),
  ),
  pread: caller(
    "Read some bytes from a position.",
    [smallInt("fd"), smallInt("length"), offset("offset")],
    readBytes,
  ),
  write: caller(
    "Write bytes; return how many.",
    [smallInt("fd"), bytesLike("data")],
    function* (number, bytes): NativeGenerator {
      const description = yield* described(number);
      return yield* settled("a file", () => description.write(bytes));
    },
  ),
  pwrite: caller(
    "Write bytes at a position; return how many.",
    [smallInt("fd"), bytesLike("buffer"), offset("offset")],
    function* (number, bytes, at): NativeGenerator {
      const description = yield* described(number);
      return yield* settled("a file", () => {
        if (!description.isWritable) throw new FileError("EBADF");
        if (!description.file.hasPositions) throw new FileError("ESPIPE");
        return description.file.write(bytes, at);
      });
    },
  ),
  lseek: caller(
    "Move to a position in an open file, and return it.",
    [smallInt("fd"), offset("position"), smallInt("whence")],
    function* (number, to, whence): NativeGenerator {
      const description = yield* described(number);
      return yield* settled("a file", () => description.seek(to, whence));
    },
  ),
  fstat: caller(
    "Return what is known of an open file.",
    [fd()],
    function* (number): NativeGenerator {
      const { file } = yield* described(number);
      return statusValue(yield* settled("a file", () => file.status()));
    },
  ),
  fstatvfs: caller(
    "Return what is known of an open file's file system.",
    [fd()],
    function* (number): NativeGenerator {
      yield* described(number);
      return roomValue({
        blockSize: 4096,
        blocks: 0,
        free: 0,
        available: 0,
        files: 0,
        freeFiles: 0,
      });
    },
  ),
  ftruncate: caller(
    "Cut an open file off.",
    [smallInt("fd"), offset("length")],
    function* (number, length): NativeGenerator {
      const description = yield* described(number);
      yield* settled("a file", () => {
        if (!description.isWritable || length < 0) throw new FileError("EINVAL");
        return description.file.truncate(length);
      });
      return null;
    },
  ),
  fchmod: caller(
    "Change the mode of an open file.",
    [fd(), either(smallInt("mode"))],
    function* (number, mode): NativeGenerator {
      const { file } = yield* described(number);
      yield* settled("a file", () => file.setMode(mode));
      return null;
    },
  ),
  fsync: caller(
    "Have an open file written to its device.",
    [fd()],
    function* (number): NativeGenerator {
      const { file } = yield* described(number);
      yield* settled("a file", () => file.sync());
      return null;
    },
  ),
  fdatasync: caller(
    "Have an open file written to its device.",
    [fd()],
    function* (number): NativeGenerator {
      const { file } = yield* described(number);
      yield* settled("a file", () => file.sync());
      return null;
    },
  ),
  isatty: fn("Return whether an open file is a terminal.", [smallInt("fd")], (number) => {
    const posix = currentProcess();
    return posix.has(number) && posix.get(number).file.isTerminal;
  }),
  dup: caller(
    "Give an open file another number, and return that.",
    [smallInt("fd")],
    function* (number): NativeGenerator {
      const description = yield* described(number);
      return yield* settled("a file", () => currentProcess().add(description));
    },
  ),
  dup2: caller(
    "Give an open file this number, which is closed first.",
    [
      either(smallInt("fd")),
      either(smallInt("fd2")),
      either(optional(truth("inheritable"), true, "True")),
    ],
    function* (number, other, inheritable): NativeGenerator {
      const posix = currentProcess();
      const description = yield* described(number);
      if (other < 0) raiseSystem("EBADF");
      if (number !== other) {
        if (posix.has(other)) yield* settled("a file", () => posix.close(other));
        posix.set(other, description);
      }
      if (inheritable) posix.inheritable.add(other);
      return other;
    },
  ),
  pipe: caller(
    "Make a pipe; return the numbers of its ends, to read and to write.",
    [],
    function* (): NativeGenerator {
      const posix = currentProcess();
      const [reader, writer] = newPipe();
      return yield* settled("a pipe", () =>
        tuple(
          posix.add(new Description(reader, O.RDONLY)),
          posix.add(new Description(writer, O.WRONLY)),
        ),
      );
    },
  ),
  get_inheritable: caller(
    "Return whether programs started would have an open file too.",
    [smallInt("fd")],
    function* (number): NativeGenerator {
      yield* described(number);
      return currentProcess().inheritable.has(number);
    },
  ),
  set_inheritable: caller(
    "Say whether programs started would have an open file too.",
    [smallInt("fd"), truth("inheritable")],
    function* (number, inheritable): NativeGenerator {
      yield* described(number);
      const { inheritable: set } = currentProcess();
      if (inheritable) set.add(number);
      else set.delete(number);
      return null;
    },
  ),
  get_blocking: caller(
    "Return whether reading and writing wait.",
    [smallInt("fd")],
    function* (number): NativeGenerator {
      return ((yield* described(number)).flags & O.NONBLOCK) === 0;
    },
  ),
  set_blocking: caller(
    "Say whether reading and writing wait.",
    [smallInt("fd"), truth("blocking")],
    function* (number, blocking): NativeGenerator {
      const description = yield* described(number);
      if (blocking) description.flags &= ~O.NONBLOCK;
      else description.flags |= O.NONBLOCK;
      return null;
    },
  ),
  device_encoding: caller(
    "Return the encoding of a terminal, or None.",
    [fd()],
    function* (number): NativeGenerator {
      const posix = currentProcess();
      yield* [];
      return posix.has(number) && posix.get(number).file.isTerminal ? "UTF-8" : null;
    },
  ),
  ttyname: caller(
    "Return the name of a terminal.",
    [smallInt("fd")],
    function* (number): NativeGenerator {
      const { file } = yield* described(number);
      if (!file.isTerminal) raiseSystem("ENOTTY");
      return fromJs("/dev/tty");
    },
  ),
  get_terminal_size: caller(
    "Return the columns and lines of a terminal.",
    [optional(smallInt("fd"), 1, "<unrepresentable>")],
    function* (number): NativeGenerator {
      const { file } = yield* described(number);
      const size = file.isTerminal ? currentProcess().info.terminalSize(number) : null;
      if (size === null) return raiseSystem("ENOTTY");
      return terminalSize.make([...size]);
    },
  ),
};
