import base64
import pickle
import traceback
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.codes import (
    MAX_BYTES,
    CodeProblem,
    CustomerCode,
    ForeignCode,
    NotACode,
    PrefixRow,
    PrefixTable,
    new_number,
    new_token,
    read,
    read_typed,
    wallet_barcode,
    wallet_qr,
)
from pos_app.domain.codes.ber_tlv import Tlv, encode
from pos_app.errors import Bug
from tests.domain.codes.samples import (
    EMV_CARD_NUMBER,
    EMV_ONE,
    EMV_TWO,
    JPQR_ONE,
    MPM_ALL,
    MPM_WRONG_CRC,
    PREFIXES,
    TOKEN,
    WALLET,
)

tokens = st.binary(min_size=16, max_size=16).map(lambda noise: new_token(lambda _: noise))
numbers = st.binary(min_size=16, max_size=16).map(lambda noise: new_number(lambda _: noise))


def _emv(*objects: Tlv) -> bytes:
    return base64.b64encode(encode(Tlv(0x85, b"CPV01"), *objects))


def _template(tag: int, *objects: Tlv) -> Tlv:
    return Tlv(tag, encode(*objects))


AID = Tlv(0x4F, bytes.fromhex("A000000065039202"))
TRACK_2 = Tlv(0x57, bytes.fromhex("1234567890123458D19122011234 5F"))
CARD = Tlv(0x5A, bytes.fromhex(EMV_CARD_NUMBER))


@given(tokens)
def test_the_wallets_qr_is_read_back(token: str) -> None:
    assert read(wallet_qr(WALLET, token).encode(), PREFIXES) == CustomerCode(WALLET, "qr", token)


@given(numbers)
def test_the_wallets_barcode_is_read_back(number: str) -> None:
    assert read(wallet_barcode(WALLET, number).encode(), PREFIXES) == CustomerCode(WALLET, "number", number)


@given(numbers, st.sampled_from(["", " ", "-", "　"]), st.booleans())
def test_a_typed_number_is_the_same_code(number: str, between: str, full_width: bool) -> None:
    typed = between.join((number[:4], number[4:8], number[8:]))
    if full_width:
        typed = typed.translate({ord("0") + digit: "０１２３４５６７８９"[digit] for digit in range(10)})
        assert normalize("NFKC", typed) == between.replace("　", " ").join((number[:4], number[4:8], number[8:]))
    assert read_typed(typed, PREFIXES) == CustomerCode(WALLET, "number", number)


@given(numbers, st.data())
def test_a_slip_in_typing_a_number_is_malformed(number: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, 11))
    wrong = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != number[place]]))
    slipped = number[:place] + wrong + number[place + 1 :]
    assert read_typed(slipped, PREFIXES) == NotACode(CodeProblem.MALFORMED)
    assert read((WALLET + slipped).encode(), PREFIXES) == NotACode(CodeProblem.MALFORMED)


def test_the_wallets_qr_begins_as_jpqr_codes_do() -> None:
    assert wallet_qr(WALLET, TOKEN).startswith("hQVKUFFSMW")


def test_white_space_around_a_code_is_ignored() -> None:
    assert read(f"\t{wallet_qr(WALLET, TOKEN)}\r\n".encode(), PREFIXES) == CustomerCode(WALLET, "qr", TOKEN)


def test_the_published_jpqr_code_is_told_by_its_operators_name() -> None:
    assert read(JPQR_ONE.encode(), PREFIXES) == ForeignCode("さくら払い")
    assert read(JPQR_ONE.encode(), PrefixTable(WALLET)) == NotACode(CodeProblem.UNKNOWN_OPERATOR)


def test_our_operators_jpqr_code_with_another_kind_of_token_is_malformed() -> None:
    assert read(JPQR_ONE.encode(), PrefixTable("12345678")) == NotACode(CodeProblem.MALFORMED)


@pytest.mark.parametrize("text", [EMV_ONE, EMV_TWO])
def test_published_emv_codes_are_read(text: str) -> None:
    assert read(text.encode(), PREFIXES) == NotACode(CodeProblem.UNKNOWN_OPERATOR)
    table = PrefixTable(WALLET, (PrefixRow("A000000055", "いちご銀行"), PrefixRow("A000000066", "りんご銀行")))
    assert read(text.encode(), table) == ForeignCode("いちご銀行")
    assert read(EMV_TWO.encode(), PrefixTable(WALLET, table.rows[1:])) == ForeignCode("りんご銀行")


def test_a_domestic_emv_code_is_told_by_its_application_id() -> None:
    assert read(_emv(_template(0x61, AID, TRACK_2)), PREFIXES) == ForeignCode("JCB")


@pytest.mark.parametrize("text", [EMV_ONE, EMV_TWO, EMV_ONE[:-8] + "AAAAAAA=", EMV_TWO[:-4]])
def test_a_card_number_is_in_nothing_that_comes_out(text: str) -> None:
    read_as = read(text.encode(), PREFIXES)
    assert EMV_CARD_NUMBER not in repr(read_as)
    kept = pickle.dumps(read_as)
    assert EMV_CARD_NUMBER.encode() not in kept
    assert bytes.fromhex(EMV_CARD_NUMBER) not in kept


def test_a_token_stays_out_of_repr() -> None:
    assert TOKEN not in repr(read(wallet_qr(WALLET, TOKEN).encode(), PREFIXES))


@pytest.mark.parametrize(
    "code",
    [
        _emv(),
        _emv(_template(0x62, AID, TRACK_2)),
        _emv(_template(0x61, AID)),
        _emv(_template(0x61, TRACK_2)),
        _emv(_template(0x61)),
        _emv(_template(0x61, Tlv(0x4F, b"\xa0\x00\x00\x00"), TRACK_2)),
        _emv(_template(0x61, Tlv(0x4F, b"\xa0" * 17), TRACK_2)),
        _emv(_template(0x61, AID, AID, TRACK_2)),
        _emv(_template(0x61, AID, TRACK_2), _template(0x62, TRACK_2)),
        _emv(_template(0x61, AID, TRACK_2), _template(0x62, CARD), _template(0x62, CARD)),
        _emv(_template(0x61, AID, TRACK_2), _template(0x61, AID, TRACK_2), _template(0x61, AID, TRACK_2)),
        _emv(_template(0x61, AID, TRACK_2), Tlv(0x62, b"\x4f")),
        _emv(_template(0x61, AID, TRACK_2), Tlv(0x85, b"CPV01")),
        _emv(Tlv(0x61, b"\x4f\x09\xa0")),
        base64.b64encode(encode(Tlv(0x85, b"CPV02"), _template(0x61, AID, TRACK_2))),
        _emv(_template(0x61, AID, TRACK_2)) + b"!",
        _emv(_template(0x61, AID, TRACK_2)) + "カ".encode(),
        _emv(_template(0x61, AID, TRACK_2))[:-4],
        b"hQVDUFY",
        b"hQVKUFFS",
    ],
)
def test_a_phones_code_that_breaks_the_rules_is_malformed(code: bytes) -> None:
    assert read(code, PREFIXES) == NotACode(CodeProblem.MALFORMED)


def test_what_is_common_to_both_applications_counts_for_each() -> None:
    other = Tlv(0x4F, bytes.fromhex("A0000000660000"))
    code = _emv(_template(0x61, other), _template(0x61, AID), _template(0x62, CARD, Tlv(0x9F24, b"x" * 200)))
    assert read(code, PREFIXES) == ForeignCode("JCB")


@pytest.mark.parametrize(
    "application",
    [
        [Tlv(0x4F, WALLET.encode())],
        [Tlv(0x57, TOKEN.encode())],
        [Tlv(0x4F, b""), Tlv(0x57, TOKEN.encode())],
        [Tlv(0x4F, WALLET.encode()), Tlv(0x57, b"\xff" * 22)],
        [Tlv(0x4F, WALLET.encode()), Tlv(0x57, TOKEN.encode() + b"x")],
        [Tlv(0x4F, WALLET.encode()), Tlv(0x57, TOKEN.encode()), Tlv(0x57, TOKEN.encode())],
    ],
)
def test_a_jpqr_code_without_operator_or_token_is_malformed(application: list[Tlv]) -> None:
    code = base64.b64encode(encode(Tlv(0x85, b"JPQR1"), _template(0x61, *application)))
    assert read(code, PREFIXES) == NotACode(CodeProblem.MALFORMED)


def test_a_jpqr_code_with_two_applications_is_malformed() -> None:
    application = _template(0x61, Tlv(0x4F, WALLET.encode()), Tlv(0x57, TOKEN.encode()))
    code = base64.b64encode(encode(Tlv(0x85, b"JPQR1"), application, application))
    assert read(code, PREFIXES) == NotACode(CodeProblem.MALFORMED)


def test_the_free_field_of_a_jpqr_code_is_passed_over() -> None:
    application = _template(0x61, Tlv(0x4F, WALLET.encode()), Tlv(0x57, TOKEN.encode()), Tlv(0x99, "自由".encode()))
    code = base64.b64encode(encode(Tlv(0x85, b"JPQR1"), application))
    assert read(code, PREFIXES) == CustomerCode(WALLET, "qr", TOKEN)


@pytest.mark.parametrize(
    ("digits", "name"),
    [
        ("9000818188" + "0" * 14, "PayPay"),
        ("900001" + "1" * 10, "楽天ペイ"),
        ("90000002" + "2" * 14, "d払い"),
        ("31589900" + "3" * 11, "メルペイ"),
        ("31589931" + "4" * 11, "ゆうちょPay"),
    ],
)
def test_a_barcode_is_told_by_its_longest_prefix(digits: str, name: str) -> None:
    assert read(digits.encode(), PREFIXES) == ForeignCode(name)


def test_a_longer_prefix_inside_our_own_is_anothers() -> None:
    table = PrefixTable(WALLET, (PrefixRow(WALLET + "99", "かえで払い"),))
    assert read((WALLET + "99" + "0" * 10).encode(), table) == ForeignCode("かえで払い")


def test_a_barcode_of_nobody_is_of_an_unknown_operator() -> None:
    assert read(b"7" * 16, PREFIXES) == NotACode(CodeProblem.UNKNOWN_OPERATOR)


@pytest.mark.parametrize("digits", ["4901234567894", "49012347", "900081" + "1" * 9, "900081" + "1" * 19, "1" * 12])
def test_a_label_on_goods_is_no_code(digits: str) -> None:
    assert read(digits.encode(), PREFIXES) == NotACode(CodeProblem.NOT_A_CODE)


@pytest.mark.parametrize("text", MPM_ALL)
def test_a_stores_code_is_told_as_one(text: str) -> None:
    assert read(text.encode(), PREFIXES) == NotACode(CodeProblem.STORE_CODE)


def test_a_stores_code_with_a_wrong_checksum_is_malformed() -> None:
    assert read(MPM_WRONG_CRC.encode(), PREFIXES) == NotACode(CodeProblem.MALFORMED)


@pytest.mark.parametrize("text", ["https://example.jp/pay?c=1", "HTTP://EXAMPLE.JP", "someapp://open"])
def test_an_address_is_told_as_one(text: str) -> None:
    assert read(text.encode(), PREFIXES) == NotACode(CodeProblem.URL)


@pytest.mark.parametrize(
    "text", [b"", b"   ", b"\xff\xfe\x00", "こんにちは".encode(), b"WIFI:S:shop;;", "１２３".encode()]
)
def test_anything_else_is_no_code(text: bytes) -> None:
    assert read(text, PREFIXES) == NotACode(CodeProblem.NOT_A_CODE)


def test_an_enormous_text_is_too_long_whatever_it_begins_with() -> None:
    fits = wallet_qr(WALLET, TOKEN).encode().ljust(MAX_BYTES)
    assert read(fits, PREFIXES) == CustomerCode(WALLET, "qr", TOKEN)
    assert read(fits + b" ", PREFIXES) == NotACode(CodeProblem.TOO_LONG)
    assert read(b"9" * 10_000_000, PREFIXES) == NotACode(CodeProblem.TOO_LONG)


beginnings = st.sampled_from(["", "hQVDUFYw", "hQVKUFFSMW", EMV_ONE[:30], JPQR_ONE[:20], "000201", "https://", WALLET])


@given(
    st.binary(max_size=300) | st.builds(lambda head, tail: (head + tail).encode(), beginnings, st.text(max_size=200))
)
def test_any_bytes_mean_something_and_nothing_is_raised(text: bytes) -> None:
    assert isinstance(read(text, PREFIXES), CustomerCode | ForeignCode | NotACode)


@given(st.binary(max_size=200), st.sampled_from([b"CPV01", b"JPQR1"]))
def test_any_bytes_behind_a_format_tag_mean_something(tail: bytes, form: bytes) -> None:
    text = base64.b64encode(encode(Tlv(0x85, form)) + tail)
    assert isinstance(read(text, PREFIXES), ForeignCode | NotACode)


@given(st.sampled_from([EMV_ONE, EMV_TWO, JPQR_ONE, wallet_qr(WALLET, TOKEN)]), st.data())
def test_a_damaged_code_never_shows_what_it_held(text: str, data: st.DataObject) -> None:
    raw = bytearray(base64.b64decode(text))
    for _ in range(data.draw(st.integers(1, 4))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    try:
        shown = repr(read(base64.b64encode(raw), PREFIXES))
    except Exception:  # noqa: BLE001 - any exception at all is the failure
        pytest.fail(traceback.format_exc())
    assert EMV_CARD_NUMBER not in shown
    assert TOKEN[:16] not in shown


@given(st.text() | st.text("0123456789０９-－ ", max_size=30))
def test_any_typed_text_is_a_number_or_malformed(text: str) -> None:
    answer = read_typed(text, PREFIXES)
    assert isinstance(answer, CustomerCode) or answer == NotACode(CodeProblem.MALFORMED)


@pytest.mark.parametrize(("operator", "token"), [("3580021", TOKEN), ("35800217x", TOKEN), (WALLET, TOKEN[1:])])
def test_a_qr_of_the_wrong_form_is_a_bug_that_tells_nothing(operator: str, token: str) -> None:
    with pytest.raises(Bug) as caught:
        wallet_qr(operator, token)
    assert token not in str(caught.value)


@pytest.mark.parametrize(("operator", "number"), [("3580021", "0" * 12), (WALLET, "123456789012"), (WALLET, "0" * 11)])
def test_a_barcode_of_the_wrong_form_is_a_bug_that_tells_nothing(operator: str, number: str) -> None:
    with pytest.raises(Bug) as caught:
        wallet_barcode(operator, number)
    assert number not in str(caught.value)


@pytest.mark.parametrize("prefix", ["", "123", "12345678901", "a000000065", "A0", "９０００"])
def test_a_prefix_of_the_wrong_form_is_a_bug(prefix: str) -> None:
    with pytest.raises(Bug):
        PrefixRow(prefix, "名")


def test_a_wallet_without_eight_digits_is_a_bug() -> None:
    with pytest.raises(Bug):
        PrefixTable("123")
