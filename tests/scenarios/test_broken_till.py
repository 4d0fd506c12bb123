"""What breaks on the till itself: its journal, its secrets, a second start."""

import os
from datetime import timedelta

import pytest

from pos_app.app import open_records, renew_secrets
from pos_app.config import TillSettings
from pos_app.domain.calendar import transaction_date
from pos_app.errors import CredentialsFault, JournalFault
from pos_app.till.payment import State
from pos_app.wire.operations import ReversalEffect
from tests.scenarios.conftest import Road
from tests.scenarios.test_doubt import ANSWERS_LOST, REQUESTS_LOST, doubt
from tests.server.fake_clock import FakeClock
from tests.till.counter import reissue


def test_a_second_till_on_the_same_journal_is_refused(road: Road) -> None:
    settings = TillSettings(road.counter.folder, road.proxy.url, use_keyring=False)
    with pytest.raises(JournalFault) as refused:
        open_records(settings)
    assert refused.value.reason == "journal_in_use"


def test_a_damaged_journal_is_kept_aside_and_the_payments_come_back_with_the_next_activation(road: Road) -> None:
    payment = road.counter.sell(1_000, road.customer)
    road.counter.stop()
    journal = road.counter.folder / "journal.db"
    content = bytearray(journal.read_bytes())
    at = content.find(payment.number.encode())
    content[at] ^= 0x01
    journal.write_bytes(content)
    road.counter.start()
    aside = road.counter.app.opened.set_aside
    assert aside is not None
    assert (aside / "journal.db").read_bytes() == bytes(content)
    assert road.counter.shown.terminal is None
    road.counter.activate(*reissue(road.context))
    road.counter.log_in()
    road.counter.until(lambda s: any(p.id == payment.id for p in s.today))
    assert road.counter.payment(payment).state is State.APPROVED
    following = road.counter.sell(2_000, road.customer)
    assert following.state is State.APPROVED
    assert int(following.number[5:11]) > int(payment.number[5:11])


def test_lost_secrets_are_said_and_not_replaced_in_silence(road: Road) -> None:
    road.counter.stop()
    sealed = [file for file in road.counter.folder.iterdir() if "sealed" in file.name or "secret" in file.name]
    kept = {file: file.read_bytes() for file in sealed}
    assert kept
    for file in sealed:
        file.unlink()
    with pytest.raises(CredentialsFault):
        open_records(TillSettings(road.counter.folder, road.proxy.url, use_keyring=False))
    for file in sealed:
        file.touch()
    with pytest.raises(CredentialsFault):
        open_records(TillSettings(road.counter.folder, road.proxy.url, use_keyring=False))
    for file, content in kept.items():
        file.write_bytes(content)
    road.counter.start()
    assert road.counter.shown.terminal is not None


@pytest.mark.parametrize(
    ("faults", "effect"),
    [(REQUESTS_LOST, ReversalEffect.TOMBSTONE), (ANSWERS_LOST, None)],
    ids=["the server never saw it", "the server has charged"],
)
def test_a_request_that_cannot_be_opened_any_more_is_asked_for_and_else_undone(
    road: Road, faults: object, effect: ReversalEffect | None
) -> None:
    payment = doubt(road, faults)  # type: ignore[arg-type]
    road.counter.app.opened.credentials.set("journal-key", os.urandom(32))
    road.counter.stop()
    road.proxy.off()
    road.counter.start()
    road.counter.until(lambda s: s.status.unsent == 0 and s.status.in_doubt == 0)
    ended = road.counter.payment(payment)
    assert ended.effect is effect
    assert ended.state is (State.REVERSED if effect else State.APPROVED)
    assert road.paid == (0 if effect else 1_000)


def test_a_lost_undo_that_cannot_be_opened_any_more_is_made_anew_to_the_same_bytes(road: Road) -> None:
    payment = doubt(road, ANSWERS_LOST)
    road.counter.app.till.checkout.give_up()
    road.counter.until(lambda _: road.counter.payment(payment).state is State.REVERSING)
    road.counter.app.opened.credentials.set("journal-key", os.urandom(32))
    road.counter.stop()
    road.proxy.off()
    road.counter.start()
    road.counter.until(lambda s: s.status.unsent == 0)
    assert road.counter.payment(payment).state is State.REVERSED
    assert road.paid == 0


def test_a_till_that_slept_for_days_still_knows_its_open_payment(road: Road, clock: FakeClock) -> None:
    payment = doubt(road, ANSWERS_LOST)
    road.counter.stop()
    clock.advance(timedelta(days=30))
    road.proxy.off()
    road.counter.start()
    road.counter.until(lambda s: s.status.unsent == 0)
    assert road.counter.payment(payment).state is State.APPROVED
    assert road.counter.payment(payment).transaction_date == transaction_date(payment.created_at)


def test_after_lost_secrets_are_renewed_on_purpose_the_next_customer_can_be_served(road: Road) -> None:
    payment = doubt(road, ANSWERS_LOST)
    road.counter.stop()
    road.proxy.off()
    for file in road.counter.folder.iterdir():
        if "sealed" in file.name:
            file.unlink()
    settings = TillSettings(road.counter.folder, road.proxy.url, use_keyring=False)
    with pytest.raises(CredentialsFault):
        open_records(settings)
    renew_secrets(settings)
    assert road.counter.start().shown.activation.needed
    road.counter.activate(*reissue(road.context))
    road.counter.log_in()
    road.counter.until(lambda s: s.status.unsent == 0 and not s.activation.needed)
    assert road.counter.payment(payment).state is State.APPROVED
    assert road.counter.sell(2_000, road.customer).state is State.APPROVED
