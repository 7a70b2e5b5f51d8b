#!/usr/bin/env python3
"""Makes ratchet.txt: the sequence of cookie keys that RFC 8915 section 6 suggests, by HKDF (RFC 5869) from hmac and hashlib alone.

next id = id + 1 mod 2^32; next key = HKDF-SHA-256(IKM = key, salt = id, info = "nts cookie key ratchet", 32 octets).
"""
import hashlib
import hmac
import struct

INFO = b"nts cookie key ratchet"
PREVIOUS = 7


def hkdf(ikm, salt, info, length):
    pseudorandom = hmac.new(salt, ikm, hashlib.sha256).digest()
    block, out = b"", b""
    while len(out) < length:
        block = hmac.new(pseudorandom, block + info + bytes([len(out) // 32 + 1]), hashlib.sha256).digest()
        out += block
    return out[:length]


def after(pair):
    key_id, key = pair
    return (key_id + 1) % 2**32, hkdf(key, struct.pack(">I", key_id), INFO, 32)


def line(role, pair):
    return f"{role} {pair[0]:08x} {pair[1].hex()}\n"


def ring(pairs, age=0):
    """The text of a ring; pairs from old to new, the last one is the next key."""
    kept = pairs[:-2][-PREVIOUS:][::-1]
    return (f"nts-key-ring 2\nage {age}\n" + line("next", pairs[-1]) + line("current", pairs[-2])
            + "".join(line("previous", pair) for pair in kept) + "end\n")


# The method itself against RFC 5869, appendix A.1.
assert hkdf(b"\x0b" * 22, bytes(range(13)), bytes(range(0xF0, 0xFA)), 42).hex().startswith("3cb25f25faacd57a90434f64d0362f2a")

print("# made by make-ratchet.py; all values hexadecimal")
for name, pair in [
    ("counting", (0x11223344, bytes(range(32)))),
    ("zero", (0, bytes(32))),
    ("id-wraps", (0xFFFFFFFF, b"\xff" * 32)),
]:
    for n in range(4):
        print(f"{name}.{n} {pair[0]:08x}{pair[1].hex()}")
        pair = after(pair)

pairs = [(0x9E3B77D0, bytes(range(0x20, 0x40))), (0x5F0C1A22, bytes(range(0x60, 0x80)))]
print("ring.0", ring(pairs, 3600).encode().hex())
for n in range(1, 21):
    pairs.append(after(pairs[-1]))
    if n in (1, 7, 8, 20):
        print(f"ring.{n}", ring(pairs).encode().hex())
