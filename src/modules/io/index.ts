/** `_io`: streams. https://docs.python.org/3/library/io.html */
import { index } from "../../objects/conversions.ts";
import { defineModule } from "../../objects/define.ts";
import { E } from "../../objects/errors.ts";
import { either, object, optional } from "../../objects/params.ts";
import type { Members, PyType } from "../../objects/type.ts";
import * as base from "./base.ts";
import { randomMembers, readerMembers, writerMembers } from "./buffered-members.ts";
import { bytesIoMembers } from "./bytes-io.ts";
import { fileIoMembers } from "./file-io.ts";
import { newlineDecoderMembers, newlineDecoderType } from "./newlines.ts";
import { openCode, openFunction } from "./open.ts";
import { pairMembers } from "./pair.ts";
import { stringIoMembers } from "./string-io.ts";
import { textIoMembers } from "./text-io-members.ts";

/** The types of streams, with their members. */
export const ioTypes: readonly (readonly [PyType, Members])[] = [
  [base.ioBaseType, base.ioBaseMembers],
  [base.rawIoBaseType, base.rawIoBaseMembers],
  [base.bufferedIoBaseType, base.bufferedIoBaseMembers],
  [base.textIoBaseType, base.textIoBaseMembers],
  [base.fileIoType, fileIoMembers],
  [base.bytesIoType, bytesIoMembers],
  [base.stringIoType, stringIoMembers],
  [base.readerType, readerMembers],
  [base.writerType, writerMembers],
  [base.randomType, randomMembers],
  [base.pairType, pairMembers],
  [base.textIoType, textIoMembers],
  [newlineDecoderType, newlineDecoderMembers],
];

export const ioModule = defineModule("_io", "Streams of bytes and of text.", (builder) => ({
  ...Object.fromEntries(
    ioTypes.map(([type]) => [type.name.slice("_io.".length), builder.constant(type)]),
  ),
  UnsupportedOperation: builder.constant(base.unsupportedType),
  BlockingIOError: builder.constant(E.BlockingIOError),
  DEFAULT_BUFFER_SIZE: builder.constant(base.DEFAULT_BUFFER_SIZE),
  open: builder.constant(openFunction),
  open_code: builder.caller(
    "Open a file of Python code, to be read as bytes.",
    [either(object("path"))],
    openCode,
  ),
  text_encoding: builder.fn(
    "Return the encoding, or 'locale' for None.",
    [object("encoding"), optional(index("stacklevel"), 2, "2")],
    (encoding) => encoding ?? "locale",
  ),
}));
