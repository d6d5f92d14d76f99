"""What an evaluator sees in place of a name: the same in one study whenever it is asked for, different in every other."""

import base64
import hashlib
import hmac
import uuid

LETTERS = {"school": "S", "partnership": "P", "person": "R"}
LENGTH = 8


def of(salt: str, kind: str, known: uuid.UUID | str) -> str:
    """Such as S-7KQ2M4XD. Without the study's salt nobody can tell whose it is."""
    digest = hmac.new(bytes.fromhex(salt), f"{kind}:{known}".encode(), hashlib.sha256).digest()
    return f"{LETTERS[kind]}-{base64.b32encode(digest).decode()[:LENGTH]}"
