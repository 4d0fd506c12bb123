"""Who ordered by telephone, fax or post, as it is typed (D-20): none of it may be a card number (T-01)."""

import unicodedata

from pydantic import ValidationError

from pos_app.domain.card import looks_like_card_number
from pos_app.domain.typed_digits import plain_digits
from pos_app.errors import Refusal
from pos_app.wire.cards import Caller


def caller_as_typed(name: str, phone: str, memo: str) -> Caller:
    """The caller; half-width kana and full-width digits become plain ones.

    Raises :class:`Refusal` ``looks_like_card_number``, ``caller_name``, ``caller_phone``, ``caller_memo``.
    """
    for typed in (name, phone, memo):
        # Also as it would be kept: NFKC makes a digit of ④, too.
        if looks_like_card_number(typed) or looks_like_card_number(_plain(typed)):
            raise Refusal("looks_like_card_number")
    try:
        return Caller(name=_plain(name), phone=plain_digits(phone), memo=_plain(memo))
    except ValidationError as error:
        field = str(error.errors(include_input=False)[0]["loc"][0])
    if field == "name":
        raise Refusal("caller_name")
    raise Refusal("caller_phone" if field == "phone" else "caller_memo")


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).split())
