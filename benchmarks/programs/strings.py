"""Text: split, join, replace, find, slices, building by pieces, character codes."""
UNITS = 60 * 900  # words

TEXT = " ".join(f"{'lorem ipsum dolor'[i % 11:]}{i}" for i in range(900))


def caesar(text, by):
    out = []
    for char in text:
        if "a" <= char <= "z":
            out.append(chr((ord(char) - 97 + by) % 26 + 97))
        else:
            out.append(char)
    return "".join(out)


def bench():
    check = 0
    for turn in range(60):
        words = TEXT.split()
        longest = ""
        line = ""
        for word in words:
            if word.startswith("dol") or word.endswith(str(turn)):
                line += word.upper() + "-"
            if len(word) > len(longest):
                longest = word
        check += len(line) + line.count("-") + len(TEXT.replace("o", "00"))
        check += TEXT.find(str(turn * 12)) + len(caesar(TEXT[:400], turn).strip("abc"))
        check += len(longest[::-1].title())
    return check
