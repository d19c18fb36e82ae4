/** Which encodings there are, and by which names. https://docs.python.org/3/library/codecs.html#standard-encodings */
import { E, raise } from "../errors.ts";

export type Codec =
  | "utf-8"
  | "ascii"
  | "latin-1"
  | "utf-16"
  | "utf-32"
  | "charmap"
  | "unicodeescape"
  | "rawunicodeescape";

export interface Encoding {
  readonly codec: Codec;
  /** As error messages have it. */
  readonly shown: string;
  readonly little: boolean;
  /** Begins with a byte order mark. */
  readonly mark: boolean;
  /** The code point of each byte, or -1; of a charmap alone. */
  readonly page: CodePage | null;
}

/** An encoding that has a byte for each of its characters. */
export interface CodePage {
  readonly points: Int32Array;
  readonly bytes: ReadonlyMap<number, number>;
}

/** Canonical name → what it is, and its other names. */
const UNICODE: readonly (readonly [string, Codec, string, boolean, boolean, string])[] = [
  ["utf_8", "utf-8", "utf-8", true, false, "utf8 u8 utf utf8_ucs2 utf8_ucs4 cp65001"],
  ["utf_8_sig", "utf-8", "utf-8", true, true, ""],
  [
    "ascii",
    "ascii",
    "ascii",
    true,
    false,
    "646 ansi_x3.4_1968 ansi_x3_4_1968 ansi_x3.4_1986 cp367 csascii ibm367 iso646_us iso_646.irv_1991 iso_ir_6 us us_ascii",
  ],
  [
    "latin_1",
    "latin-1",
    "latin-1",
    true,
    false,
    "8859 cp819 csisolatin1 ibm819 iso8859 iso8859_1 iso_8859_1 iso_8859_1_1987 iso_ir_100 l1 latin latin1",
  ],
  ["utf_16", "utf-16", "utf-16", true, true, "u16 utf16"],
  ["utf_16_le", "utf-16", "utf-16-le", true, false, "unicodelittleunmarked utf_16le"],
  ["utf_16_be", "utf-16", "utf-16-be", false, false, "unicodebigunmarked utf_16be"],
  ["utf_32", "utf-32", "utf-32", true, true, "u32 utf32"],
  ["utf_32_le", "utf-32", "utf-32-le", true, false, "utf_32le"],
  ["utf_32_be", "utf-32", "utf-32-be", false, false, "utf_32be"],
  ["unicode_escape", "unicodeescape", "unicodeescape", true, false, ""],
  ["raw_unicode_escape", "rawunicodeescape", "rawunicodeescape", true, false, ""],
];

/** Where the upper half of a code page comes from: its characters, or the platform's decoder of that name. */
interface PageSource {
  readonly names: string;
  readonly label?: string;
  readonly upper?: string;
  /** Bytes 80 to 9f are control characters, or (false) those that the platform takes for such are none at all. */
  readonly controls?: boolean;
  /** A byte that some platforms take for a character although it is none. */
  readonly hole?: number;
}

const windows = (number: number, ms = "", hole = -1): readonly [string, PageSource] => [
  `cp${number}`,
  { names: `${number} windows_${number} ${ms}`, label: `windows-${number}`, hole },
];
const iso = (part: number, names: string, label = `iso-8859-${part}`): [string, PageSource] => [
  `iso8859_${part}`,
  { names: `iso_8859_${part} ${names}`, label, controls: true },
];

const PAGES: ReadonlyMap<string, PageSource> = new Map([
  [
    "cp1252",
    {
      names: "1252 windows_1252",
      // Not by the platform, since Node's decoder of this name means another encoding.
      upper: `€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ${Array.from({ length: 96 }, (_, i) => String.fromCharCode(160 + i)).join("")}`,
    },
  ],
  [
    "cp437",
    {
      names: "437 cspc8codepage437 ibm437",
      upper:
        "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\xa0",
    },
  ],
  [
    "cp850",
    {
      names: "850 cspc850multilingual ibm850",
      upper:
        "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\xad±‗¾¶§÷¸°¨·¹³²■\xa0",
    },
  ],
  ["cp866", { names: "866 csibm866 ibm866", label: "ibm866", controls: true }],
  ["koi8_r", { names: "cskoi8r", label: "koi8-r", controls: true }],
  ["koi8_u", { names: "", label: "koi8-u", controls: true }],
  ["mac_roman", { names: "macintosh macroman", label: "macintosh", controls: true }],
  ["mac_cyrillic", { names: "maccyrillic", label: "x-mac-cyrillic", controls: true }],
  windows(874, "ms874"),
  windows(1250),
  windows(1251),
  windows(1253, "", 0xaa),
  windows(1254),
  windows(1255),
  windows(1256),
  windows(1257),
  windows(1258),
  iso(2, "csisolatin2 iso_8859_2_1987 iso_ir_101 l2 latin2"),
  iso(3, "csisolatin3 iso_8859_3_1988 iso_ir_109 l3 latin3"),
  iso(4, "csisolatin4 iso_8859_4_1988 iso_ir_110 l4 latin4"),
  iso(5, "csisolatincyrillic cyrillic iso_8859_5_1988 iso_ir_144"),
  iso(6, "arabic asmo_708 csisolatinarabic ecma_114 iso_8859_6_1987 iso_ir_127"),
  iso(7, "csisolatingreek ecma_118 elot_928 greek greek8 iso_8859_7_1987 iso_ir_126"),
  iso(8, "csisolatinhebrew hebrew iso_8859_8_1988 iso_8859_8_e iso_8859_8_i iso_ir_138"),
  iso(9, "csisolatin5 iso_8859_9_1989 iso_ir_148 l5 latin5", "windows-1254"),
  iso(10, "csisolatin6 iso_8859_10_1992 iso_ir_157 l6 latin6"),
  iso(11, "iso_8859_11_2001 thai", "windows-874"),
  iso(13, "l7 latin7"),
  iso(14, "iso_8859_14_1998 iso_celtic iso_ir_199 l8 latin8"),
  iso(15, "l9 latin9"),
]);

/** Encodings of something else than text: they are the codecs module's. */
const NOT_TEXT = new Set(
  "base64 base64_codec base_64 bz2 bz2_codec hex hex_codec quopri quopri_codec quotedprintable quoted_printable rot13 rot_13 uu uu_codec zip zlib zlib_codec".split(
    " ",
  ),
);

const namesIn = (text: string): string[] => text.split(" ").filter((name) => name !== "");

const ENCODINGS = new Map<string, Encoding>();
for (const [name, codec, shown, little, mark, others] of UNICODE)
  for (const known of [name, ...namesIn(others)])
    ENCODINGS.set(known, { codec, shown, little, mark, page: null });
const PAGE_NAMES = new Map<string, string>();
for (const [name, { names }] of PAGES)
  for (const known of [name, ...namesIn(names)]) PAGE_NAMES.set(known, name);

export const UTF_8 = ENCODINGS.get("utf_8") as Encoding;

/** `name` as encodings are known: lower case, with one `_` for what is neither letter, digit nor point. */
export function normalized(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^ -~]/g, "")
    .replace(/[^a-z0-9.]+/g, "_")
    .replace(/^_|_$/g, "");
}

/** The encoding of ours that has this name; the library has others, and programs may. */
export function knownEncoding(name: string): Encoding | undefined {
  if (name === "utf-8") return UTF_8;
  if (name.includes("\0")) raise(E.ValueError, "embedded null character");
  const plain = normalized(name);
  const found = ENCODINGS.get(plain);
  if (found !== undefined) return found;
  const page = PAGE_NAMES.get(plain);
  const made = page === undefined ? undefined : newPage(page);
  if (made !== undefined) ENCODINGS.set(plain, made);
  return made;
}

/** Likewise; `use` is the function that would take one that is not for text. */
export function findEncoding(name: string, use: "encode" | "decode" | "open"): Encoding {
  const found = knownEncoding(name);
  if (found !== undefined) return found;
  if (NOT_TEXT.has(normalized(name)))
    raise(
      E.LookupError,
      `'${name}' is not a text encoding; use codecs.${use}() to handle arbitrary codecs`,
    );
  return raise(E.LookupError, `unknown encoding: ${name}`);
}

function newPage(name: string): Encoding | undefined {
  const { label, upper, controls, hole } = PAGES.get(name) as PageSource;
  const points = Int32Array.from({ length: 256 }, (_, byte) => byte);
  let text = upper;
  if (text === undefined) {
    try {
      const decoder = new TextDecoder(label);
      text = Array.from(points.subarray(128), (byte) => decoder.decode(Uint8Array.of(byte))).join(
        "",
      );
    } catch {
      // The platform does not know it.
      return undefined;
    }
  }
  const bytes = new Map<number, number>();
  for (let byte = 0; byte < 256; byte++) {
    if (byte >= 128) {
      const point = text.charCodeAt(byte - 128);
      const isControl = point >= 0x80 && point < 0xa0;
      if (byte < 0xa0 && controls === true && isSplit(name)) points[byte] = byte;
      else if (
        byte === hole ||
        point === 0 ||
        point === 0xfffd ||
        isMadeUp(point) ||
        (isControl && !controls)
      )
        points[byte] = -1;
      else points[byte] = point;
    }
    if ((points[byte] as number) >= 0) bytes.set(points[byte] as number, byte);
  }
  return {
    codec: "charmap",
    shown: "charmap",
    little: true,
    mark: false,
    page: { points, bytes },
  };
}

/** Does the platform's decoder mean the encoding of Windows that has more characters? */
function isSplit(name: string): boolean {
  return name === "iso8859_9" || name === "iso8859_11";
}

/** Private characters that some platforms put where the encoding has none; one of Apple's is in its own. */
function isMadeUp(point: number): boolean {
  return point >= 0xe000 && point < 0xf8ff;
}
