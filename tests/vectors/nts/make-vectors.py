#!/usr/bin/env python3
"""Makes aead-15.json, aead-17.json and aead-30.json beside itself: NTS-KE messages, exported keys, NTP requests and the one right reply to each.

An implementation of RFC 8915 that shares no code with this project and needs nothing but Python 3.10. README.md says what the files mean.
"""
import hashlib
import hmac
import json
import os
import struct

import aead

AEADS = {15: ("AEAD_AES_SIV_CMAC_256", 32, 16), 17: ("AEAD_AES_SIV_CMAC_512", 64, 16), 30: ("AEAD_AES_128_GCM_SIV", 16, 12)}
RECORDS = {0: "End of Message", 1: "NTS Next Protocol Negotiation", 4: "AEAD Algorithm Negotiation", 5: "New Cookie for NTPv4",
           6: "NTPv4 Server Negotiation", 7: "NTPv4 Port Negotiation", 1024: "Compliant AES-128-GCM-SIV Exporter Context"}
FIELDS = {0x0104: "Unique Identifier", 0x0204: "NTS Cookie", 0x0304: "NTS Cookie Placeholder", 0x0404: "NTS Authenticator"}
LABEL = b"EXPORTER-network-time-security"
KEY_ID, COOKIE_KEY, OTHER_KEY_ID = 0x11223344, bytes(range(0x20, 0x40)), 0xFFFFFFFF
NS = 1_000_000_000
RECEIVED = 1_790_000_000 * NS + 250_000_000
SENT = RECEIVED + 40_000
REFERENCE = RECEIVED - 100 * NS


def count(start, n):
    return bytes(i & 0xFF for i in range(start, start + n))


def expand_label(secret, label, context, length):
    """HKDF-Expand-Label of RFC 8446 section 7.1, with SHA-256."""
    info = struct.pack(">H", length) + bytes([6 + len(label)]) + b"tls13 " + label + bytes([len(context)]) + context
    out = block = b""
    for i in range(1, 256):
        if len(out) >= length:
            break
        block = hmac.digest(secret, block + info + bytes([i]), "sha256")
        out += block
    return out[:length]


def export(secret, context, length):
    """RFC 8446 section 7.5."""
    derived = expand_label(secret, LABEL, hashlib.sha256(b"").digest(), 32)
    return expand_label(derived, b"exporter", hashlib.sha256(context).digest(), length)


def seal(number, key, associated_data, nonce, plaintext):
    if number == 30:
        return aead.gcm_siv_seal(key, associated_data, nonce, plaintext)
    return aead.siv_seal(key, [associated_data, nonce], plaintext)


class Maker:
    def __init__(self, number):
        self.number = number
        self.name, self.key_length, self.nonce_length = AEADS[number]
        self.exporter_secret = count(0x80 + number, 32)

    def keys(self, context_aead):
        contexts = {way: struct.pack(">HHB", 0, context_aead, i) for i, way in enumerate(("c2s", "s2c"))}
        return contexts, {way: export(self.exporter_secret, contexts[way], self.key_length) for way in contexts}

    def cookie(self, keys, nonce, key_id=KEY_ID):
        head = struct.pack(">I", key_id)
        plaintext = struct.pack(">H", self.number) + keys["s2c"] + keys["c2s"]
        return head + nonce + aead.siv_seal(COOKIE_KEY, [head, nonce], plaintext)

    def cookies(self, keys, start, n):
        return [self.cookie(keys, count(start + 14 * i, 14)) for i in range(n)]

    def authenticator(self, key, packet, nonce, plaintext):
        sealed = seal(self.number, key, packet, nonce, plaintext)
        return field(0x0404, struct.pack(">HH", len(nonce), len(sealed)) + nonce + bytes(-len(nonce) % 4) + sealed + bytes(-len(sealed) % 4))

    def request(self, keys, cookies, key_id=KEY_ID):
        used = self.cookie(keys, count(100, 14), key_id)
        packet = bytes([0x23]) + bytes(39) + count(0, 8) + field(0x0104, count(8, 32)) + field(0x0204, used)
        packet += field(0x0304, bytes(len(used))) * (cookies - 1)
        return packet + self.authenticator(keys["c2s"], packet, count(40, self.nonce_length), b"")

    def reply(self, keys, cookies):
        plaintext = b"".join(field(0x0204, c) for c in self.cookies(keys, self.nonce_length, cookies))
        packet = header(2, 1, b"PPS\0") + field(0x0104, count(8, 32))
        return packet + self.authenticator(keys["s2c"], packet, count(0, self.nonce_length), plaintext), plaintext


def ntp(ns):
    return ((ns // NS + 2_208_988_800) % 2**32 << 32) | ((ns % NS) << 32) // NS


def field(kind, body):
    assert len(body) % 4 == 0
    return struct.pack(">HH", kind, 4 + len(body)) + body


def header(leap, stratum, refid):
    return (struct.pack(">BBbbII4s", leap << 6 | 4 << 3 | 4, stratum, 0, -25, 7, 132, refid)
            + struct.pack(">Q", ntp(REFERENCE)) + count(0, 8) + struct.pack(">QQ", ntp(RECEIVED), ntp(SENT)))


def record(critical, kind, body=b""):
    return struct.pack(">HH", critical << 15 | kind, len(body)) + body


def message(*records):
    return b"".join(records) + record(1, 0)


def describe_message(data):
    records, i = [], 0
    while i < len(data):
        kind, length = struct.unpack_from(">HH", data, i)
        records.append({"critical": kind >> 15 == 1, "type": kind & 0x7FFF, "name": RECORDS[kind & 0x7FFF], "body": data[i + 4:i + 4 + length].hex()})
        i += 4 + length
    return {"records": records, "hex": data.hex()}


def describe_fields(data):
    fields, i = [], 0
    while i < len(data):
        kind, length = struct.unpack_from(">HH", data, i)
        fields.append({"type": f"{kind:04x}", "name": FIELDS[kind], "length": length, "body": data[i + 4:i + length].hex()})
        i += length
    return fields


def describe_packet(data, plaintext=None):
    first, stratum, poll, precision, delay, dispersion, refid = struct.unpack_from(">BBbbII4s", data)
    described = {
        "header": {
            "leap": first >> 6, "version": first >> 3 & 7, "mode": first & 7, "stratum": stratum, "poll": poll, "precision": precision,
            "root_delay": f"{delay:08x}", "root_dispersion": f"{dispersion:08x}", "reference_id": refid.hex(),
            **{name: data[at:at + 8].hex() for name, at in (
                ("reference_timestamp", 16), ("origin_timestamp", 24), ("receive_timestamp", 32), ("transmit_timestamp", 40))},
        },
        "extension_fields": describe_fields(data[48:]),
    }
    last = described["extension_fields"][-1]
    if last["type"] == "0404":
        body = bytes.fromhex(last["body"])
        nonce_length, sealed_length = struct.unpack_from(">HH", body)
        described["authenticator"] = {
            "associated_data_length": len(data) - last["length"], "nonce": body[4:4 + nonce_length].hex(),
            "plaintext": plaintext.hex(), "encrypted_extension_fields": describe_fields(plaintext),
            "sealed": body[4 + nonce_length:4 + nonce_length + sealed_length].hex(),
        }
    return {**described, "hex": data.hex()}


def key_establishment(maker):
    """Requests, and the response of a server that agrees; the cookies are of the keys that are named."""
    protocol, number = record(1, 1, bytes(2)), maker.number

    def offer(*numbers):
        return record(1, 4, b"".join(struct.pack(">H", n) for n in numbers))

    def exchange(why, request, extra, keys):
        cookies = [record(0, 5, c) for c in maker.cookies(maker.keys(keys)[1], 0, 8)]
        return {"why": why, "keys": f"context-{keys}", "request": describe_message(request),
                "response": describe_message(message(protocol, offer(number), *extra, *cookies))}

    compliant = record(0, 1024)
    if number == 30:
        yield exchange("record 1024 from both: the context of RFC 8915", message(protocol, offer(30, 15), compliant), [compliant], 30)
        yield exchange("as before, and the NTP server is another one", message(protocol, offer(30, 15), compliant),
                       [compliant, record(0, 6, b"ntp.example"), record(0, 7, struct.pack(">H", 11123))], 30)
        yield exchange("no record 1024: keys as chrony 4.4 to 4.6 exports them", message(protocol, offer(30)), [], 15)
    else:
        yield exchange("the algorithm alone", message(protocol, offer(number)), [], number)
        yield exchange("the algorithm alone, and the NTP server is another one", message(protocol, offer(number)),
                       [record(0, 6, b"ntp.example"), record(0, 7, struct.pack(">H", 11123))], number)
    if number == 15:
        yield exchange("30 before 15, but no record 1024: only of 15 is it certain that both export alike", message(protocol, offer(30, 15)), [], 15)
    if number == 17:
        yield exchange("all three, the longest first", message(protocol, offer(17, 30, 15), compliant), [], 17)


def exchanges(maker, keys_name, keys):
    for cookies in (1, 3, 5, 8):
        reply, plaintext = maker.reply(keys, cookies)
        request = maker.request(keys, cookies)
        assert len(request) == len(reply)
        yield {"keys": keys_name, "cookies": cookies, "request": describe_packet(request, b""), "reply": describe_packet(reply, plaintext)}


def nak(maker, keys_name, keys):
    return {"keys": keys_name, "why": "the cookie names a key that the server does not have",
            "request": describe_packet(maker.request(keys, 3, OTHER_KEY_ID), b""),
            "reply": describe_packet(header(3, 0, b"NTSN") + field(0x0104, count(8, 32)))}


def document(number):
    maker = Maker(number)
    contexts = {f"context-{n}": maker.keys(n) for n in ([30, 15] if number == 30 else [number])}
    return {
        "aead": {"id": number, "name": maker.name, "key_length": maker.key_length, "nonce_length": maker.nonce_length},
        "exporter": {"hash": "SHA-256", "exporter_master_secret": maker.exporter_secret.hex(), "label": LABEL.decode()},
        "keys": {name: {"c2s_context": c["c2s"].hex(), "s2c_context": c["s2c"].hex(), "c2s": k["c2s"].hex(), "s2c": k["s2c"].hex()}
                 for name, (c, k) in contexts.items()},
        "cookie_format": {"aead": 15, "key_id": f"{KEY_ID:08x}", "key": COOKIE_KEY.hex(), "associated_data": "key_id",
                          "layout": "key_id (4) | nonce (14) | sealed", "plaintext": "AEAD id (2) | s2c | c2s"},
        "key_establishment": list(key_establishment(maker)),
        "ntp": [e for name, (_, k) in contexts.items() for e in exchanges(maker, name, k)],
        "nak": [nak(maker, name, k) for name, (_, k) in contexts.items()],
    }


for aead_number in AEADS:
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), f"aead-{aead_number}.json")
    with open(path, "w", encoding="ascii", newline="\n") as file:
        json.dump(document(aead_number), file, indent=2)
        file.write("\n")
