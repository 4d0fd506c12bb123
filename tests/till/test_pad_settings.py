from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from pos_app.devices.tenkey.events import AmountKey, PadBack, PadFailed, PadReady, PadTrouble
from pos_app.errors import Refusal
from pos_app.till.amount_pad import AmountPad
from pos_app.till.pad_settings import PadFittings, PadSettings, PortsFound
from pos_app.till.pads import PadChoice, PadPort, PadTest
from tests.till.keying import Bench, PadAtHand

PORT = PadPort("/dev/ttyUSB0", "Keypad")


@dataclass
class Fitted:
    bench: Bench = field(default_factory=Bench)
    used: list[PadChoice] = field(default_factory=list)
    found: list[PadTest | PortsFound] = field(default_factory=list)
    work: list[Callable[[], None]] = field(default_factory=list)
    result: PadTest = field(default_factory=lambda: PadTest(None, "KEYPAD 1"))

    def __post_init__(self) -> None:
        fittings = PadFittings(self.used.append, lambda: [PORT], lambda _: self.result)
        self.settings = PadSettings(fittings, lambda: self.bench.choice, self.found.append, self.work.append)

    def answer(self) -> None:
        self.work.pop(0)()
        self.settings.found(self.found.pop(0))


def test_the_ports_are_those_found_when_somebody_looked() -> None:
    fitted = Fitted()
    assert not fitted.settings.shown.ports
    fitted.settings.look_for_ports()
    fitted.answer()
    assert fitted.settings.shown.ports == (PORT,)


def test_a_test_says_what_is_wrong_until_it_was_read() -> None:
    fitted = Fitted(result=PadTest(PadTrouble.NO_ANSWER))
    fitted.settings.test()
    assert fitted.settings.shown.testing
    with pytest.raises(Refusal, match="not_now"):
        fitted.settings.test()
    fitted.answer()
    shown = fitted.settings.shown
    assert (shown.testing, shown.test) == (False, PadTest(PadTrouble.NO_ANSWER))
    fitted.settings.dismiss_test()
    assert fitted.settings.shown.test is None


def test_no_test_while_a_card_is_keyed() -> None:
    fitted = Fitted()
    fitted.settings.may_test = lambda: False
    with pytest.raises(Refusal, match="not_now"):
        fitted.settings.test()


@pytest.mark.parametrize("trouble", [PadTrouble.NOT_THERE, PadTrouble.DISCONNECTED, PadTrouble.BAD_ADDRESS])
def test_a_pad_that_is_gone_is_shown_until_it_answers_again(trouble: PadTrouble) -> None:
    for back in (PadBack(), PadReady(1)):
        fitted = Fitted()
        fitted.settings.pad_event(PadFailed(None, trouble))
        assert fitted.settings.shown.trouble is trouble
        fitted.settings.pad_event(back)
        assert fitted.settings.shown.trouble is None


def test_what_is_one_entrys_trouble_is_not_the_pads() -> None:
    fitted = Fitted()
    for trouble in (PadTrouble.TIMED_OUT, PadTrouble.INVALID, PadTrouble.GARBLED, PadTrouble.NUM_LOCK_OFF):
        fitted.settings.pad_event(PadFailed(1, trouble))
        assert fitted.settings.shown.trouble is None


def test_what_was_known_of_one_pad_says_nothing_of_another() -> None:
    fitted = Fitted()
    fitted.settings.pad_event(PadFailed(None, PadTrouble.NOT_THERE))
    other = PadChoice(on=True, port="COM3")
    fitted.settings.chosen(other)
    assert fitted.settings.shown.trouble is None
    assert fitted.used == [other]


def test_a_pad_that_is_off_has_no_trouble() -> None:
    fitted = Fitted(Bench(PadChoice(on=False)))
    fitted.settings.pad_event(PadFailed(None, PadTrouble.NOT_THERE))
    assert fitted.settings.shown.trouble is None


def test_amounts_are_keyed_only_while_a_field_is_active() -> None:
    pad, got = PadAtHand(), list[str]()
    amounts = AmountPad(pad)
    amounts.key(AmountKey("1"))
    amounts.activate(got.append)
    amounts.activate(got.append)
    amounts.key(AmountKey("2"))
    amounts.deactivate()
    amounts.deactivate()
    amounts.key(AmountKey("3"))
    assert got == ["2"]
    assert pad.told == ["amounts True", "amounts False"]
