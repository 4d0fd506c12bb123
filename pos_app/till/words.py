"""Words for people: a code with its facts becomes a sentence, in Japanese or English (requirements row D-16).

The sentences are in ``resources/words/``, one file per language, with the same codes and the same gaps. A gap may say
how its fact is written: ``{limit:yen}``, ``{at:time}``, ``{until:date}``, ``{number:number}``, ``{amount:reading}``.
"""

import json
import logging
import string
from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pos_app.config import RESOURCES
from pos_app.devices.tenkey.events import PadTrouble
from pos_app.domain.calendar import in_jst
from pos_app.domain.money import format_yen, kanji_reading
from pos_app.domain.typed_digits import in_fours
from pos_app.errors import Bug
from pos_app.till.events import CancelReason, DoubtReason
from pos_app.till.notice import Notice
from pos_app.till.opening_check import Mark, Mend, What
from pos_app.till.payment import Attention, State
from pos_app.till.preferences import ScannerKind, Theme
from pos_app.till.sale import Stage
from pos_app.till.sample_codes import Sample
from pos_app.till.sounds import Sound
from pos_app.till.voiding import VoidStage
from pos_app.wire.approvals import RefusalReason, RequestState
from pos_app.wire.operations import NumberCheck, ReversalEffect, VoidReason
from pos_app.wire.payments import PaymentState, VoidRoute
from pos_app.wire.staff import Role
from pos_app.wire.store import ClerkVoids, Environment

JAPANESE, ENGLISH = "ja", "en"

LABELS: Mapping[type[StrEnum], str] = MappingProxyType(
    {
        State: "state",
        PaymentState: "payment_state",
        Stage: "stage",
        CancelReason: "cancel",
        DoubtReason: "doubt",
        Attention: "attention",
        ReversalEffect: "effect",
        VoidStage: "void_stage",
        VoidRoute: "void_route",
        VoidReason: "void_reason",
        NumberCheck: "number_check",
        RequestState: "request_state",
        RefusalReason: "refusal_reason",
        ClerkVoids: "clerk_voids",
        Role: "role",
        Environment: "environment",
        What: "check_what",
        Mark: "check_mark",
        Mend: "mend",
        Sample: "sample",
        Theme: "theme",
        ScannerKind: "scanner",
        Sound: "sound_of",
        PadTrouble: "pad",
    }
)
"""How the codes of a list's members begin, where their bare values would say too little or too much."""

_UNKNOWN = "unknown"
_MISSING = "…"
_WEEKDAYS = "月火水木金土日"
# Not strftime's names: those follow the process's locale, which others may change.
_ENGLISH_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_ENGLISH_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

log = logging.getLogger(__name__)


class Words:
    """The words of one language; any language that there are no words for is answered in Japanese.

    ``strict``: a code without words, or a gap without its fact, is a :class:`Bug`. Otherwise it is logged, and a
    general sentence with the code stands in: at a counter a missing sentence must not stop a sale.
    """

    def __init__(self, language: str, *, strict: bool = False, folder: Path = RESOURCES / "words") -> None:
        self.language = ENGLISH if language == ENGLISH else JAPANESE
        self._strict = strict
        self._texts = _load(folder / f"{self.language}.json")
        self._filler = _Filler(self.language, strict=strict)

    def text(self, code: str, /, **facts: object) -> str:
        """The sentence of a code; facts that it has no gap for are left out."""
        template = self._texts.get(code)
        if template is None:
            self._missing(f"no words for {code!r}")
            template, facts = self._texts[_UNKNOWN], {"problem": code}
        return self._filler.vformat(template, (), facts)

    def notice(self, notice: Notice) -> str:
        """The sentence of a notice."""
        return self.text(notice.code, **dict(notice.facts))

    def label(self, member: StrEnum, /, **facts: object) -> str:
        """The word of a state, a stage, a role or a member of another list in :data:`LABELS`."""
        beginning = LABELS.get(type(member))
        return self.text(f"{beginning}_{member.value}" if beginning else member.value, **facts)

    def _missing(self, what: str) -> None:
        if self._strict:
            raise Bug(what)
        log.error("%s in %s", what, self.language)


class _Filler(string.Formatter):
    """Fills gaps with facts by name; never looks into a fact."""

    def __init__(self, language: str, *, strict: bool) -> None:
        self._language = language
        self._strict = strict

    def get_field(self, field_name: str, args: Any, kwargs: Mapping[str, Any]) -> tuple[Any, str]:
        del args  # Gaps have names.
        if field_name in kwargs:
            return kwargs[field_name], field_name
        if self._strict:
            raise Bug(f"the gap {field_name!r} has no fact")
        log.error("the gap %r has no fact", field_name)
        return _MISSING, field_name

    def format_field(self, value: object, format_spec: str) -> str:
        japanese = self._language == JAPANESE
        match format_spec, value:
            case "yen", int():
                return format_yen(value) if japanese else _english_yen(value)
            case "reading", int() if value >= 0:
                return kanji_reading(value) if japanese else _english_yen(value)
            case "time", datetime():
                return in_jst(value).strftime("%H:%M")
            case "date", date():
                day = in_jst(value) if isinstance(value, datetime) else value
                return _japanese_date(day) if japanese else _english_date(day)
            case "number", str():
                return in_fours(value)
        return str(value)


def _english_yen(amount: int) -> str:
    return f"{format_yen(amount).removesuffix('円')} yen"


def _japanese_date(day: date) -> str:
    return f"{day.month}月{day.day}日({_WEEKDAYS[day.weekday()]})"


def _english_date(day: date) -> str:
    return f"{_ENGLISH_DAYS[day.weekday()]} {day.day} {_ENGLISH_MONTHS[day.month - 1]}"


@cache
def _load(path: Path) -> Mapping[str, str]:
    texts: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return MappingProxyType(texts)
