import inspect

import pytest

from pos_app import errors
from pos_app.errors import Bug, Fault, Refusal

TREE = {name: found for name, found in vars(errors).items() if inspect.isclass(found) and issubclass(found, Exception)}


def test_every_error_is_drawn_in_the_tree_and_every_drawn_one_exists() -> None:
    drawn = {word for line in (errors.__doc__ or "").splitlines() if "─" in line for word in line.split()[1:3]}
    assert {name for name in TREE if name not in drawn} == set()


@pytest.mark.parametrize("kind", [found for found in TREE.values() if found not in (Bug, Refusal, Fault)])
def test_every_other_error_is_a_fault_of_the_world(kind: type[Exception]) -> None:
    assert issubclass(kind, Fault)
    assert not issubclass(kind, Bug | Refusal)


def test_a_fault_says_its_reason_to_programs_and_to_the_log() -> None:
    fault = Fault("disk_full", "no page left")
    assert (fault.reason, fault.detail, str(fault)) == ("disk_full", "no page left", "disk_full: no page left")
    assert str(Fault("disk_full")) == "disk_full"


def test_a_refusal_carries_its_code_and_facts_and_shows_the_code_alone() -> None:
    refusal = Refusal("amount_above_limit", limit=5000)
    assert (refusal.code, refusal.facts, str(refusal)) == ("amount_above_limit", {"limit": 5000}, "amount_above_limit")


def test_a_bug_is_no_fault_so_that_nobody_swallows_it_with_one() -> None:
    assert not issubclass(Bug, Fault)
    assert not issubclass(Refusal, Fault)
