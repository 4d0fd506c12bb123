import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.codes import PrefixRow, PrefixTable, wallet_qr
from pos_app.ui.look.tokens import Tone
from pos_app.ui.screens.settings.reading_view import arrived

PREFIXES = PrefixTable("99000001", (PrefixRow("2812", "よそのペイ"),))
TOKEN = "abcdefghijklmnopqrWXYZ"


def test_a_customers_code_is_named_and_shows_its_end_alone() -> None:
    came = arrived(wallet_qr("99000001", TOKEN).encode(), PREFIXES)
    assert came.tone is Tone.OK
    assert came.kind == "お支払い用のQRコード"
    assert came.end.endswith(TOKEN[-4:])
    assert TOKEN[:-4] not in came.kind + came.end


def test_another_operators_code_is_named_and_nothing_of_it_is_shown() -> None:
    came = arrived(b"28120000000000001234", PREFIXES)
    assert came.kind == "よそのペイのコード"
    assert came.end == ""


def test_goods_show_that_the_scanner_works() -> None:
    came = arrived(b"4901234567894", PREFIXES)
    assert came.end.endswith("7894")
    assert "490123" not in came.kind + came.end


@pytest.mark.parametrize(
    ("payload", "kind"),
    [(b"https://ena.example/menu", "ホームページのコード"), (b"hello there", "お支払い用ではないコード")],
)
def test_other_codes_are_told_apart(payload: bytes, kind: str) -> None:
    assert arrived(payload, PREFIXES).kind == kind


@given(st.binary(max_size=5000))
def test_whatever_comes_four_characters_are_the_most_that_is_shown(payload: bytes) -> None:
    came = arrived(payload, PREFIXES)
    assert len(came.end.removeprefix("最後の4文字は ")) <= 4
