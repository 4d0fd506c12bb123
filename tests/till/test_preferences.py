from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.errors import Refusal
from pos_app.till.pads import PadChoice, PadKind, PadWay
from pos_app.till.preferences import Preferences, ScannerKind, checked, is_secret_on_the_way, server_address


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("pos.example.jp", "https://pos.example.jp"),
        (" https://pos.example.jp/ ", "https://pos.example.jp"),
        ("http://192.168.1.20:8770", "http://192.168.1.20:8770"),
        ("HTTPS://POS.Example.JP:443", "https://pos.example.jp:443"),
        ("http://[::1]:8770", "http://[::1]:8770"),
        ("localhost:8770", "https://localhost:8770"),
    ],
)
def test_an_address_is_understood_as_people_type_it(typed: str, meant: str) -> None:
    assert server_address(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "https://",
        "ftp://pos.example.jp",
        "https://ann:secret@pos.example.jp",
        "https://pos.example.jp/v1",
        "https://pos.example.jp?x=1",
        "https://pos.example.jp:port",
        "https://pos.example.jp:99999",
        "pos example",
        "https://レジ.example",
        "https://[::1",
        "https://a..b",
    ],
)
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(Refusal, match="server_address"):
        server_address(typed)


@given(st.text(max_size=80))
def test_an_address_in_its_plain_form_stays_as_it_is(typed: str) -> None:
    try:
        plain = server_address(typed)
    except Refusal:
        return
    assert server_address(plain) == plain


def test_only_tls_and_this_pc_are_private() -> None:
    assert is_secret_on_the_way("https://pos.example.jp")
    assert is_secret_on_the_way("http://127.0.0.1:8770")
    assert is_secret_on_the_way("http://localhost:8770")
    assert not is_secret_on_the_way("http://192.168.1.20:8770")
    assert not is_secret_on_the_way("http://pos.example.jp")


def test_a_camera_is_needed_only_where_one_is_used() -> None:
    without = Preferences(camera=" ")
    with pytest.raises(Refusal, match="camera_not_chosen"):
        checked(without)
    assert checked(replace(without, scanner=ScannerKind.KEYBOARD)).camera_in_use == ""


@pytest.mark.parametrize("volume", [-1, 101])
def test_a_volume_outside_its_range_is_refused(volume: int) -> None:
    with pytest.raises(Refusal, match="volume_out_of_range"):
        checked(Preferences(volume=volume))


@pytest.mark.parametrize(
    ("pad", "code"),
    [
        (PadChoice(on=True), "pad_not_chosen"),
        (PadChoice(on=True, port="  "), "pad_not_chosen"),
        (PadChoice(on=True, port="x" * 501), "pad_not_chosen"),
        (PadChoice(on=True, way=PadWay.NETWORK, host=""), "pad_host"),
        (PadChoice(on=True, way=PadWay.NETWORK, host="192.168.1.30/x"), "pad_host"),
        (PadChoice(network_port=0), "pad_port_number"),
        (PadChoice(network_port=65_536), "pad_port_number"),
        (PadChoice(idle_seconds=29), "pad_times"),
        (PadChoice(whole_seconds=901), "pad_times"),
        (PadChoice(idle_seconds=120, whole_seconds=60), "pad_times"),
    ],
)
def test_a_pad_that_cannot_be_meant_is_refused(pad: PadChoice, code: str) -> None:
    with pytest.raises(Refusal, match=code):
        checked(Preferences(pad=pad))


@pytest.mark.parametrize(
    "pad",
    [
        PadChoice(),
        PadChoice(on=True, port="COM3"),
        PadChoice(on=True, kind=PadKind.KEYPAD),
        PadChoice(on=True, way=PadWay.NETWORK),
        PadChoice(on=True, way=PadWay.NETWORK, host="fd00::5", idle_seconds=240, whole_seconds=900),
    ],
)
def test_a_pad_that_may_be_plugged_in_later_can_be_chosen(pad: PadChoice) -> None:
    assert checked(Preferences(pad=pad)).pad == pad


def test_what_was_typed_of_a_pad_is_kept_without_the_space_around_it() -> None:
    kept = checked(Preferences(pad=PadChoice(on=True, port=" COM3 ", host=" 192.168.1.30 "))).pad
    assert (kept.port, kept.host) == ("COM3", "192.168.1.30")


def test_a_cameras_address_is_not_printed() -> None:
    assert "secret" not in repr(Preferences(camera="rtsp://ann:secret@192.0.2.1/1"))
