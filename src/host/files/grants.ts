/** What the host lets a program have of files. */
import type { FileSystem } from "../../kernel/files.ts";
import type { Platform } from "../platform.ts";
import { type Mount, Mounts } from "./mounts.ts";

/** A folder of this machine, with what is in it. Symbolic links that lead out of it lead nowhere. */
export interface FolderGrant {
  readonly folder: string;
  /** May the program change anything? By default it may not. */
  readonly writable?: boolean;
}

/** By the path that the program knows it by: files in memory, any other file system, or a folder. */
export type FileGrants = Readonly<Record<string, FileSystem | FolderGrant>>;

function isFolder(grant: FileSystem | FolderGrant): grant is FolderGrant {
  return typeof (grant as Partial<FolderGrant>).folder === "string";
}

export function grantedFiles(grants: FileGrants, platform: Platform): FileSystem {
  const mounts = new Map<string, Mount>();
  for (const path of Object.keys(grants)) {
    const names = path.split("/").filter((name) => name !== "");
    if (!path.startsWith("/") || names.some((name) => name === "." || name === ".."))
      throw new TypeError(`files: '${path}' is no absolute path`);
    const grant = grants[path] as FileSystem | FolderGrant;
    const point = `/${names.join("/")}`;
    if (!isFolder(grant)) mounts.set(point, { files: grant, isWritable: true });
    else if (platform.openFolder === null)
      throw new TypeError(`files: there are no folders here, as '${path}' wants one`);
    else
      mounts.set(point, {
        files: platform.openFolder(grant.folder),
        isWritable: grant.writable === true,
      });
  }
  return new Mounts(mounts);
}
