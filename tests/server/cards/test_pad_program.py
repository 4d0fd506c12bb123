"""The simulated pad and the server agree about tracks, keys and counters."""

from pathlib import Path

import pytest

from pos_app.demo.pad.injected import InjectedKey
from pos_app.server.admin.cards import write_injection
from tests.server.cards.shop import Algorithm, Shop

EXPIRY = "2912"
NUMBERS = ["4242424242424242", "378282246310005", "5555555555554444", "3530111333300000"]


@pytest.mark.parametrize("algorithm", ["tdes", "aes"])
def test_what_the_pad_program_encrypts_becomes_a_token_also_after_it_was_made_ready_anew(
    shop: Shop, tmp_path: Path, algorithm: Algorithm
) -> None:
    file = tmp_path / "pad.json"
    for _ in range(2):
        pad = shop.pad(algorithm)
        write_injection(file, pad.injection)
        for number in NUMBERS:
            # Read anew each time, as after a restart of the pad: its counter goes on.
            record = InjectedKey.of(file).record(number, EXPIRY)
            token = shop.token(pad.told(record.ksn, record.cipher))
            assert (token.last3, token.expiry) == (number[-3:], EXPIRY)
            assert shop.refused(pad.told(record.ksn, record.cipher)) == "card_key_replayed"
