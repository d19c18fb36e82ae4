from _random import Random

r = Random(7)
state = r.getstate()
print(type(state), len(state), state[:3], state[-1])
first = [r.random() for _ in range(1000)]
middle = r.getstate()
print(middle[-1])
after = r.random()
r.setstate(state)
print(first == [r.random() for _ in range(1000)], after == r.random())
r.setstate(middle)
print(after == r.random())

# the same state, wherever it came from
other = Random()
other.setstate(state)
print(other.random() == first[0], other.getstate() == Random(8).getstate())

for bad in [1], (1,), state[:-1] + (-1,), state[:-1] + (625,), ("a",) + state[1:], (-1,) + state[1:], (1 << 70,) + state[1:], state[:-1] + (1.5,):
    try:
        print(r.setstate(bad))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")
