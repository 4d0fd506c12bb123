import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.errors import Refusal
from pos_app.server.admin.service import read_prefixes
from pos_app.wire.store import Prefix


def test_comments_and_empty_lines_are_passed_over() -> None:
    read = read_prefixes(["# heads", "", "900001, 楽天ペイ", '31589921,"au, PAY"'])
    assert read == (Prefix(head="900001", operator="楽天ペイ"), Prefix(head="31589921", operator="au, PAY"))


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ([], "prefix_none"),
        (["# nothing"], "prefix_none"),
        (["900001"], "prefix_line"),
        (["900001,a,b"], "prefix_line"),
        (["90,a"], "prefix_line"),
        (["900001,"], "prefix_line"),
        (["９０００,a"], "prefix_line"),
        (["900001,a", "900001,b"], "prefix_twice"),
        ([f"{number:08},a" for number in range(10_001)], "prefix_many"),
    ],
)
def test_a_table_that_is_wrong_is_refused(lines: list[str], reason: str) -> None:
    with pytest.raises(Refusal, match=reason):
        read_prefixes(lines)


def test_the_line_that_is_wrong_is_named() -> None:
    with pytest.raises(Refusal) as refused:
        read_prefixes(["900001,a", "", "x,b"])
    assert refused.value.facts["line"] == 3


@given(st.lists(st.text(max_size=30), max_size=20))
def test_whatever_a_file_holds_it_is_read_or_refused(lines: list[str]) -> None:
    try:
        read = read_prefixes(lines)
    except Refusal:
        return
    assert read
    assert len({prefix.head for prefix in read}) == len(read)
