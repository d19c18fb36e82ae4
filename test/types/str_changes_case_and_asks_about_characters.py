s = "hELLO wORLD o'neil 3rd"
print(s.upper(), s.lower(), s.title(), s.capitalize(), s.swapcase(), s.casefold(), sep="|")
for text in ["abc", "ABC", "Abc", "a1", "12", "½", "²", "  ", "", "a_b", "1a", "é", "Ünï", "\n", "class"]:
    tests = [text.isalpha(), text.isdigit(), text.isdecimal(), text.isnumeric(), text.isalnum(), text.isspace(),
             text.isupper(), text.islower(), text.istitle(), text.isidentifier(), text.isprintable(), text.isascii()]
    print(repr(text), "".join("-+"[t] for t in tests))
