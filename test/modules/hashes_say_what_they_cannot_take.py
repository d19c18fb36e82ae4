import _md5
import _sha1
import _sha2
import _sha3


def attempt(function, *args, **keywords):
    try:
        print(function(*args, **keywords))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


for make in _md5.md5, _sha1.sha1, _sha2.sha256, _sha3.sha3_256, _sha3.shake_128:
    h = make()
    attempt(make, "x")
    attempt(make, 5)
    attempt(make, b"a", b"b")
    attempt(make, b"a", string=b"b")
    attempt(make, bogus=1)
    attempt(h.update, "x")
    attempt(h.update)
    attempt(setattr, h, "name", "x")
attempt(_md5.md5().digest, 1)
attempt(_md5.MD5Type)
attempt(_sha2.SHA256Type)
shake = _sha3.shake_128()
attempt(shake.digest)
for length in -1, 1 << 29, 1 << 70:
    attempt(shake.digest, length)
