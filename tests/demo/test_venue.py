"""The demo's world, as far as others in the same network may reach it."""

from pathlib import Path

import pytest
import requests

from pos_app.demo.venue import Venue
from pos_app.errors import Bug


def test_by_default_no_phone_is_offered_a_page(tmp_path: Path) -> None:
    venue = Venue(tmp_path)
    with pytest.raises(Bug):
        _ = venue.url
    venue.start()
    try:
        assert venue.wallet_pages == ()
        assert [person.number for person in venue.staff] == [1, 2, 3, 4]
    finally:
        venue.stop()
        venue.stop()


def test_bound_to_the_network_each_address_opens_the_wallets_page(tmp_path: Path) -> None:
    venue = Venue(tmp_path, lan=True)
    venue.start()
    try:
        if not venue.wallet_pages:
            pytest.skip("this machine is in no network")
        with requests.Session() as phone:
            phone.trust_env = False
            answer = phone.get(venue.wallet_pages[0], timeout=10)
        assert answer.status_code == 200
        assert "text/html" in answer.headers["Content-Type"]
        assert venue.customers.rich.wallet().balance == 11_700
    finally:
        venue.stop()
