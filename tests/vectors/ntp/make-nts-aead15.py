#!/usr/bin/env python3
"""Makes nts-aead15.txt: NTS requests and the one right reply to each, for AEAD_AES_SIV_CMAC_256.

An implementation of RFC 8915 section 5 that shares no code with this project; AES-SIV is OpenSSL's, through the
package 'cryptography'. Every "random" octet counts up from 0, so a server or client with the same source gives the same packets.
"""
import struct

from cryptography.hazmat.primitives.ciphers.aead import AESSIV

UID, COOKIE, PLACEHOLDER, AUTH = 0x0104, 0x0204, 0x0304, 0x0404
C2S = bytes(range(0xC0, 0xE0))
S2C = bytes(range(0x50, 0x70))
RING = {
    "next": (0x0A0B0C0D, bytes(range(0x00, 0x20))),
    "current": (0x11223344, bytes(range(0x20, 0x40))),
    "previous": (0x55667788, bytes(range(0x40, 0x60))),
}
NS = 1_000_000_000
RECEIVED = 1_790_000_000 * NS + 250_000_000
SENT = RECEIVED + 40_000
REFERENCE = RECEIVED - 100 * NS


def ntp(ns):
    return ((ns // NS + 2_208_988_800) % 2**32 << 32) | ((ns % NS) << 32) // NS


def seal(key, ad, nonce, plaintext):
    return AESSIV(key).encrypt(plaintext, [ad, nonce])


def field(kind, body):
    assert len(body) % 4 == 0
    return struct.pack(">HH", kind, 4 + len(body)) + body


def cookie(role, nonce):
    key_id, key = RING[role]
    head = struct.pack(">I", key_id)
    return head + nonce + seal(key, head, nonce, struct.pack(">H", 15) + S2C + C2S)


def pad4(data):
    return data + bytes(-len(data) % 4)


def auth(key, packet, nonce, plaintext, padding=0):
    sealed = seal(key, packet, nonce, plaintext)
    body = struct.pack(">HH", len(nonce), len(sealed)) + pad4(nonce) + pad4(sealed) + bytes(padding)
    return field(AUTH, body)


def count(start, n):
    return bytes(i & 0xFF for i in range(start, start + n))


def request(used, placeholders, nonce=None, plaintext=b"", padding=0, extra=b""):
    packet = bytes([0x23]) + bytes(39) + count(0, 8)
    packet += field(UID, count(8, 32)) + extra + field(COOKIE, used)
    packet += field(PLACEHOLDER, bytes(len(used))) * placeholders
    return packet + auth(C2S, packet, count(40, 16) if nonce is None else nonce, plaintext, padding)


def header(leap, stratum, refid):
    return (struct.pack(">BBbbII4s", leap << 6 | 4 << 3 | 4, stratum, 0, -25, 7, 132, refid)  # 100 us and 2 ms, rounded up
            + struct.pack(">Q", ntp(REFERENCE)) + count(0, 8) + struct.pack(">QQ", ntp(RECEIVED), ntp(SENT)))


def reply(asked, cookies):
    packet = header(2, 1, b"PPS\0") + field(UID, count(8, 32))
    made = b"".join(field(COOKIE, cookie("current", count(16 + 14 * i, 14))) for i in range(cookies))
    short = packet + auth(S2C, packet, count(0, 16), made)
    return packet + auth(S2C, packet, count(0, 16), made, len(asked) - len(short))


def show(name, value):
    print(f"{name} {value.hex()}")


print("# made by make-nts-aead15.py; all values hexadecimal")
show("c2s", C2S)
show("s2c", S2C)
show("ring", ("nts-key-ring 1\n" + "".join(f"{role} {i:08x} {k.hex()}\n" for role, (i, k) in RING.items())).encode())
mine = cookie("previous", count(100, 14))
show("cookie", mine)
for name, asked, cookies in [
    ("one-cookie", request(mine, 0), 1),
    ("three-cookies", request(mine, 2), 3),
    ("eight-cookies", request(mine, 7), 8),
    ("ten-wanted", request(mine, 9), 8),
    ("encrypted-placeholders", request(mine, 1, plaintext=field(PLACEHOLDER, bytes(100)) * 2 + field(0xABCD, b"")), 4),
    ("short-nonce", request(mine, 0, nonce=count(200, 5), padding=8), 1),
    ("long-nonce", request(mine, 0, nonce=count(200, 33)), 1),
    ("much-padding", request(mine, 0, padding=200), 1),
    ("unknown-field", request(mine, 0, extra=field(0xABCD, count(7, 60))), 1),
    ("cookie-of-next-key", request(cookie("next", count(100, 14)), 0), 1),
]:
    show(name + ".request", asked)
    show(name + ".reply", reply(asked, cookies))
unknown = request(b"\xff" * 4 + mine[4:], 1)
show("unknown-key.request", unknown)
show("unknown-key.reply", header(3, 0, b"NTSN") + field(UID, count(8, 32)))
