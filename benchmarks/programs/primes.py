"""A sieve over a list, and trial division."""
UNITS = 120_000  # numbers


def sieve(limit):
    composite = [False] * limit
    found = []
    for n in range(2, limit):
        if composite[n]:
            continue
        found.append(n)
        for multiple in range(n * n, limit, n):
            composite[multiple] = True
    return found


def is_prime(n, small):
    for p in small:
        if p * p > n:
            return True
        if n % p == 0:
            return False
    return True


def bench():
    small = sieve(120_000)
    count = 0
    n = 1_000_001
    while n < 1_012_001:
        if is_prime(n, small):
            count += 1
        n += 2
    return len(small) * 1000 + count
