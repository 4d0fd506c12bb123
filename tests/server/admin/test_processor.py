import pytest

from pos_app.server.cards.sandbox.mood import Mood, mood_of
from pos_app.server.store.database import Database
from tests.server.admin.conftest import Command


def mood(database: Database) -> Mood:
    return database.readers.submit(mood_of).result(10)


def test_the_sandbox_is_told_how_to_answer_and_what_is_not_given_is_as_usual(
    command: Command, database: Database
) -> None:
    assert mood(database) == Mood()
    assert command("processor", "set", "--down")[0] == 0
    assert mood(database) == Mood(down=True)
    assert command("processor", "set", "--slow", "1500", "--lose-answers", "2")[0] == 0
    assert mood(database) == Mood(slow_milliseconds=1_500, lose_answers=2)
    assert command("processor", "set")[0] == 0
    assert mood(database) == Mood()


@pytest.mark.parametrize("given", ["-1", "x", "1000000", "1.5", ""])
def test_a_count_that_is_none_is_refused(command: Command, database: Database, given: str) -> None:
    assert command("processor", "set", f"--slow={given}")[0] == 2
    assert mood(database) == Mood()
