"""A store's code for the customer's phone (MPM), as far as it takes to recognise one.

EMVCo QR Code Specification for Payment Systems, Merchant-Presented Mode, v1.1, §3 and §4: text of ID (2 digits), length
(2 digits) and value. Lengths count characters, the CRC runs over UTF-8 bytes. JPQR MPM follows the same rules.
"""

import binascii
from dataclasses import dataclass

MAX_CHARACTERS = 512

_HEAD = "000201"
_CRC_ID = "63"
_CRC_LENGTH = 4
_OBJECT_HEAD = 4


@dataclass(frozen=True, slots=True)
class DataObject:
    """One data object on the first level; ``identifier`` is its two digits."""

    identifier: str
    value: str


def looks_like_mpm(text: str) -> bool:
    """Say whether a text begins with the payload format indicator, version 01."""
    return text.startswith(_HEAD)


def crc(text: str) -> str:
    """Give the checksum of a text that ends in ``6304``, as four upper-case hexadecimal digits.

    CRC-16/CCITT-FALSE (polynomial 1021, start FFFF; §4.7.3) over the UTF-8 bytes.
    """
    return f"{binascii.crc_hqx(text.encode('utf-8'), 0xFFFF):04X}"


def parse(text: str) -> tuple[DataObject, ...] | None:
    """Read the first level; None unless 00 is first, 63 last with the right CRC, each ID once, in 512 characters."""
    if not looks_like_mpm(text) or len(text) > MAX_CHARACTERS:
        return None
    objects = _split(text)
    if objects is None or objects[-1].identifier != _CRC_ID or len(objects[-1].value) != _CRC_LENGTH:
        return None
    if len({item.identifier for item in objects}) != len(objects):
        return None
    return objects if crc(text[:-_CRC_LENGTH]) == objects[-1].value else None


def _split(text: str) -> tuple[DataObject, ...] | None:
    objects: list[DataObject] = []
    at = 0
    while at < len(text):
        head = text[at : at + _OBJECT_HEAD]
        if len(head) < _OBJECT_HEAD or not (head.isascii() and head.isdecimal()):
            return None
        end = at + _OBJECT_HEAD + int(head[2:])
        if end == at + _OBJECT_HEAD or end > len(text):
            return None
        objects.append(DataObject(head[:2], text[at + _OBJECT_HEAD : end]))
        at = end
    return tuple(objects)
