import asyncio
from concurrent.futures import Future
from threading import Event

import pytest
from sqlalchemy import bindparam, insert, select, update

from pos_app.errors import StoreFault
from pos_app.server.store.connection import ConstraintBroken, Reader, Tx
from pos_app.server.store.database import Database
from pos_app.server.store.statements import Statement
from pos_app.server.store.tables.places import company
from pos_app.server.store.tables.service import prefix
from pos_app.server.store.writer import COMMIT_UNKNOWN, Writer

ADD = Statement(insert(company))
NAMES = Statement(select(company.c.name).order_by(company.c.code))
RENAME = Statement(update(company).values(name=bindparam("new_name")).where(company.c.code == bindparam("code_is")))
ADD_PREFIX = Statement(insert(prefix))


def add(tx: Tx, code: str, name: str = "会社") -> int:
    return tx.insert(ADD, id=None, code=code, name=name)


def names(reader: Reader) -> list[str]:
    return [row[0] for row in reader.all(NAMES)]


def held_up(writer: Writer) -> tuple[Event, Future[None]]:
    """Keep the writer busy, so that what is submitted next shares one transaction."""
    go_on, busy = Event(), Event()

    def wait(_: Tx) -> None:
        busy.set()
        go_on.wait(10)

    held = writer.submit(wait)
    assert busy.wait(10)
    return go_on, held


def test_what_a_job_wrote_is_there_for_readers_when_its_future_is_done(database: Database) -> None:
    database.writer.submit(lambda tx: add(tx, "00001")).result(10)
    assert database.readers.submit(names).result(10) == ["会社"]


def test_a_job_that_fails_is_undone_and_its_neighbours_are_not(database: Database) -> None:
    def fails(tx: Tx) -> None:
        add(tx, "00002")
        raise ValueError("no")

    go_on, _ = held_up(database.writer)
    first = database.writer.submit(lambda tx: add(tx, "00001"))
    bad = database.writer.submit(fails)
    last = database.writer.submit(lambda tx: add(tx, "00003"))
    go_on.set()
    assert first.result(10)
    assert last.result(10)
    with pytest.raises(ValueError, match="no"):
        bad.result(10)
    assert len(database.readers.submit(names).result(10)) == 2


def test_jobs_that_are_run_again_after_a_neighbours_failure_have_one_effect(database: Database) -> None:
    runs: list[str] = []

    def counted(tx: Tx, code: str) -> int:
        runs.append(code)
        return add(tx, code)

    def fails(tx: Tx) -> None:
        add(tx, "00002")
        raise ValueError("no")

    def refuses(_: Tx) -> None:
        raise LookupError("nothing was written")

    go_on, _ = held_up(database.writer)
    jobs = (lambda tx: counted(tx, "00001"), refuses, fails, lambda tx: counted(tx, "00003"))
    done: list[Future[object]] = [database.writer.submit(job) for job in jobs]
    go_on.set()
    assert done[0].result(10)
    with pytest.raises(LookupError):
        done[1].result(10)
    with pytest.raises(ValueError, match="no"):
        done[2].result(10)
    assert done[3].result(10)
    assert runs == ["00001", "00001", "00003"]
    assert len(database.readers.submit(names).result(10)) == 2


def test_a_coroutine_gets_what_its_job_gave_or_raised(database: Database) -> None:
    async def both() -> tuple[int, str]:
        def fails(_: Tx) -> None:
            raise LookupError("no")

        key = await database.writer.perform(lambda tx: add(tx, "00001"))
        try:
            await database.writer.perform(fails)
        except LookupError as error:
            return key, str(error)
        return key, "nothing was raised"

    assert asyncio.run(both()) == (1, "no")


def test_a_commit_that_does_not_read_back_is_not_called_undone(database: Database) -> None:
    def differs(_: Tx) -> None:
        raise StoreFault("corrupt")

    writer = Writer(database.path)
    writer.verify(differs)
    with pytest.raises(StoreFault) as caught:
        writer.submit(lambda tx: add(tx, "00001")).result(10)
    writer.close()
    assert caught.value.reason == COMMIT_UNKNOWN


def test_a_broken_constraint_is_named_and_undoes_its_job_alone(database: Database) -> None:
    database.writer.submit(lambda tx: add(tx, "00001")).result(10)
    with pytest.raises(ConstraintBroken):
        database.writer.submit(lambda tx: add(tx, "00001")).result(10)
    assert database.writer.submit(lambda tx: add(tx, "00002")).result(10)


def test_what_is_remembered_is_asked_for_once(database: Database) -> None:
    asked: list[int] = []

    def ask(tx: Tx) -> int:
        return tx.remember("key", lambda: asked.append(1) or len(asked))  # type: ignore[func-returns-value]

    assert database.writer.submit(ask).result(10) == 1
    assert database.writer.submit(ask).result(10) == 1
    assert asked == [1]


def test_a_change_of_a_remembered_table_clears_the_memory(database: Database) -> None:
    def first(tx: Tx) -> list[str]:
        add(tx, "00001", "前")
        return tx.remember("names", lambda: names(tx))

    def second(tx: Tx) -> list[str]:
        tx.run(RENAME, new_name="後", code_is="00001")
        return tx.remember("names", lambda: names(tx))

    assert database.writer.submit(first).result(10) == ["前"]
    assert database.writer.submit(second).result(10) == ["後"]


def test_a_change_by_another_process_clears_the_memory(database: Database) -> None:
    def remembered(tx: Tx) -> list[str]:
        return tx.remember("names", lambda: names(tx))

    assert database.writer.submit(remembered).result(10) == []
    other = Writer(database.path)
    other.submit(lambda tx: add(tx, "00001", "他")).result(10)
    other.close()
    assert database.writer.submit(remembered).result(10) == ["他"]


def test_topics_are_announced_once_and_only_after_the_commit(database: Database) -> None:
    heard: list[frozenset[object]] = []
    database.writer.listen(heard.append)
    database.writer.submit(lambda tx: tx.announce("store 1")).result(10)
    database.writer.submit(lambda tx: add(tx, "00001")).result(10)
    assert heard == [frozenset({"store 1"})]


def test_a_full_disk_fails_the_whole_batch_and_the_writer_recovers(database: Database) -> None:
    def fill(tx: Tx) -> None:
        tx.insert(ADD_PREFIX, digits="9000", operator="x" * 8_000_000)

    page_limit = Statement.__new__(Statement)
    page_limit.sql, page_limit.constants, page_limit.forgets = "PRAGMA max_page_count = 200", {}, False
    database.writer.submit(lambda tx: tx.one(page_limit)).result(10)
    go_on, _ = held_up(database.writer)
    innocent = database.writer.submit(lambda tx: add(tx, "00001"))
    guilty = database.writer.submit(fill)
    go_on.set()
    for future in (innocent, guilty):
        with pytest.raises(StoreFault) as caught:
            future.result(10)
        assert caught.value.reason == "full"
    assert database.readers.submit(names).result(10) == []
    assert database.writer.submit(lambda tx: add(tx, "00001")).result(10)


def test_a_closed_writer_finishes_what_it_has_and_takes_no_more(database: Database) -> None:
    writer = Writer(database.path)
    future = writer.submit(lambda tx: add(tx, "00009"))
    writer.close()
    assert future.result(0)
    with pytest.raises(StoreFault):
        writer.submit(lambda tx: add(tx, "00010")).result(0)
