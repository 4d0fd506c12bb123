"""The panel in its states, for ``make screens`` and the tests that walk through every text and control."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from PySide6.QtWidgets import QWidget

from pos_app.demo.panel.scene import Scene
from pos_app.demo.panel.waiting import WaitingWindow
from pos_app.demo.panel.window import Offers, PanelWindow
from pos_app.demo.phone import Held, Phone, Show
from pos_app.demo.weather import Weather
from pos_app.domain.codes import wallet_qr
from pos_app.server.seed_demo import WORLD
from pos_app.till.card_entry import CardEntry, EntryStep
from pos_app.till.payment import State
from pos_app.till.sale import Sale, Stage
from pos_app.till.sample_codes import Sample, token_of
from pos_app.till.words import Words
from pos_app.ui import text
from pos_app.ui.picture import picture
from pos_app.ui.shell.sample import AT, LOGGED_OUT, TERMINAL, WORKING, payment
from pos_app.wire.member import MemberPayment

_CODE = Held(
    wallet_qr(TERMINAL.wallet_operator, token_of(Sample.APPROVED)), "482109375516", AT + timedelta(seconds=234)
)
_PHONE = Phone(Show.GOOD, WORLD.members[0].name, _CODE, 11_700)
_PAID = MemberPayment(
    id=UUID(int=1),
    number="003580000014",
    amount=1_000,
    state="captured",
    store_name=TERMINAL.store_name,
    recorded_at=AT,
    balance_after=10_700,
)
_STAFF = tuple(replace(person, number=number) for number, person in enumerate(WORLD.staff, 1))
_BEFORE = Scene(LOGGED_OUT, _PHONE, Show.GOOD)
_WORKING = replace(_BEFORE, till=WORKING)


def _on_pad(stage: Stage, state: State) -> Scene:
    till = replace(WORKING, sale=Sale(stage, 1_000, UUID(int=1)), payment=payment(1, state))
    return replace(_WORKING, till=till)


def _drawn(scene: Scene, offers: Offers | None = None) -> Callable[[], QWidget]:
    def build() -> QWidget:
        panel = PanelWindow(offers or Offers(_STAFF), lambda: None)
        panel.draw(scene)
        return panel

    return build


_paid = replace(_on_pad(Stage.DONE, State.APPROVED), phone=replace(_PHONE, balance=10_700, payment=_PAID))
_lost = replace(_on_pad(Stage.IN_DOUBT, State.IN_DOUBT), phone=_paid.phone, weather=Weather.ANSWERS_LOST)
_taken_back = replace(_paid, phone=replace(_PHONE, payment=_PAID.model_copy(update={"state": "voided"})))
_foreign = replace(_WORKING, phone=Phone(Show.FOREIGN, "", Held("9000818188".ljust(20, "0"))), showing=Show.FOREIGN)
_expired = replace(
    _on_pad(Stage.DONE, State.DECLINED), phone=replace(_PHONE, held=replace(_CODE, expires_at=AT)), showing=Show.EXPIRED
)
_keying = replace(_WORKING, till=replace(WORKING, card_entry=CardEntry(EntryStep.KEYING)), pad_waits=True)
_LAN = Offers(_STAFF, ("http://192.0.2.17:49152/wallet", "http://198.51.100.4:49152/wallet"), lan=True)

for _name, _scene, _offers in (
    ("log-in", _BEFORE, None),
    ("amount", _WORKING, None),
    ("reading", _on_pad(Stage.SCANNING, State.CREATED), None),
    ("paid", _paid, None),
    ("answer-lost", _lost, None),
    ("taken-back", _taken_back, None),
    ("expired", _expired, None),
    ("foreign", _foreign, None),
    ("nothing", replace(_WORKING, phone=Phone(Show.NOTHING), showing=Show.NOTHING), None),
    ("photo", replace(_WORKING, phone=Phone(Show.PHOTO), showing=Show.PHOTO, file="receipt-photo.jpg"), None),
    ("webcam", replace(_WORKING, phone=Phone(Show.WEBCAM), showing=Show.WEBCAM), _LAN),
    ("key-card", _keying, None),
    ("no-network", replace(_WORKING, phone=replace(_PHONE, is_cut_off=True)), Offers(_STAFF, lan=True)),
):
    picture(f"demo.{_name}")(_drawn(_scene, _offers))


@picture("demo.preparing")
def preparing() -> QWidget:
    """Before anything is there."""
    return WaitingWindow()


@picture("demo.failed")
def failed() -> QWidget:
    """The server did not start."""
    window = WaitingWindow()
    window.fail(Words(text.current()).text("server_did_not_start"))
    return window
