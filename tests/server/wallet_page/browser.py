"""A headless Chromium, driven over its debugging pipe: nothing but the standard library, and no port that others see.

Protocol: https://chromedevtools.github.io/devtools-protocol/, in JSON, each message ended by a zero byte; the browser
reads from its descriptor 3 and writes to 4.
"""

import base64
import json
import os
import re
import select
import shutil
import signal
import subprocess
import time
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome")
PATIENCE_SECONDS = 30.0
PHONE = (390, 844)
"""CSS pixels, at two device pixels each."""
_SCALE = 2
_FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--metrics-recording-only",
    "--mute-audio",
    "--no-first-run",
    "--no-default-browser-check",
    "--no-proxy-server",
    "--hide-scrollbars",
    "--renderer-process-limit=2",
    "--remote-debugging-pipe",
)


def chromium() -> str | None:
    return next((found for name in NAMES if (found := shutil.which(name))), None)


class Refused(Exception):
    """The browser did not do what it was told; a page that is just being left does nothing."""


class Browser:
    """``with Browser(...)``: one process group, which is gone afterwards whatever happened."""

    def __init__(self, program: str, folder: Path) -> None:
        self._count = 0
        self._rest = b""
        self._answers: dict[int, dict[str, Any]] = {}
        self.pages: dict[str, Page] = {}
        reads, self._writes = os.pipe()
        self._reads, writes = os.pipe()
        command = [program, *_FLAGS, f"--user-data-dir={folder}", "about:blank"]
        redirected = f'exec "$0" "$@" 3<&{reads} 4>&{writes}'
        with (folder / "chromium.log").open("wb") as log:
            self._process = subprocess.Popen(
                ["bash", "-c", redirected, *command],
                pass_fds=(reads, writes),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        os.close(reads)
        os.close(writes)

    def __enter__(self) -> "Browser":
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self.call("Browser.close")
            self._process.wait(10)
        except (OSError, AssertionError, Refused, subprocess.TimeoutExpired):
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait(10)
        finally:
            os.close(self._writes)
            os.close(self._reads)

    def call(self, method: str, session: str | None = None, **params: Any) -> dict[str, Any]:
        self._count += 1
        number = self._count
        message: dict[str, Any] = {"id": number, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        os.write(self._writes, json.dumps(message).encode() + b"\0")
        deadline = time.monotonic() + PATIENCE_SECONDS
        while number not in self._answers:
            assert time.monotonic() < deadline, f"no answer to {method}"
            self.listen(deadline - time.monotonic())
        answer = self._answers.pop(number)
        if "error" in answer:
            raise Refused(f"{method}: {answer['error']}")
        result: dict[str, Any] = answer["result"]
        return result

    def listen(self, seconds: float) -> None:
        """Take what the browser says, for at most so long."""
        ready, _, _ = select.select([self._reads], [], [], max(seconds, 0))
        if not ready:
            return
        got = os.read(self._reads, 1 << 20)
        assert got, "the browser has ended"
        *messages, self._rest = (self._rest + got).split(b"\0")
        for raw in messages:
            message = json.loads(raw)
            if "id" in message:
                self._answers[message["id"]] = message
            elif message.get("sessionId") in self.pages:
                self.pages[message["sessionId"]].heard(message["method"], message["params"])

    def phone(
        self,
        *,
        languages: str = "ja-JP,ja,en-US,en",
        dark: bool = False,
        size: tuple[int, int] = PHONE,
        zone: str = "Asia/Tokyo",
    ) -> "Page":
        """A phone with nothing kept on it, held upright."""
        context = self.call("Target.createBrowserContext")["browserContextId"]
        target = self.call("Target.createTarget", url="about:blank", browserContextId=context)["targetId"]
        session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        page = self.pages[session] = Page(self, session, context)
        for domain in ("Page", "Runtime", "Log", "Network"):
            page.call(f"{domain}.enable")
        page.resize(size)
        agent = self.call("Browser.getVersion")["userAgent"]
        page.call("Emulation.setUserAgentOverride", userAgent=agent, acceptLanguage=languages)
        page.call("Emulation.setTimezoneOverride", timezoneId=zone)
        page.call("Emulation.setTouchEmulationEnabled", enabled=True)
        page.paint(dark=dark)
        return page


@dataclass
class Page:
    browser: Browser
    session: str
    context: str
    complaints: list[str] = field(default_factory=list)
    """What the console would show: errors, warnings, violations of the content security policy."""
    asked: deque[tuple[str, str]] = field(default_factory=lambda: deque(maxlen=1000))
    """Each request's method and address."""

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        return self.browser.call(method, self.session, **params)

    def heard(self, method: str, params: dict[str, Any]) -> None:
        if method == "Log.entryAdded":
            self.complaints.append(f"{params['entry']['level']}: {params['entry']['text']}")
        elif method == "Runtime.consoleAPICalled":
            self.complaints.append(f"console: {params['args']}")
        elif method == "Runtime.exceptionThrown":
            self.complaints.append(f"exception: {params['exceptionDetails']}")
        elif method == "Network.requestWillBeSent":
            self.asked.append((params["request"]["method"], params["request"]["url"]))

    def open(self, url: str) -> None:
        self.call("Page.navigate", url=url)
        self.until("document.readyState === 'complete'")

    def reload(self) -> None:
        self.call("Runtime.evaluate", expression="window.before = true")
        self.call("Page.reload")
        self.until("!window.before && document.readyState === 'complete'")

    def run(self, expression: str) -> Any:
        answer = self.call("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def until(self, expression: str, seconds: float = PATIENCE_SECONDS) -> float:
        """Wait until it is true; gives how long that took, in seconds."""
        began = time.monotonic()
        while not self._is_true(expression):
            assert time.monotonic() - began < seconds, f"waited in vain for {expression}; {self.text()!r}"
            self.browser.listen(0.02)
        return time.monotonic() - began

    def until_asked(self, pattern: str) -> None:
        """Wait until it has asked for such an address; the browser tells of requests a little later."""
        began = time.monotonic()
        while not any(re.search(pattern, url) for _, url in self.asked):
            assert time.monotonic() - began < PATIENCE_SECONDS, f"never asked for {pattern}"
            self.browser.listen(0.02)

    def _is_true(self, expression: str) -> bool:
        try:
            answer = self.call("Runtime.evaluate", expression=f"Boolean({expression})", returnByValue=True)
        except Refused:
            return False
        return answer["result"].get("value") is True

    def text(self, of: str = "body") -> str:
        """What is to be read there."""
        said: str = self.run(f"document.querySelector({json.dumps(of)})?.innerText ?? ''")
        return said

    def sees(self, selector: str) -> bool:
        return self._is_true(visible(selector))

    def until_seen(self, selector: str, seconds: float = PATIENCE_SECONDS) -> float:
        return self.until(visible(selector), seconds)

    def tap(self, selector: str) -> None:
        self.until_seen(selector)
        find = f"document.querySelector({json.dumps(selector)})"
        self.run(f"{find}.scrollIntoView({{block: 'center'}})")
        box = self.run(
            f"(({{x, y, width, height}}) => [x + width / 2, y + height / 2])({find}.getBoundingClientRect())"
        )
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=box[0], y=box[1], button="left", clickCount=1)

    def type(self, selector: str, text: str) -> None:
        self.tap(selector)
        self.run(f"document.querySelector({json.dumps(selector)}).select()")
        self.call("Input.insertText", text=text)

    def press(self, key: str) -> None:
        code = {"Enter": 13, "Tab": 9}[key]
        text = {"text": "\r"} if key == "Enter" else {}
        for kind in ("keyDown", "keyUp"):
            self.call("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=code, **text)

    def back(self) -> None:
        self.run("void setTimeout(() => history.back())")

    def screenshot(self, *, whole: bool = False) -> bytes:
        """A picture of what is on the screen, or of the whole page; PNG."""
        return base64.b64decode(self.call("Page.captureScreenshot", captureBeyondViewport=whole)["data"])

    def resize(self, size: tuple[int, int]) -> None:
        width, height = size
        self.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=_SCALE, mobile=True
        )

    def paint(self, *, dark: bool) -> None:
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        still = {"name": "prefers-reduced-motion", "value": "reduce"}
        self.call("Emulation.setEmulatedMedia", features=[scheme, still])

    def cut_off(self, *, offline: bool = True) -> None:
        """Take the network away, also from what is under way, or give it back."""
        self.call(
            "Network.emulateNetworkConditions",
            offline=offline,
            latency=0,
            downloadThroughput=-1,
            uploadThroughput=-1,
        )
        self.wake()

    def wake(self) -> None:
        """As the system says that there is a network (again): the page drops the connection that it has."""
        self.run("void dispatchEvent(new Event('online'))")

    def close(self) -> None:
        self.browser.pages.pop(self.session, None)
        self.browser.call("Target.disposeBrowserContext", browserContextId=self.context)


def visible(selector: str) -> str:
    return f"document.querySelector({json.dumps(selector)})?.checkVisibility()"
