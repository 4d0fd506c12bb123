from dataclasses import replace

import pytest

from pos_app.demo.screens import LANGUAGES
from pos_app.till.choices import SettingsShown
from pos_app.till.pads import PadChoice, PadKind, PadShown, PadTest, PadTrouble, PadWay
from pos_app.till.words import Words
from pos_app.ui.look.tokens import Tone
from pos_app.ui.screens.settings.pad_view import ANOTHER, PadView, durations, kind_words, pad_view, way_words
from pos_app.ui.screens.settings.pictures import CONTRACTED, PAD, PORTS, UNCONTRACTED

WORDS = Words("ja", strict=True)


def view(pad: PadShown = PAD, **changes: object) -> PadView:
    return pad_view(replace(CONTRACTED, pad=pad, **changes), WORDS)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", list(PadKind))
def test_a_pad_through_which_the_number_reaches_the_pc_is_labelled_and_only_that(kind: PadKind) -> None:
    shown = view(replace(PAD, choice=replace(PAD.choice, kind=kind)))
    label = "この機器では番号がパソコンを通るため、カード情報非保持化になりません(PCI DSS の対象)"
    assert shown.warning == ("" if kind is PadKind.ENCRYPTING else label)
    assert bool(shown.promise) is (kind is PadKind.ENCRYPTING)


def test_ports_are_listed_with_what_is_plugged_in_and_another_can_be_typed() -> None:
    shown = view()
    assert shown.ports[0] == ("/dev/ttyUSB0", "/dev/ttyUSB0  USB-Serial Controller")
    assert shown.ports[-1][0] == ANOTHER
    assert shown.port == "/dev/ttyUSB0"
    assert max(len(words) for _, words in shown.ports) <= 44


def test_the_chosen_port_stays_in_the_list_while_nothing_is_plugged_in_there() -> None:
    shown = view(replace(PAD, choice=replace(PAD.choice, port="COM9")))
    assert ("COM9", "COM9(今は見つかりません)") in shown.ports
    assert shown.port == "COM9"


def test_before_a_port_was_chosen_none_is_marked() -> None:
    assert view(PadShown(ports=PORTS)).port is None


def test_a_contracts_services_are_named_with_their_brands_and_the_first_holds_until_one_is_chosen() -> None:
    shown = view()
    assert shown.services[0] == ("tel", "ENA Card(Visa、Mastercard、JCB)")
    assert shown.service == "tel"
    assert view(replace(PAD, choice=replace(PAD.choice, service="post"))).service == "post"


def test_a_service_that_the_store_no_longer_has_is_not_marked() -> None:
    assert view(replace(PAD, choice=replace(PAD.choice, service="gone"))).service is None


def test_without_a_contract_it_is_said() -> None:
    shown = pad_view(replace(UNCONTRACTED, pad=PAD), WORDS)
    assert (shown.services, shown.service) == ((), None)
    assert "契約がありません" in shown.services_note


def test_a_pad_that_answers_names_itself() -> None:
    (point,) = view(replace(PAD, test=PadTest(None, "SRED 9"))).found
    assert (point.tone, point.text) == (Tone.OK, "機種は SRED 9 です。")
    (point,) = view(replace(PAD, test=PadTest(None))).found
    assert point.tone is Tone.OK


@pytest.mark.parametrize("trouble", list(PadTrouble))
def test_a_test_that_fails_says_what_is_wrong(trouble: PadTrouble) -> None:
    (point,) = view(replace(PAD, test=PadTest(trouble))).found
    assert (point.tone, point.text) == (Tone.STOP, WORDS.label(trouble))


def test_a_test_under_way_hides_what_was_known_before() -> None:
    shown = view(replace(PAD, trouble=PadTrouble.DISCONNECTED, testing=True))
    assert shown.busy
    assert [point.tone for point in shown.found] == [Tone.QUIET]


def test_what_is_wrong_is_told_of_a_pad_in_use_only() -> None:
    gone = replace(PAD, trouble=PadTrouble.DISCONNECTED)
    assert [point.tone for point in view(gone).found] == [Tone.STOP]
    assert view(replace(gone, choice=replace(PAD.choice, on=False))).found == ()


def test_what_the_start_fixed_says_so() -> None:
    assert view().fixed == ""
    assert view(settings=SettingsShown(fixed=frozenset({"pad"}))).fixed == WORDS.text("set_at_start")


def test_a_time_that_was_set_elsewhere_has_its_place_among_the_others() -> None:
    assert [seconds for seconds, _ in durations((60, 90), 75)] == [60, 75, 90]
    assert dict(durations((60, 90, 180), 90)) == {60: "60秒", 90: "90秒", 180: "3分"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_and_way_has_its_word(language: str) -> None:
    shown = pad_view(replace(CONTRACTED, pad=PadShown(PadChoice(way=PadWay.NETWORK))), Words(language, strict=True))
    assert shown.choice.network_port == 8771
    assert len({kind_words(kind) for kind in PadKind}) == len(PadKind)
    assert len({way_words(way) for way in PadWay}) == len(PadWay)
