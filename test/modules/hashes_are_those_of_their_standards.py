import _blake2
import _md5
import _sha1
import _sha2
import _sha3

MAKERS = [_md5.md5, _sha1.sha1, _sha2.sha224, _sha2.sha256, _sha2.sha384, _sha2.sha512]
MAKERS += [_sha3.sha3_224, _sha3.sha3_256, _sha3.sha3_384, _sha3.sha3_512, _blake2.blake2b, _blake2.blake2s]

for make in MAKERS:
    h = make(b"abc")
    print(h.name, h.digest_size, h.block_size, type(h))
    print(h.hexdigest(), make().hexdigest(), make(string=b"x").hexdigest(), make(data=bytearray(b"x"), usedforsecurity=False).hexdigest())
    copy = h.copy()
    for n in 1, 55, 64, 128, 300:
        h.update(b"d" * n)
        print(n, h.digest().hex())
    print(copy.digest() == make(b"abc").digest(), h.digest() == make(b"abc" + b"d" * 548).digest(), type(copy) is type(h))

for shake in _sha3.shake_128, _sha3.shake_256:
    h = shake(b"abc")
    print(h.name, h.digest_size, h.block_size, h.hexdigest(20), h.digest(length=5), h.digest(0), len(h.digest(1000)))
    print(h._capacity_bits, h._rate_bits, h._suffix)
