import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.demo.faults import LOSSES, NO_FAULTS, Counts, FaultKind, Faults
from pos_app.errors import Bug


@given(st.floats(min_value=0, max_value=1, exclude_max=True))
def test_no_faults_means_none(chance: float) -> None:
    assert NO_FAULTS.draw(chance) is None


def test_each_fault_takes_its_share_of_chance() -> None:
    faults = Faults(request_lost=0.1, answer_closed=0.25, refused=0.15)
    drawn = [faults.draw(step / 1000) for step in range(1000)]
    assert drawn.count(FaultKind.REQUEST_LOST) == pytest.approx(100, abs=1)
    assert drawn.count(FaultKind.ANSWER_CLOSED) == pytest.approx(250, abs=1)
    assert drawn.count(FaultKind.REFUSED) == pytest.approx(150, abs=1)
    assert drawn.count(None) == pytest.approx(500, abs=1)


@given(st.sampled_from(list(FaultKind)), st.floats(min_value=0, max_value=1, exclude_max=True))
def test_a_sure_fault_always_comes(kind: FaultKind, chance: float) -> None:
    assert Faults(**{kind.value: 1.0}).draw(chance) is kind


@pytest.mark.parametrize(
    "wrong", [{"refused": -0.1}, {"refused": 1.1}, {"refused": 0.6, "request_lost": 0.6}, {"delay_seconds": -1.0}]
)
def test_what_is_no_probability_is_a_bug(wrong: dict[str, float]) -> None:
    with pytest.raises(Bug):
        Faults(**wrong)


def test_what_was_lost_is_added_up() -> None:
    counts = Counts(10, 0, {FaultKind.ANSWER_RESET: 3, FaultKind.ANSWER_DELAYED: 2, FaultKind.STRANGERS_PAGE: 1})
    assert counts.lost == 4
    assert FaultKind.ANSWER_DELAYED not in LOSSES
