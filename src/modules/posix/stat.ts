/** stat_result and its relatives. */
import type { FileStatus, FileSystemStatus } from "../../kernel/files.ts";
import { PyFloat } from "../../objects/float.ts";
import { normalize } from "../../objects/int.ts";
import type { Value } from "../../objects/object.ts";
import { structSequence } from "../../objects/struct-sequence.ts";

const NAMED = "st_mode st_ino st_dev st_nlink st_uid st_gid st_size".split(" ");
const TIMES = ["st_atime", "st_mtime", "st_ctime"];

export const statResult = structSequence(
  "os.stat_result",
  [
    ...NAMED,
    ...TIMES,
    ...TIMES,
    ...TIMES.map((name) => `${name}_ns`),
    "st_blksize",
    "st_blocks",
    "st_rdev",
  ],
  { visible: 10, unnamed: 3, isOpen: true },
);

const BILLION = 1_000_000_000n;

/** Whole seconds, also before the epoch. */
function seconds(time: bigint): Value {
  const whole = time / BILLION;
  return normalize(time < 0n && whole * BILLION !== time ? whole - 1n : whole);
}

/** As a double has it: the fraction is added to the seconds. */
function double(time: bigint): Value {
  const whole = BigInt(seconds(time) as number);
  return new PyFloat(Number(whole) + 1e-9 * Number(time - whole * BILLION));
}

export function statusValue(status: FileStatus): Value {
  const times = [status.atime, status.mtime, status.ctime];
  return statResult.make([
    status.mode,
    normalize(status.ino),
    normalize(status.dev),
    status.nlink,
    status.uid,
    status.gid,
    status.size,
    ...times.map(seconds),
    ...times.map(double),
    ...times.map((time) => normalize(time)),
    status.blksize,
    status.blocks,
    status.rdev,
  ]);
}

export const statvfsResult = structSequence(
  "os.statvfs_result",
  "f_bsize f_frsize f_blocks f_bfree f_bavail f_files f_ffree f_favail f_flag f_namemax f_fsid".split(
    " ",
  ),
  { visible: 10, isOpen: true },
);

export function roomValue(room: FileSystemStatus): Value {
  const { blockSize, blocks, free, available, files, freeFiles } = room;
  return statvfsResult.make([
    blockSize,
    blockSize,
    blocks,
    free,
    available,
    files,
    freeFiles,
    freeFiles,
    0,
    255,
    0,
  ]);
}

export const terminalSize = structSequence("os.terminal_size", ["columns", "lines"], {
  isOpen: true,
});
export const timesResult = structSequence(
  "posix.times_result",
  ["user", "system", "children_user", "children_system", "elapsed"],
  { isOpen: true },
);
export const unameResult = structSequence(
  "posix.uname_result",
  ["sysname", "nodename", "release", "version", "machine"],
  { isOpen: true },
);
