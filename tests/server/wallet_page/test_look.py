"""Everything the page can show, in both languages and themes: legible, translated, reachable, nothing cut."""

import re
from collections.abc import Callable

import pytest

from tests.server.live_server import LiveServer
from tests.server.wallet_page.browser import PHONE, Page
from tests.server.wallet_page.conftest import log_in
from tests.server.wallet_page.walk import walk
from tests.till.counter import Counter

VIEWS = 10
LEAST_CONTRAST = 4.5
LEAST_TARGET = 48
NARROW = (320, 568)

CONTRASTS = """(() => {
  const parts = (colour) => colour.match(/[0-9.]+/g).map(Number);
  const ground = (place) => {
    for (let at = place; at; at = at.parentElement) {
      const [r, g, b, a = 1] = parts(getComputedStyle(at).backgroundColor);
      if (a === 1) return [r, g, b];
    }
  };
  const light = (colour) => colour.map((c) => c / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, place) => sum + c * [0.2126, 0.7152, 0.0722][place], 0);
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const place = node.parentElement;
    if (!node.data.trim() || !place.checkVisibility() || place.closest('script, noscript, .unseen')) continue;
    const ink = light(parts(getComputedStyle(place).color).slice(0, 3));
    const levels = [ink, light(ground(place))].sort((a, b) => b - a);
    found.push([node.data.trim(), (levels[0] + 0.05) / (levels[1] + 0.05)]);
  }
  return found;
})()"""

BESIDE = """[...document.body.querySelectorAll('*')]
  .filter((it) => it.checkVisibility() && !it.closest('.unseen'))
  .filter((it) => (({left, right}) => left < -0.5 || right > innerWidth + 0.5)(it.getBoundingClientRect())
    || (it.clientWidth && it.scrollWidth > it.clientWidth + 1))
  .map((it) => it.outerHTML.slice(0, 120))"""

CONTROLS = (
    "[...document.querySelectorAll('a, button, input')].filter((it) => it.checkVisibility() && !it.closest('[inert]'))"
)

JAPANESE = """[...document.body.querySelectorAll('*')]
  .filter((it) => it.checkVisibility() && !it.closest('[lang=ja], #member, .store, noscript'))
  .flatMap((it) => [it.ariaLabel ?? '', ...[...it.childNodes].filter((n) => n.nodeType === 3).map((n) => n.data)])
  .join('')"""

NAMED = ("button", "link", "textbox", "image", "dialog", "heading")


def named(page: Page) -> None:
    for node in page.call("Accessibility.getFullAXTree")["nodes"]:
        if not node["ignored"] and node["role"]["value"] in NAMED:
            assert node.get("name", {}).get("value"), node


def judge(page: Page, *, english: bool) -> None:
    contrasts = page.run(CONTRASTS)
    assert contrasts
    assert [one for one in contrasts if one[1] < LEAST_CONTRAST] == []
    assert page.run(BESIDE) == []
    sides = page.run(f"{CONTROLS}.map((it) => it.getBoundingClientRect()).flatMap((box) => [box.width, box.height])")
    assert min(sides) >= LEAST_TARGET
    if english:
        assert re.findall(r"[\u3040-\u30ff\u4e00-\u9fff]+", page.run(JAPANESE)) == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_view_is_legible_translated_and_whole(
    language: str, dark: bool, new_phone: Callable[..., Page], server: LiveServer, counter: Counter
) -> None:
    page = new_phone(languages=language, dark=dark)
    seen = []
    for view in walk(page, server.url, counter):
        seen.append(view)
        judge(page, english=language == "en")
        named(page)
        page.resize(NARROW)
        assert page.run(BESIDE) == [], view
        page.resize(PHONE)
    assert len(seen) == VIEWS
    assert page.run("getComputedStyle(document.body).backgroundColor") == (
        "rgb(16, 19, 23)" if dark else "rgb(244, 243, 239)"
    )


def test_everything_is_reached_by_the_keyboard(phone: Page) -> None:
    reached(phone, {"language", "login-id", "password", "reveal", "log-in-button"})
    log_in(phone)
    reached(phone, {"language", "log-out", "tab-pay", "tab-history"})


def reached(page: Page, wanted: set[str]) -> None:
    assert set(page.run(f"{CONTROLS}.map((it) => it.id)")) == wanted
    found = set()
    for _ in range(2 * len(wanted)):
        page.press("Tab")
        found.add(page.run("document.activeElement.id"))
    assert wanted <= found


def test_both_languages_have_words_for_the_same_things(phone: Page) -> None:
    keys = phone.run("import('/wallet/words.js').then((words) => words.keys())")
    assert sorted(keys) == ["en", "ja"]
    assert keys["ja"] == keys["en"]
    used = phone.run(
        "[...document.querySelectorAll('[data-words], [data-name]')].flatMap((it) => Object.values(it.dataset))"
    )
    assert set(used) <= set(keys["ja"])


@pytest.mark.parametrize(
    ("languages", "spoken"),
    [("ja-JP,ja", "ja"), ("en-US,en", "en"), ("en-GB,ja", "en"), ("zh-CN,zh,ja", "ja"), ("fr-FR,ko", "en")],
)
def test_the_page_speaks_the_phones_language(
    languages: str, spoken: str, new_phone: Callable[..., Page], server: LiveServer
) -> None:
    page = new_phone(languages=languages)
    page.open(f"{server.url}/wallet/")
    page.until_seen("#log-in")
    assert page.run("document.documentElement.lang") == spoken
    assert page.text("#log-in-title") == {"ja": "ログイン", "en": "Log in"}[spoken]


def test_the_language_is_switched_by_a_key_and_stays_so(member_phone: Page) -> None:
    member_phone.tap("#language")
    assert "Show this to the cashier" in member_phone.text()
    assert "Available balance" in member_phone.text()
    member_phone.reload()
    member_phone.until_seen("#code")
    assert "Show this to the cashier" in member_phone.text()
