"""Dicts and sets: counting, grouping, updating, walking."""
UNITS = 300_000  # words

WORDS = [f"w{(i * i + 7 * i) % 613}" for i in range(3_000)]


def count(words):
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return counts


def group(counts):
    groups = {}
    for word, n in counts.items():
        if n not in groups:
            groups[n] = set()
        groups[n].add(word)
    return groups


def bench():
    check = 0
    for turn in range(100):
        counts = count(WORDS)
        for word in WORDS[turn % 10::10]:
            counts[word] -= 1
        groups = group(counts)
        best = {n: len(words) for n, words in groups.items()}
        numbers = {(i, turn): i * turn for i in range(500)}
        for i in range(0, 500, 7):
            del numbers[i, turn]
        check += sum(n * size for n, size in best.items()) + len(numbers)
        check += len(groups.keys() & set(range(5)))
    return check
