import threading

import pytest

from pos_app.errors import CredentialsFault, Refusal, ServerFault
from pos_app.sync.bugs import BugMet
from pos_app.sync.client import Client, Credential
from pos_app.sync.errands import ErrandDone, Errands
from tests.sync.test_http import line

CLIENT = Client(line("http://127.0.0.1:1"), Credential())


def end_of(error: Exception | None) -> ErrandDone:
    told: list[ErrandDone | BugMet] = []
    errands = Errands(CLIENT, told.append)

    def errand(client: Client) -> str:
        assert client is CLIENT
        if error is not None:
            raise error
        return "value"

    errands.run(7, errand)
    assert errands.step()
    assert isinstance(told[0], ErrandDone)
    return told[0]


def test_an_errand_ends_with_its_value() -> None:
    assert end_of(None) == ErrandDone(7, "value")


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (Refusal("locked"), "locked"),
        (ServerFault("no_answer"), "offline"),
        (ServerFault("not_sent"), "offline"),
        (CredentialsFault("keyring_locked"), "keyring_locked"),
    ],
)
def test_an_errand_without_a_value_says_why(error: Exception, code: str) -> None:
    assert end_of(error) == ErrandDone(7, refusal=code)


def test_a_value_stays_out_of_the_repr() -> None:
    assert "secret" not in repr(ErrandDone(1, "secret"))


def test_errands_are_done_in_order_on_one_thread_and_end_when_told() -> None:
    told: list[ErrandDone | BugMet] = []
    threads: set[str] = set()
    errands = Errands(CLIENT, told.append)
    for n in range(20):
        errands.run(n, lambda _: threads.add(threading.current_thread().name))
    errands.start()
    errands.stop(5.0)
    assert [done.ticket for done in told if isinstance(done, ErrandDone)] == list(range(20))
    assert threads == {"errands"}
