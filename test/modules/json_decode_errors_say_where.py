import json

TEXTS = """
[ | [1 | [1, | [1,] | [1 2] | { | {"a | {"a" | {"a": | {"a":1 | {"a":1, | {"a":1,} | {1:2} | {"a" 1} | "\\x" | "\\u12" | "\\u123g" | "abc
"abc\\ | nul | - | 1. | 01 | -Infinit | [1]] | "\\ud83d\\ude0" | {"a":[} | [{] | {,} | [,] | "\\ud83d\\u00 | ["\U0001f600", 5x]
""".replace("\n", "|").split("|")

for text in [t.strip() for t in TEXTS] + ['"\x01"', '[\n\n  "\U0001f600",\n x', "\ufeff1", '["a"\x00]']:
    try:
        print(json.loads(text))
    except json.JSONDecodeError as error:
        print(ascii(text), error, error.pos, error.lineno, error.colno)

for text in "[" * 5000, '{"a":' * 5000:
    try:
        json.loads(text)
    except RecursionError as error:
        print("too deep")
print(json.loads(json.dumps({"a": [1, None, "\u20ac"]}, indent=2)))
