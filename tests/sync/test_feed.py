from pos_app.sync.bugs import BugMet
from pos_app.sync.client import Client, Credential
from pos_app.sync.feed import FeedRead, FeedReader
from pos_app.sync.findings import LineState
from pos_app.wire.feed import FeedEntry, FeedPage
from tests.sync.facts import AT, approved, payment_id
from tests.sync.scripted_server import Request, answer, computed, drop, scripted
from tests.sync.test_http import line


def entry(position: int) -> FeedEntry:
    return FeedEntry(
        position=position,
        kind="payment",
        id=payment_id(position),
        payment=payment_id(position),
        number=f"{position:012d}",
        amount=1000,
        terminal_id="000000358002",
        staff_name=None,
        recorded_at=AT,
        transaction_date=approved().transaction_date,
        void_until=None,
    )


def reader(url: str, after: int, told: list[FeedRead | BugMet], lines: list[LineState] | None = None) -> FeedReader:
    def report(value: FeedRead | LineState | BugMet) -> None:
        if isinstance(value, LineState):
            (lines if lines is not None else []).append(value)
        else:
            told.append(value)

    client = Client(line(url), Credential("c"), feed_wait_seconds=0)
    return FeedReader(client, after, report, lambda: 0.0, lambda: 100.0)


def test_each_page_is_told_and_the_next_is_asked_for_behind_it() -> None:
    told: list[FeedRead | BugMet] = []
    pages = [FeedPage(entries=(entry(6), entry(9)), position=9), FeedPage(entries=(), position=9)]
    with scripted(answer(200, pages[0].to_json()), answer(200, pages[1].to_json())) as server:
        feed = reader(server.url, 5, told)
        assert [feed.step(), feed.step()] == [0.0, 0.0]
        assert [request.path for request in server.requests] == [
            "/v1/feed?after=5&approvals=0&wait=0",
            "/v1/feed?after=9&approvals=0&wait=0",
        ]
    assert told == [FeedRead(pages[0])]


def test_a_page_without_entries_moves_the_position_on() -> None:
    told: list[FeedRead | BugMet] = []
    with scripted(answer(200, FeedPage(entries=(), position=30).to_json())) as server:
        feed = reader(server.url, 5, told)
        feed.step()
        feed.step()
        assert server.requests[1].path == "/v1/feed?after=30&approvals=0&wait=0"
    assert [read.page.position for read in told if isinstance(read, FeedRead)] == [30]


def test_that_a_request_for_approval_changed_is_told_once() -> None:
    told: list[FeedRead | BugMet] = []
    page = FeedPage(entries=(), position=5, approvals=3)
    with scripted(answer(200, page.to_json()), answer(200, page.to_json())) as server:
        feed = reader(server.url, 5, told)
        feed.step()
        feed.step()
        assert server.requests[1].path == "/v1/feed?after=5&approvals=3&wait=0"
    assert told == [FeedRead(page)]


def test_without_an_answer_nothing_is_told_nothing_is_skipped_and_the_server_is_left_alone() -> None:
    told: list[FeedRead | BugMet] = []
    page = FeedPage(entries=(entry(6),), position=6)
    with scripted(drop, answer(200, b"{}"), answer(200, page.to_json())) as server:
        feed = reader(server.url, 5, told)
        assert [feed.step(), feed.step(), feed.step()] == [0.5, 1.0, 0.0]
        assert {request.path for request in server.requests} == {"/v1/feed?after=5&approvals=0&wait=0"}
    assert told == [FeedRead(page)]


def test_a_feed_that_goes_backwards_is_not_believed() -> None:
    told: list[FeedRead | BugMet] = []
    with scripted(answer(200, FeedPage(entries=(), position=2).to_json())) as server:
        feed = reader(server.url, 5, told)
        feed.step()
        feed.step()
        assert server.requests[1].path == "/v1/feed?after=5&approvals=0&wait=0"
    assert told == []


def test_it_says_once_when_the_server_is_gone_and_once_when_it_is_back() -> None:
    lines: list[LineState] = []
    page = FeedPage(entries=(), position=5).to_json()
    with scripted(drop, drop, answer(200, page), answer(200, page)) as server:
        feed = reader(server.url, 5, [], lines)
        for _ in range(4):
            feed.step()
    assert lines == [LineState(up=False), LineState(up=True)]


def test_the_thread_ends_when_told() -> None:
    def serve(_: Request) -> tuple[int, bytes, str]:
        return 200, FeedPage(entries=(), position=5).to_json(), "application/json"

    with scripted(computed(serve)) as server:
        feed = reader(server.url, 5, [])
        feed.start()
        feed.stop(5.0)
        assert not feed._thread.is_alive()
