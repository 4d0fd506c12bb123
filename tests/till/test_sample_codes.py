import pytest

from pos_app.domain.codes import (
    CodeProblem,
    CustomerCode,
    ForeignCode,
    NotACode,
    PrefixRow,
    PrefixTable,
    read,
    read_typed,
)
from pos_app.till.sample_codes import Sample, number_of, sample_codes, sample_of, token_of

PREFIXES = PrefixTable("99000001", (PrefixRow("A000000333", "カード"), PrefixRow("9000818188", "PayPay")))
CODES = {one.sample: one for one in sample_codes(PREFIXES)}
PAID_WITH = [sample for sample in Sample if CODES[sample].number is not None]


def test_there_is_a_code_for_every_outcome() -> None:
    assert set(CODES) == set(Sample)


@pytest.mark.parametrize("sample", PAID_WITH)
def test_a_sample_is_read_like_any_code_and_known_again(sample: Sample) -> None:
    scanned = read(CODES[sample].text.encode(), PREFIXES)
    assert isinstance(scanned, CustomerCode)
    assert sample_of(scanned.token) is sample
    typed = read_typed(CODES[sample].number or "", PREFIXES)
    assert isinstance(typed, CustomerCode)
    assert sample_of(typed.token) is sample


def test_no_two_samples_are_alike() -> None:
    assert len({token_of(sample) for sample in Sample}) == len({number_of(sample) for sample in Sample}) == len(Sample)


def test_what_is_no_payment_code_is_told_as_what_it_is() -> None:
    assert read(CODES[Sample.FOREIGN].text.encode(), PREFIXES) == ForeignCode("PayPay")
    assert read(CODES[Sample.STORE_CODE].text.encode(), PREFIXES) == NotACode(CodeProblem.STORE_CODE)
    assert read(CODES[Sample.URL].text.encode(), PREFIXES) == NotACode(CodeProblem.URL)


def test_a_till_that_knows_no_other_operator_has_no_such_sample() -> None:
    assert Sample.FOREIGN not in {one.sample for one in sample_codes(PrefixTable("99000001"))}


def test_a_real_customers_code_is_unknown_in_practice() -> None:
    assert sample_of("AbCdEfGhIjKlMnOpQrStUv") is Sample.UNKNOWN
