from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.errors import Refusal
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


def test_a_cameras_address_is_not_printed() -> None:
    assert "secret" not in repr(Preferences(camera="rtsp://ann:secret@192.0.2.1/1"))
