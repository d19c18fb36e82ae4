/** Standard input, read as the program asks for it. */
import type { Readable } from "node:stream";

/** A port that answers text as it comes, and null at the end. It keeps nothing open until it is first asked. */
export function stdinPort(): () => Promise<string | null> {
  let stream: Readable | null = null;
  return () => {
    if (stream === null) {
      stream = process.stdin;
      stream.setEncoding("utf8");
    }
    return readSome(stream);
  };
}

function readSome(stream: Readable): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const finish = () => {
      stream.off("readable", onReadable).off("end", onEnd).off("error", onError);
    };
    const onReadable = () => {
      const text: unknown = stream.read();
      if (typeof text !== "string") return;
      finish();
      resolve(text);
    };
    const onEnd = () => {
      finish();
      resolve(null);
    };
    const onError = (error: Error) => {
      finish();
      reject(error);
    };
    if (stream.readableEnded) {
      resolve(null);
      return;
    }
    stream.on("readable", onReadable).on("end", onEnd).on("error", onError);
    onReadable();
  });
}
