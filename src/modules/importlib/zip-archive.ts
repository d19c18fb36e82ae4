/** Zip files, as far as modules are imported from them. https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT */

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const END_SIZE = 22;
const STORED = 0;
const DEFLATED = 8;
const IS_UTF8 = 0x800;

/** Why a file is no zip file, or not one that can be read. */
export class ZipError extends Error {}

export interface ZipMember {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly compressedSize: number;
  readonly size: number;
  /** Of its local header. */
  readonly offset: number;
  /** Date and time, as MS-DOS has them. */
  readonly stamp: number;
}

const utf8 = new TextDecoder();
const latin1 = new TextDecoder("latin1");

export class ZipArchive {
  readonly path: string;
  readonly members: ReadonlyMap<string, ZipMember>;
  /** The table of contents, which has the sum of each member: what tells one archive from another. */
  readonly directory: Uint8Array;
  readonly #bytes: Uint8Array;
  readonly #inflate: (bytes: Uint8Array, size: number) => Uint8Array;
  #folders: ReadonlySet<string> | null = null;

  constructor(
    path: string,
    bytes: Uint8Array,
    inflate: (bytes: Uint8Array, size: number) => Uint8Array,
  ) {
    this.path = path;
    this.#bytes = bytes;
    this.#inflate = inflate;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const end = findEnd(view, path);
    const size = view.getUint32(end + 12, true);
    const start = end - size;
    // What comes before the first member (a program, say) is not counted in the offsets.
    const shift = start - view.getUint32(end + 16, true);
    if (start < 0 || shift < 0) throw new ZipError(`bad central directory size: '${path}'`);
    this.directory = bytes.subarray(start, end);
    this.members = readDirectory(view, start, end, shift, path);
  }

  /** Does it have a folder of this name, in so many words or as part of a member's? */
  hasFolder(name: string): boolean {
    if (this.#folders === null) {
      const folders = new Set<string>();
      for (const member of this.members.keys())
        for (let at = member.lastIndexOf("/"); at > 0; at = member.lastIndexOf("/", at - 1)) {
          const folder = member.slice(0, at);
          if (folders.has(folder)) break;
          folders.add(folder);
        }
      this.#folders = folders;
    }
    return this.#folders.has(name);
  }

  /** @throws ZipError */
  read(name: string): Uint8Array | null {
    const member = this.members.get(name);
    if (member === undefined) return null;
    const { offset, method, compressedSize, size } = member;
    const view = new DataView(this.#bytes.buffer, this.#bytes.byteOffset, this.#bytes.byteLength);
    if (offset + 30 > view.byteLength || view.getUint32(offset, true) !== LOCAL_HEADER)
      throw new ZipError(`bad local file header: '${this.path}'`);
    const start =
      offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
    const stored = this.#bytes.subarray(start, start + compressedSize);
    if (stored.length !== compressedSize) throw new ZipError("zipimport: can't read data");
    if (method === STORED) return stored;
    if (method !== DEFLATED) throw new ZipError("can't decompress data; zlib not available");
    let bytes: Uint8Array;
    try {
      bytes = this.#inflate(stored, size);
    } catch (error) {
      throw new ZipError(`can't decompress data: ${(error as Error).message}`);
    }
    if (bytes.length !== size) throw new ZipError("zipimport: can't read data");
    return bytes;
  }
}

function findEnd(view: DataView, path: string): number {
  // A comment of at most 65,535 bytes may follow.
  const last = view.byteLength - END_SIZE;
  for (let at = last; at >= 0 && at >= last - 0xffff; at--) {
    if (view.getUint32(at, true) !== END_OF_DIRECTORY) continue;
    const comment = view.getUint16(at + 20, true);
    if (at + END_SIZE + comment <= view.byteLength) return at;
  }
  throw new ZipError(`not a Zip file: '${path}'`);
}

function readDirectory(
  view: DataView,
  start: number,
  end: number,
  shift: number,
  path: string,
): Map<string, ZipMember> {
  const members = new Map<string, ZipMember>();
  for (let at = start; at < end; ) {
    if (at + 46 > end || view.getUint32(at, true) !== DIRECTORY_ENTRY)
      throw new ZipError(`bad central directory: '${path}'`);
    const nameLength = view.getUint16(at + 28, true);
    const flags = view.getUint16(at + 8, true);
    if (at + 46 + nameLength > end) throw new ZipError(`bad central directory: '${path}'`);
    const raw = new Uint8Array(view.buffer, view.byteOffset + at + 46, nameLength);
    const name = ((flags & IS_UTF8) === 0 ? latin1 : utf8).decode(raw);
    members.set(name, {
      name,
      method: view.getUint16(at + 10, true),
      stamp: view.getUint32(at + 12, true),
      crc: view.getUint32(at + 16, true),
      compressedSize: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true) + shift,
    });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return members;
}
