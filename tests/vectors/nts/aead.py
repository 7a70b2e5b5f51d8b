"""AES-SIV-CMAC (RFC 5297) and AES-GCM-SIV (RFC 8452), written for these vectors alone: short, slow, and checked against the RFCs first."""
import struct


def _sbox():
    exp, log, x = [0] * 255, [0] * 256, 1
    for i in range(255):
        exp[i], log[x] = x, i
        x ^= x << 1 ^ (0x11B if x & 0x80 else 0)  # times 3, a generator
        x &= 0xFF
    box = []
    for i in range(256):
        b = exp[-log[i] % 255] if i else 0
        box.append(b ^ 0x63 ^ _rol(b, 1) ^ _rol(b, 2) ^ _rol(b, 3) ^ _rol(b, 4))
    return box


def _rol(b, n):
    return (b << n | b >> 8 - n) & 0xFF


SBOX = _sbox()


def _xtime(b):
    return b << 1 & 0xFF ^ (0x1B if b & 0x80 else 0)


def xor(a, b):
    return bytes(x ^ y for x, y in zip(a, b, strict=True))


class Aes:
    """FIPS 197, forward only."""

    def __init__(self, key):
        n = len(key) // 4
        words = [key[i:i + 4] for i in range(0, len(key), 4)]
        constant = 1
        for i in range(n, 4 * (n + 7)):
            word = words[-1]
            if i % n == 0:
                word = bytes(SBOX[b] for b in word[1:] + word[:1])
                word, constant = bytes([word[0] ^ constant]) + word[1:], _xtime(constant)
            elif n > 6 and i % n == 4:
                word = bytes(SBOX[b] for b in word)
            words.append(xor(word, words[-n]))
        self.round_keys = [b"".join(words[i:i + 4]) for i in range(0, len(words), 4)]

    def encrypt(self, block):
        state = xor(block, self.round_keys[0])
        for i, key in enumerate(self.round_keys[1:], 1):
            state = bytes(SBOX[state[j * 5 % 16]] for j in range(16))  # SubBytes and ShiftRows
            if i < len(self.round_keys) - 1:
                state = b"".join(self._mix(state[c:c + 4]) for c in range(0, 16, 4))
            state = xor(state, key)
        return state

    @staticmethod
    def _mix(c):
        return bytes(_xtime(c[r] ^ c[(r + 1) % 4]) ^ c[(r + 1) % 4] ^ c[(r + 2) % 4] ^ c[(r + 3) % 4] for r in range(4))


def _dbl(block):
    n = int.from_bytes(block, "big") << 1
    return (n & 2**128 - 1 ^ (0x87 if n >> 128 else 0)).to_bytes(16, "big")


def _pad(data):
    return data + b"\x80" + bytes(15 - len(data))


def cmac(aes, message):
    """RFC 4493."""
    k1 = _dbl(aes.encrypt(bytes(16)))
    head, tail = message[:max(0, len(message) - 1) // 16 * 16], message[max(0, len(message) - 1) // 16 * 16:]
    tail = xor(tail, k1) if len(tail) == 16 else xor(_pad(tail), _dbl(k1))
    tag = bytes(16)
    for i in range(0, len(head), 16):
        tag = aes.encrypt(xor(tag, head[i:i + 16]))
    return aes.encrypt(xor(tag, tail))


def siv_seal(key, strings, plaintext):
    """RFC 5297 section 2.6: the tag, then the ciphertext."""
    mac, counter = Aes(key[:len(key) // 2]), Aes(key[len(key) // 2:])
    d = cmac(mac, bytes(16))
    for s in strings:
        d = xor(_dbl(d), cmac(mac, s))
    if len(plaintext) >= 16:
        tag = cmac(mac, plaintext[:-16] + xor(plaintext[-16:], d))
    else:
        tag = cmac(mac, xor(_dbl(d), _pad(plaintext)))
    q = int.from_bytes(tag, "big") & ~(1 << 63) & ~(1 << 31)
    stream = b"".join(counter.encrypt((q + i & 2**128 - 1).to_bytes(16, "big")) for i in range((len(plaintext) + 15) // 16))
    return tag + xor(plaintext, stream[:len(plaintext)])


def polyval(key, blocks):
    """RFC 8452 section 3."""
    h, s = int.from_bytes(key, "little"), 0
    for i in range(0, len(blocks), 16):
        s ^= int.from_bytes(blocks[i:i + 16], "little")
        product = 0
        for bit in range(128):
            product ^= (h << bit) * (s >> bit & 1)
        for _ in range(128):  # division by x^128
            product = (product ^ (product & 1) * (1 << 128 | 1 << 127 | 1 << 126 | 1 << 121 | 1)) >> 1
        s = product
    return s.to_bytes(16, "little")


def gcm_siv_seal(key, associated_data, nonce, plaintext):
    """RFC 8452 section 4, for keys of 16 octets: the ciphertext, then the tag."""
    generator = Aes(key)
    halves = [generator.encrypt(struct.pack("<I", i) + nonce)[:8] for i in range(4)]
    authentication, encryption = halves[0] + halves[1], Aes(halves[2] + halves[3])
    pad = [data + bytes(-len(data) % 16) for data in (associated_data, plaintext)]
    s = polyval(authentication, pad[0] + pad[1] + struct.pack("<QQ", 8 * len(associated_data), 8 * len(plaintext)))
    s = xor(s, nonce + bytes(4))
    tag = encryption.encrypt(s[:15] + bytes([s[15] & 0x7F]))
    first = struct.unpack("<I", tag[:4])[0]
    rest = tag[4:15] + bytes([tag[15] | 0x80])
    stream = b"".join(encryption.encrypt(struct.pack("<I", first + i & 2**32 - 1) + rest) for i in range((len(plaintext) + 15) // 16))
    return xor(plaintext, stream[:len(plaintext)]) + tag


def check():
    """Nothing is made with an implementation that fails the RFCs' own vectors."""
    h = bytes.fromhex
    count = bytes(range(32))
    plain = h("00112233445566778899aabbccddeeff")
    assert Aes(count[:16]).encrypt(plain) == h("69c4e0d86a7b0430d8cdb78070b4c55a"), "FIPS 197 C.1"
    assert Aes(count).encrypt(plain) == h("8ea2b7ca516745bfeafc49904b496089"), "FIPS 197 C.3"
    key = Aes(h("2b7e151628aed2a6abf7158809cf4f3c"))
    message = h("6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35ce411")
    for length, tag in (0, "bb1d6929e95937287fa37d129b756746"), (16, "070a16b46b4d4144f79bdd9dd04a287c"), (40, "dfa66747de9ae63030ca32611497c827"):
        assert cmac(key, message[:length]) == h(tag), "RFC 4493"
    assert siv_seal(h("fffefdfcfbfaf9f8f7f6f5f4f3f2f1f0f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff"),
                    [h("101112131415161718191a1b1c1d1e1f2021222324252627")], h("112233445566778899aabbccddee")) == h(
        "85632d07c6e8f37f950acd320a2ecc9340c02b9690c4dc04daef7f6afe5c"), "RFC 5297 A.1"
    assert siv_seal(h("7f7e7d7c7b7a79787776757473727170404142434445464748494a4b4c4d4e4f"),
                    [h("00112233445566778899aabbccddeeffdeaddadadeaddadaffeeddccbbaa99887766554433221100"), h("102030405060708090a0"),
                     h("09f911029d74e35bd84156c5635688c0")], b"this is some plaintext to encrypt using SIV-AES") == h(
        "7bdb6e3b432667eb06f4d14bff2fbd0fcb900f2fddbe404326601965c889bf17dba77ceb094fa663b7a3f748ba8af829ea64ad544a272e9c485b62a3fd5c0d"
    ), "RFC 5297 A.2"
    # RFC 5297 has no vector for a 64-octet key; this is Wycheproof's, aead_aes_siv_cmac_test.json, tcId 576.
    assert siv_seal(h("74a7668cc5ee2a7e9fcd16d4532c3003df1a76c11258f85bb4bfca1338bd3907ac8d612130b8ee883458db8391cf7fc97dd85561daaad9c956ad9792f3ecc2a2"),
                    [h("7b4684f9ece1a9692ca55e5116a42a2f"), h("620d2bea54e5705c38dcb7c1")], h("258e0603894966aa41d4976adc9bcf0f")) == h(
        "025953abed163ab5e40eb81964d74c87ddc9539eb3eda56849f69e9bc1669d15"), "Wycheproof 576"
    assert polyval(h("25629347589242761d31f826ba4b757b"), h("4f4f95668c83dfb6401762bb2d01a262d1a24ddd2721d006bbe45f20d3c9f362")) == h(
        "f7a3b47b846119fae5b7866cf5e5b77e"), "RFC 8452 A"
    one, three = h("01000000000000000000000000000000"), h("030000000000000000000000")
    assert gcm_siv_seal(one, b"", three, b"") == h("dc20e2d83f25705bb49e439eca56de25"), "RFC 8452 C.1, first"
    assert gcm_siv_seal(h("f901cfe8a69615a93fdf7a98cad48179"), h("7576f7028ec6eb5ea7e298342a94d4b202b370ef9768ec6561c4fe6b7e7296fa859c21"),
                        h("6245709fb18853f68d833640"), h("e42a3c02c25b64869e146d7b233987bddfc240871d")) == h(
        "391cc328d484a4f46406181bcd62efd9b3ee197d052d15506c84a9edd65e13e9d24a2a6e70"), "RFC 8452 C.1, last"


check()
