#!/usr/bin/env python3
"""Verifies a proof of consent events with the standard library alone.

    verify.py PROOF.json [--signed IMAGE] ORIGIN:LENGTH:DIGEST ...

The heads were kept elsewhere: chain, number of entries, digest of the last one. Prints the ids of the proven events, with an
image of a signature only of those that were signed with it, and ends with 0, or
prints why nothing is proven (malformed, commitment, event, chain, unanchored, anchor) and ends with 1.
"""
import json, re, sys, uuid
from datetime import date
from hashlib import sha256

EVENT = {"id": "id", "subject": "id", "definition": "code?", "major": 32, "minor": 32, "scope": "text", "language": "text", "kind": "text",
         "authority": "text", "by": "id?", "method": "text", "origin": "text", "operator": "code?", "station": "code?", "receipt": "code?", "at": 64,
         "recorded": 64, "seen": ["id"], "signature": "hex32?", "reference_kind": "text", "text": {"language": "text", "title": "text", "body": "text"},
         "reference": "bound", "address": "bound", "entry": "entry"}
ENTRY = {"origin": "code", "sequence": 64, "at": 64, "date": "date", "door": "text", "operator": "code?", "station": "code?",
         "branch": "code?", "idempotency": "code?", "salt": "hex16?", "values": [{"field": "text", "slot": 16, "digest": "hex32"}]}
CHAIN = {"origin": "code", "first": 64, "previous": "hex32", "contents": ["hex32"]}
BOUND = {"digest": "hex32", "opened": {"salt": "hex16", "value": "text"}}
PROOF = {"format": "text", "events": [EVENT], "chains": [CHAIN]}
NESTED, MAY_BE_NULL = {"bound": BOUND, "entry": ENTRY}, ("reference", "address", "text", "opened")


class Refused(ValueError):
    """Its text says why nothing is proven."""


def need(holds, why):
    if not holds:
        raise Refused(why)


def check(shape, value):
    """The value has exactly this shape, written in the one way there is."""
    shape = NESTED.get(shape, shape) if isinstance(shape, str) else shape
    if isinstance(shape, dict):
        need(type(value) is dict and value.keys() == shape.keys(), "malformed")
        for key, inner in shape.items():
            if value[key] is not None or key not in MAY_BE_NULL:
                check(inner, value[key])
    elif isinstance(shape, list):
        need(type(value) is list, "malformed")
        for item in value:
            check(shape[0], item)
    elif isinstance(shape, int):
        need(type(value) is int and -(2 ** 63) <= value < 2 ** 63 and (shape == 64 or 0 <= value < 2 ** shape), "malformed")
    elif not (shape.endswith("?") and value is None):
        need(type(value) is str, "malformed")
        forms = {"hex32": "[0-9a-f]{64}", "hex16": "[0-9a-f]{32}", "code": "[!-~]{1,64}", "text": r"[\s\S]*"}
        form = forms.get(shape.rstrip("?"))
        good = re.fullmatch(form, value) if form else str((uuid.UUID if shape.rstrip("?") == "id" else date.fromisoformat)(value)) == value
        need(good, "malformed")


def unique(pairs):
    need(len(dict(pairs)) == len(pairs), "malformed")
    return dict(pairs)


def framed(*parts):
    """SHA-256 over parts, each behind its length in eight bytes: text, bytes, or a number in eight bytes."""
    parts = [p.encode() if isinstance(p, str) else p.to_bytes(8, "big", signed=True) if isinstance(p, int) else p for p in parts]
    return sha256(b"".join(len(p).to_bytes(8, "big") + p for p in parts)).digest()


raw = lambda text: bytes.fromhex(text or "")


def event_digest(e):
    words = [e[key] for key in ("scope", "language", "kind", "authority", "method", "origin")]
    text = framed(*(e["text"][key] for key in ("language", "title", "body"))) if e["text"] else bytes(32)
    seen = b"".join(uuid.UUID(other).bytes for other in e["seen"])
    bound = [raw(e[key] and e[key]["digest"]) for key in ("reference", "address")]
    kind = [e["reference_kind"]] if e["reference_kind"] != "note" else []
    return framed("clientela-consent-event-1", uuid.UUID(e["id"]).bytes, uuid.UUID(e["subject"]).bytes, e["definition"] or "",
                  e["major"].to_bytes(4, "big"), e["minor"].to_bytes(4, "big"), *words, raw(e["by"] and e["by"].replace("-", "")), text,
                  e["operator"] or "", e["station"] or "", e["receipt"] or "", e["at"], e["recorded"], seen, raw(e["signature"]), *bound, *kind)


def content_digest(e):
    n = e["entry"]
    codes = [n[key] or "" for key in ("operator", "station", "branch", "idempotency")]
    values = [part for v in n["values"] for part in (v["field"], v["slot"], raw(v["digest"]))]
    return framed("clientela-journal-content-2", n["origin"], n["sequence"], n["at"], n["date"], n["door"], *codes, "recorded",
                  "consent_event", e["id"], uuid.UUID(e["subject"]).bytes, event_digest(e), raw(n["salt"]), *values)


def signed_with(image, e):
    """Whether the signature that the event carries is this image, bound to everything else the event says."""
    return framed("clientela-signature-1", sha256(image).digest(), event_digest({**e, "signature": None})) == raw(e["signature"])


def verify(text, heads):
    proof = json.loads(text, object_pairs_hook=unique)
    check(PROOF, proof)
    events, chains = proof["events"], {chain["origin"]: chain for chain in proof["chains"]}
    ordered = all(list(keys) == sorted(set(keys)) for keys in ([e["id"] for e in events], [c["origin"] for c in proof["chains"]]))
    need(proof["format"] == "clientela-proof-1" and events and ordered, "malformed")
    for e in events:
        for bound in filter(None, (e["reference"], e["address"])):
            opened = bound["opened"]
            need(not opened or sha256(raw(opened["salt"]) + opened["value"].encode()).hexdigest() == bound["digest"], "commitment")
        chain = chains.get(e["entry"]["origin"])
        place = e["entry"]["sequence"] - chain["first"] if chain else -1
        need(chain and 0 <= place < len(chain["contents"]), "chain")
        need(content_digest(e).hex() == chain["contents"][place], "event")
    for origin, chain in chains.items():
        needed = [e["entry"]["sequence"] for e in events if e["entry"]["origin"] == origin]
        need(needed and min(needed) == chain["first"], "malformed")
        digest, length = raw(chain["previous"]), chain["first"] - 1
        for content in chain["contents"]:
            digest, length = framed("clientela-journal-2", digest, raw(content)), length + 1
            need(all(known == digest.hex() for name, at, known in heads if (name, at) == (origin, length)), "anchor")
        need((origin, length) in [head[:2] for head in heads], "unanchored")
    return events


if __name__ == "__main__":
    at = 4 if sys.argv[2:3] == ["--signed"] else 2
    kept = [(o, int(n), digest) for o, n, digest in (head.rsplit(":", 2) for head in sys.argv[at:])]
    image = open(sys.argv[3], "rb").read() if at == 4 else None
    try:
        with open(sys.argv[1], encoding="utf-8", newline="") as file:
            print("\n".join(e["id"] for e in verify(file.read(), kept) if image is None or signed_with(image, e)))
    except (ValueError, RecursionError) as why:
        sys.exit(print(why if isinstance(why, Refused) else "malformed") or 1)
