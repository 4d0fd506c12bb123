from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.server.staff.password_flow import Password, PasswordKind, must_change, opens

NOW = datetime(2026, 7, 6, 3, 0, tzinfo=UTC)
HERE, THERE = 35_800, 35_801
ONCE_ONLY = [PasswordKind.INITIAL, PasswordKind.ONE_TIME]


def test_a_chosen_password_opens_always_and_everything() -> None:
    password = Password(PasswordKind.CHOSEN, "hash", used_at=NOW - timedelta(days=9), used_on=THERE)
    assert opens(password, HERE, NOW)
    assert not must_change(password)


@pytest.mark.parametrize("kind", ONCE_ONLY)
def test_a_password_that_was_given_must_be_changed(kind: PasswordKind) -> None:
    assert opens(Password(kind, "hash"), HERE, NOW)
    assert must_change(Password(kind, "hash"))


@pytest.mark.parametrize("kind", ONCE_ONLY)
def test_a_used_one_opens_for_fifteen_minutes_more_on_the_same_terminal(kind: PasswordKind) -> None:
    used = Password(kind, "hash", used_at=NOW, used_on=HERE)
    assert opens(used, HERE, NOW + timedelta(minutes=14, seconds=59))
    assert not opens(used, HERE, NOW + timedelta(minutes=15))
    assert not opens(used, THERE, NOW + timedelta(seconds=1))


def test_a_one_time_password_expires() -> None:
    password = Password(PasswordKind.ONE_TIME, "hash", valid_until=NOW)
    assert opens(password, HERE, NOW - timedelta(microseconds=1))
    assert not opens(password, HERE, NOW)


def test_one_used_in_its_last_minute_still_has_its_grace() -> None:
    password = Password(PasswordKind.ONE_TIME, "hash", NOW, used_at=NOW - timedelta(minutes=1), used_on=HERE)
    assert opens(password, HERE, NOW + timedelta(minutes=1))


@given(
    st.sampled_from(ONCE_ONLY), st.none() | st.datetimes(timezones=st.just(UTC)), st.datetimes(timezones=st.just(UTC))
)
def test_no_other_terminal_ever_opens_with_a_used_one(kind: PasswordKind, until: datetime | None, at: datetime) -> None:
    assert not opens(Password(kind, "hash", until, used_at=NOW, used_on=HERE), THERE, at)


def test_the_hash_is_not_shown() -> None:
    assert "hash!" not in repr(Password(PasswordKind.CHOSEN, "hash!"))
