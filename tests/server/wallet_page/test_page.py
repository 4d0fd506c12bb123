"""The page as the server gives it: nothing inline, nothing from elsewhere, nothing kept."""

import json
import re
from html.parser import HTMLParser

import pytest
from sqlalchemy import update

from pos_app.config import RESOURCES
from pos_app.server.context import Context
from pos_app.server.store.statements import Statement
from pos_app.server.store.tables.service import service
from pos_app.server.wallet_page.page import HEADERS, page_files
from pos_app.server.wallet_page.style import tokens_css
from tests.server.live_server import LiveServer

PAGE = "/wallet"
SVG_NAMESPACE = "http://www.w3.org/2000/svg"


class Tags(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.data: dict[str, str] = {}
        self._open = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._open = tag

    def handle_data(self, data: str) -> None:
        self.data[self._open] = self.data.get(self._open, "") + data

    def handle_endtag(self, tag: str) -> None:
        self._open = ""


def page(server: LiveServer) -> str:
    answer = server.request("GET", PAGE)
    assert answer.status_code == 200
    return answer.text


@pytest.mark.parametrize("path", [PAGE, f"{PAGE}/", *(f"{PAGE}/{name}" for name in page_files())])
def test_every_file_comes_with_headers_that_allow_what_it_needs_and_nothing_else(path: str, server: LiveServer) -> None:
    answer = server.request("GET", path)
    assert answer.status_code == 200
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "Set-Cookie" not in answer.headers
    kind = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}.get(
        path.rpartition(".")[2], "text/html"
    )
    assert answer.headers["Content-Type"].startswith(kind)


def test_there_is_nothing_inline_and_nothing_from_elsewhere(server: LiveServer) -> None:
    read = Tags(page(server))
    for tag, attributes in read.tags:
        assert tag != "style"
        assert not [name for name in attributes if name == "style" or name.startswith("on")]
        for name in ("src", "href"):
            place = attributes.get(name)
            if place is not None:
                assert place.startswith(("/wallet/", "#"))
    assert "script" not in read.data
    for content in (page(server), *(content.decode() for _, content in page_files().values())):
        assert set(re.findall(r"https?://[^\"'\s]*", content)) <= {SVG_NAMESPACE}


def test_everything_the_page_names_is_there(server: LiveServer) -> None:
    named = {place for _, attributes in Tags(page(server)).tags for place in attributes.values() if place}
    named = {place.removeprefix("/wallet/") for place in named if place.startswith("/wallet/")}
    for _, content in page_files().values():
        named |= set(re.findall(r'from "\./([a-z0-9_.]+)"', content.decode()))
    assert named == set(page_files())


@pytest.mark.parametrize("name", ["index.html", "page.py", "..%2fpage.py", "../page.py", "a.css/", "nothing.js", ""])
def test_other_files_are_not_given(name: str, server: LiveServer) -> None:
    answer = server.request("GET", f"{PAGE}/files/{name}" if name else f"{PAGE}/x")
    assert answer.status_code in {400, 404}
    assert server.request("GET", f"{PAGE}/nothing.js").status_code == 404


def test_the_services_name_can_do_no_harm(server: LiveServer, context: Context) -> None:
    evil = "<script>alert(1)</script>\"'&$x"
    context.database.writer.submit(lambda tx: tx.run(Statement(update(service).values(name=evil)))).result(20)
    read = Tags(page(server))
    assert sum(tag == "script" for tag, _ in read.tags) == 1
    assert read.data["title"] == evil
    assert read.data["h1"] == evil


def test_the_form_sends_no_password_in_an_address_where_the_scripts_did_not_load(server: LiveServer) -> None:
    forms = [attributes for tag, attributes in Tags(page(server)).tags if tag == "form"]
    assert [form["method"] for form in forms] == ["post"]
    assert "form-action 'none'" in HEADERS["Content-Security-Policy"]


def test_the_colours_are_the_houses() -> None:
    tokens = json.loads((RESOURCES / "style" / "tokens.json").read_text(encoding="utf-8"))
    light, dark = tokens_css().split("@media (prefers-color-scheme: dark)")
    for theme, css in (("light", light), ("dark", dark)):
        assert tokens[theme].items() <= dict(re.findall(r"--([a-z-]+): ([^;]+);", css)).items()
    own = page_files()["wallet.css"][1].decode()
    assert set(re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[^{]*;)", own)) <= {"#fff", "#000"}
    used = set(re.findall(r"var\(--([a-z-]+)\)", own))
    assert used <= set(re.findall(r"--([a-z-]+):", light))


def test_the_page_is_small(server: LiveServer) -> None:
    assert len(page(server)) + sum(len(content) for _, content in page_files().values()) < 64 * 1024
