"""Codes on a customer's phone (CPM): base64 of BER-TLV, in the EMV form and in JPQR's.

EMV: EMVCo QR Code Specification for Payment Systems, Consumer-Presented Mode, v1.1, §4 and §5. Tag 85 is ``CPV01``;
what pays is a card number or its stand-in (57, 5A), so nothing but the issuer's application id leaves this module.

JPQR: tag 85 is ``JPQR1``; 61 holds 4F, the operator id, and 57, the token, both as ASCII. This layout is unofficial
(read from public implementations; the official guideline was not at hand) and is kept in this module alone.
"""

import base64
import binascii
from collections.abc import Iterable
from dataclasses import dataclass, field

from pos_app.domain.codes import ber_tlv
from pos_app.domain.codes.ber_tlv import Tlv
from pos_app.domain.codes.prefixes import is_operator_id
from pos_app.domain.codes.token import is_token
from pos_app.errors import Bug

_FORMAT = 0x85
_APPLICATION = 0x61
_COMMON = 0x62
_NAME = 0x4F
_TRACK_2 = 0x57
_CARD_NUMBER = 0x5A
_EMV = b"CPV01"
_JPQR = b"JPQR1"
_HEADS = ("hQVDUFY", "hQVKUFFS")
_MAX_APPLICATIONS = 2
_AID_BYTES = range(5, 17)


@dataclass(frozen=True, slots=True)
class EmvCode:
    """An EMV code: the application ids in it, upper-case hexadecimal, in the issuer's order of preference."""

    aids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class JpqrCode:
    """A JPQR code: the operator id, and the operator's own token."""

    operator_id: str
    token: str = field(repr=False)


def looks_like_cpm(text: str) -> bool:
    """Say whether a text begins like a CPM code of either form."""
    return text.startswith(_HEADS)


def parse(text: str) -> EmvCode | JpqrCode | None:
    """Read a CPM code; None when it breaks the grammar."""
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError):
        return None
    objects = ber_tlv.decode(data)
    if not objects or objects[0].tag != _FORMAT or not _is_unique(o for o in objects if o.tag != _APPLICATION):
        return None
    applications = [ber_tlv.decode(item.value) for item in objects if item.tag == _APPLICATION]
    if not 1 <= len(applications) <= _MAX_APPLICATIONS:
        return None
    whole = [application for application in applications if application and _is_unique(application)]
    if len(whole) != len(applications):
        return None
    if objects[0].value == _EMV:
        return _emv(whole, objects)
    if objects[0].value == _JPQR:
        return _jpqr(whole)
    return None


def wallet_qr(operator_id: str, token: str) -> str:
    """Build the text of the wallet's QR; raises Bug unless the id has eight digits and the token its 22 characters."""
    if not is_operator_id(operator_id) or not is_token(token):
        raise Bug("an operator id or a token of the wrong form")
    application = ber_tlv.encode(Tlv(_NAME, operator_id.encode("ascii")), Tlv(_TRACK_2, token.encode("ascii")))
    return base64.b64encode(ber_tlv.encode(Tlv(_FORMAT, _JPQR), Tlv(_APPLICATION, application))).decode("ascii")


def _emv(applications: list[tuple[Tlv, ...]], objects: tuple[Tlv, ...]) -> EmvCode | None:
    common = next((ber_tlv.decode(item.value) for item in objects if item.tag == _COMMON), ())
    if common is None:
        return None
    aids = []
    for application in applications:
        # What is common to all applications counts as part of each, and no object may be said twice (§5.1).
        combined = application + common
        tags = {item.tag for item in combined}
        aid = _value(application, _NAME)
        if not _is_unique(combined) or not tags & {_TRACK_2, _CARD_NUMBER} or aid is None or len(aid) not in _AID_BYTES:
            return None
        aids.append(aid.hex().upper())
    return EmvCode(tuple(aids))


def _jpqr(applications: list[tuple[Tlv, ...]]) -> JpqrCode | None:
    operator_id = _ascii(_value(applications[0], _NAME))
    token = _ascii(_value(applications[0], _TRACK_2))
    if len(applications) != 1 or not operator_id or not token:
        return None
    return JpqrCode(operator_id, token)


def _value(objects: Iterable[Tlv], tag: int) -> bytes | None:
    return next((item.value for item in objects if item.tag == tag), None)


def _ascii(value: bytes | None) -> str | None:
    text = value.decode("ascii", "replace") if value else ""
    return text if text.isascii() and text.isprintable() else None


def _is_unique(objects: Iterable[Tlv]) -> bool:
    tags = [item.tag for item in objects]
    return len(set(tags)) == len(tags)
