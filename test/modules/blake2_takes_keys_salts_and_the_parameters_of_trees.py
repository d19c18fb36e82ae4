import _blake2


def attempt(function, *args, **keywords):
    try:
        print(function(*args, **keywords).hexdigest())
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


for make in _blake2.blake2b, _blake2.blake2s:
    print(make.SALT_SIZE, make.PERSON_SIZE, make.MAX_KEY_SIZE, make.MAX_DIGEST_SIZE)
    attempt(make, b"x", digest_size=10, key=b"k", salt=b"s", person=b"p")
    attempt(make, b"x", fanout=2, depth=3, leaf_size=4, node_offset=5, node_depth=6, inner_size=7, last_node=True)
    attempt(make, b"x" * 300, key=b"k" * 32, salt=b"ss", person=b"pp", last_node=True)
    for size in 63, 64, 65, 128, 129, 1000:
        attempt(make, b"a" * size, node_offset=(1 << 40) + 3)
    h = make(digest_size=5, key=b"kk")
    h.update(b"abc")
    print(h.hexdigest(), h.copy().hexdigest(), h.digest_size, h.block_size, h.name)
    for wrong in (
        {"digest_size": 0},
        {"digest_size": 100},
        {"key": b"k" * 100},
        {"salt": b"s" * 100},
        {"person": b"p" * 100},
        {"fanout": 256},
        {"fanout": -1},
        {"depth": 0},
        {"leaf_size": -1},
        {"node_offset": -1},
        {"node_offset": 1 << 64},
        {"node_depth": 256},
        {"inner_size": 100},
        {"key": "x"},
    ):
        attempt(make, **wrong)
    attempt(make, b"", 64)
attempt(_blake2.blake2s, node_offset=1 << 50)
