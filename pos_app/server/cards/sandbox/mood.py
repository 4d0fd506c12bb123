"""How the sandbox is told to misbehave: answer nobody, answer late, do things without saying so."""

from typing import NamedTuple

from sqlalchemy import bindparam, delete, insert, select, update

from pos_app.server.store.connection import Reader, Tx
from pos_app.server.store.statements import Statement
from pos_app.server.store.tables.cards import sandbox_mood

_ROW = 1


class Mood(NamedTuple):
    """``slow_milliseconds`` before each answer; ``lose_answers``: so many things are done and not answered."""

    down: bool = False
    slow_milliseconds: int = 0
    lose_answers: int = 0


_MOOD = Statement(select(sandbox_mood.c.down, sandbox_mood.c.slow_milliseconds, sandbox_mood.c.lose_answers))
_CLEAR = Statement(delete(sandbox_mood))
_ADD = Statement(insert(sandbox_mood))
_LOSE = Statement(update(sandbox_mood).values(lose_answers=bindparam("left")))


def mood_of(reader: Reader) -> Mood:
    """Give how it is told to behave."""
    row = reader.one(_MOOD)
    return Mood(bool(row[0]), row[1], row[2]) if row else Mood()


def set_mood(tx: Tx, mood: Mood) -> None:
    """Tell it how to behave from now on."""
    tx.run(_CLEAR)
    tx.run(
        _ADD,
        id=_ROW,
        down=int(mood.down),
        slow_milliseconds=mood.slow_milliseconds,
        lose_answers=mood.lose_answers,
    )


def loses_this_answer(tx: Tx) -> bool:
    """Say whether the answer to what is being done gets lost, and count it."""
    left = mood_of(tx).lose_answers
    if left <= 0:
        return False
    tx.run(_LOSE, left=left - 1)
    return True
