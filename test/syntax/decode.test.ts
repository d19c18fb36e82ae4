import { expect } from "chai";
import { decodeSource } from "../../src/syntax/decode.ts";
import { SourceError } from "../../src/syntax/source-error.ts";

const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const decode = (text: string) => decodeSource(bytes(text), "f.py");

function failure(text: string): string {
  try {
    decode(text);
  } catch (thrown) {
    if (thrown instanceof SourceError) return thrown.message;
    throw thrown;
  }
  return "decoded";
}

describe("syntax/decode", () => {
  it("reads UTF-8, with or without a mark or a declaration", () => {
    expect(decode("x = '\xc3\xa9'")).to.equal("x = 'é'");
    expect(decode("\xef\xbb\xbfx")).to.equal("x");
    expect(decode("# -*- coding: UTF_8 -*-\n\xc3\xa9")).to.equal("# -*- coding: UTF_8 -*-\né");
    expect(decode("# vim: set fileencoding=utf8 :\n")).to.match(/utf8/);
  });

  it("reads Latin-1 and ASCII where they are declared", () => {
    expect(decode("# coding: latin-1\n\xe9")).to.equal("# coding: latin-1\né");
    expect(decode("\n# coding: iso-8859-1\n\xe9")).to.match(/é$/);
    expect(failure("# coding: ascii\n\xe9")).to.equal(
      "'ascii' codec can't decode byte 0xe9 in position 16: " + "ordinal not in range(128)",
    );
  });

  it("takes a declaration from the first two lines only, and not after code", () => {
    expect(failure("# coding: koi8-r\n")).to.equal("unknown encoding: koi8-r");
    expect(failure("\n# coding: koi8-r\n")).to.equal("unknown encoding: koi8-r");
    expect(failure("\n\n# coding: koi8-r\n")).to.equal("decoded");
    expect(failure("x\n# coding: koi8-r\n")).to.equal("decoded");
  });

  it("refuses a mark that contradicts the declaration", () => {
    expect(failure("\xef\xbb\xbf# coding: latin-1\n")).to.match(/^encoding problem: .* with BOM$/);
  });

  it("says where UTF-8 breaks off", () => {
    expect(failure("x\n\xff")).to.equal(
      "Non-UTF-8 code starting with '\\xff' on line 2, but no encoding declared; " +
        "see https://peps.python.org/pep-0263/ for details",
    );
    for (const broken of ["\xff", "\xc3x", "\xed\xa0\x80", "\xe2\x82"])
      expect(failure(`# coding: utf-8\n${broken}`)).to.match(/^Non-UTF-8 code .* on line 2/);
  });
});
