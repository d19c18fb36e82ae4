/** sys.stdin, sys.stdout, sys.stderr: text over ports of the host. */
import {
  FileError,
  type FileStatus,
  KIND,
  type Later,
  O,
  type OpenFile,
} from "../../kernel/files.ts";
import { chain, Description, type Process } from "../../kernel/process.ts";
import type { Value } from "../../objects/object.ts";
import { getAttribute, setOwn } from "../../objects/protocols/attributes.ts";
import { call, isPending, type NativeGenerator } from "../../objects/requests.ts";
import { DEFAULT_BUFFER_SIZE, readerType, writerType } from "./base.ts";
import { PyBuffered } from "./buffered.ts";
import { PyFileIO } from "./file-io.ts";
import { type OutputPort, PyTextIO } from "./text-io.ts";

/** Some text or bytes, as they come; "" or null at the end. */
export type InputPort = () =>
  | string
  | Uint8Array
  | null
  | undefined
  | PromiseLike<string | Uint8Array | null | undefined>;

/** A port as an open file. */
abstract class PortFile implements OpenFile {
  readonly hasPositions = false;
  readonly isTerminal: boolean;
  constructor(isTerminal: boolean) {
    this.isTerminal = isTerminal;
  }
  status(): FileStatus {
    return {
      mode: this.isTerminal ? KIND.characters | 0o620 : KIND.pipe | 0o600,
      ino: 1n,
      dev: 0n,
      nlink: 1,
      uid: 0,
      gid: 0,
      size: 0,
      rdev: 0,
      blksize: 1024,
      blocks: 0,
      atime: 0n,
      mtime: 0n,
      ctime: 0n,
    };
  }
  read(_bytes: Uint8Array, _position: number | null): Later<number> {
    throw new FileError("EBADF");
  }
  write(_bytes: Uint8Array, _position: number | null): Later<number> {
    throw new FileError("EBADF");
  }
  truncate(): never {
    throw new FileError("EINVAL");
  }
  sync(): never {
    throw new FileError("EINVAL");
  }
  setMode(): never {
    throw new FileError("EPERM");
  }
  setTimes(): never {
    throw new FileError("EPERM");
  }
  close(): void {}
}

class OutputFile extends PortFile {
  readonly #port: OutputPort;
  readonly #decoder = new TextDecoder();
  constructor(port: OutputPort, isTerminal: boolean) {
    super(isTerminal);
    this.#port = port;
  }
  override write(bytes: Uint8Array): Later<number> {
    const { length } = bytes;
    const done =
      this.#port.bytes !== undefined
        ? this.#port.bytes(bytes.slice())
        : this.#port(this.#decoder.decode(bytes, { stream: true }));
    return chain(done, () => length);
  }
}

class InputFile extends PortFile {
  readonly #port: InputPort;
  #rest: Uint8Array = new Uint8Array(0);
  #hasEnded = false;
  constructor(port: InputPort, isTerminal: boolean) {
    super(isTerminal);
    this.#port = port;
  }
  override read(bytes: Uint8Array): Later<number> {
    if (this.#rest.length > 0 || this.#hasEnded || bytes.length === 0) return this.#take(bytes);
    return chain(this.#port(), (chunk) => {
      if (chunk === null || chunk === undefined || chunk.length === 0) {
        // A terminal may go on after its end.
        this.#hasEnded = !this.isTerminal;
        return 0;
      }
      this.#rest = typeof chunk === "string" ? new TextEncoder().encode(chunk) : chunk;
      return this.#take(bytes);
    });
  }
  #take(bytes: Uint8Array): number {
    const part = this.#rest.subarray(0, bytes.length);
    bytes.set(part);
    this.#rest = this.#rest.subarray(part.length);
    return part.length;
  }
}

export interface StandardPorts {
  readonly stdin: InputPort;
  readonly stdout: OutputPort;
  readonly stderr: OutputPort;
  /** Which of them are terminals. */
  readonly terminals: ReadonlySet<string>;
}

/** Opens files 0, 1 and 2, and answers their streams by name. */
export function standardStreams(posix: Process, ports: StandardPorts): Map<string, Value> {
  const { terminals } = ports;
  const make = (fd: number, name: string, file: OpenFile, port: OutputPort | null): PyTextIO => {
    posix.set(fd, new Description(file, port === null ? O.RDONLY : O.WRONLY));
    const raw = new PyFileIO();
    raw.fd = fd;
    raw.closesFile = false;
    raw.isReadable = port === null;
    raw.isWritable = port !== null;
    setOwn(raw, "name", `<${name}>`);
    const buffer = new PyBuffered();
    buffer.shape = (port === null ? readerType : writerType).instanceShape;
    buffer.adopt(raw, DEFAULT_BUFFER_SIZE, port === null);
    const text = new PyTextIO();
    text.adopt(buffer, name === "stderr" ? "backslashreplace" : "strict", port);
    text.isLineBuffered = file.isTerminal || name === "stderr";
    setOwn(text, "mode", port === null ? "r" : "w");
    return text;
  };
  const output = (fd: number, name: "stdout" | "stderr") =>
    make(fd, name, new OutputFile(ports[name], terminals.has(name)), ports[name]);
  const stdin = new InputFile(ports.stdin, terminals.has("stdin"));
  return new Map<string, Value>([
    ["stdin", make(0, "stdin", stdin, null)],
    ["stdout", output(1, "stdout")],
    ["stderr", output(2, "stderr")],
  ]);
}

/** Writes to any file object. */
export function* writeTo(file: Value, text: Value): NativeGenerator {
  if (file === null) return null;
  const write = getAttribute(file, "write");
  return yield call((isPending(write) ? yield write : write) as Value, text);
}
