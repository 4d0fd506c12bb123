"""The command as people run it, beside tills that are new, running, stopped or broken."""

import io
import json
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

from pos_app.app import inspections_from_outside
from pos_app.demo.customer import Customer
from pos_app.sync.instance_lock import InstanceLock
from pos_app.till import doctor
from pos_app.till.opening_check import DEADLINE_SECONDS, Mark, What
from pos_app.till.pads import PadChoice, PadWay
from pos_app.till.preferences import Preferences
from pos_app.till.preferences_file import save
from tests.server.live_server import LiveServer
from tests.till.counter import Counter


def examined(folder: Path, server: str) -> tuple[int, dict[str, dict[str, Any]]]:
    out = io.StringIO()
    code = doctor.main(
        ["--json", "--lang", "ja", "--data", str(folder), "--server", server], inspections_from_outside, out
    )
    told = json.loads(out.getvalue())
    assert (code == 1) == (told["mark"] == "broken")
    return code, {finding["what"]: finding for finding in told["findings"]}


def test_a_new_pc_is_told_what_comes_first_and_nothing_is_made_there(tmp_path: Path, server: LiveServer) -> None:
    code, found = examined(tmp_path / "new", server.url)
    assert code == 1
    assert found["server"]["mark"] == "ok"
    assert (found["terminal"]["code"], found["terminal"]["mend"]) == ("activate_first", "activate")
    assert found["journal"]["code"] == "journal_none"
    assert not (tmp_path / "new").exists()


def test_beside_a_running_till_it_says_so_and_disturbs_nothing(counter: Counter, customer: Customer) -> None:
    counter.sell(1_000, customer)
    head = counter.app.journal_head()
    _, found = examined(counter.folder, counter.url)
    assert (found["journal"]["mark"], found["journal"]["code"]) == ("ok", "journal_fine_in_use")
    assert (found["terminal"]["mark"], found["credentials"]["mark"]) == ("ok", "ok")
    assert counter.app.journal_head() == head
    counter.sell(1_500, customer)


def test_a_till_that_is_stopped_is_whole_and_can_still_be_started(counter: Counter, customer: Customer) -> None:
    counter.sell(1_000, customer)
    counter.stop()
    _, found = examined(counter.folder, counter.url)
    assert found["journal"]["code"] == "journal_fine"
    counter.start()
    counter.until(lambda s: len(s.today) == 1)


def test_a_damaged_journal_is_found(counter: Counter, customer: Customer) -> None:
    payment = counter.sell(1_000, customer)
    counter.stop()
    journal = counter.folder / "journal.db"
    content = bytearray(journal.read_bytes())
    content[content.find(payment.number.encode())] ^= 0x01
    journal.write_bytes(content)
    code, found = examined(counter.folder, counter.url)
    assert code == 1
    assert (found["journal"]["mark"], found["journal"]["code"]) == ("broken", "journal_damaged")
    assert journal.read_bytes() == bytes(content)
    counter.start()


def test_a_file_that_is_no_journal_is_found(tmp_path: Path, server: LiveServer) -> None:
    (tmp_path / "journal.db").write_bytes(b"no database at all" * 100)
    _, found = examined(tmp_path, server.url)
    assert found["journal"]["code"] == "journal_damaged"


def test_lost_secrets_are_found(counter: Counter) -> None:
    counter.stop()
    sealed = counter.folder / "credentials.sealed"
    whole = sealed.read_bytes()
    sealed.write_bytes(b"?")
    _, found = examined(counter.folder, counter.url)
    sealed.write_bytes(whole)
    counter.start()
    assert (found["credentials"]["mark"], found["terminal"]["mark"]) == ("broken", "warn")


def test_a_pad_that_is_not_there_is_found_and_does_not_keep_the_shop_closed(tmp_path: Path, server: LiveServer) -> None:
    save(tmp_path, Preferences(pad=PadChoice(on=True, port="/dev/nothing")))
    _, found = examined(tmp_path, server.url)
    assert (found["tenkey"]["mark"], found["tenkey"]["code"]) == ("warn", "pad_not_there")


def test_a_silent_pad_is_given_up_before_the_check_is_over(tmp_path: Path, server: LiveServer) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        save(tmp_path, Preferences(pad=PadChoice(on=True, way=PadWay.NETWORK, network_port=port)))
        _, found = examined(tmp_path, server.url)
        for thread in threading.enumerate():
            if thread.name == "pad-test":
                thread.join()
    assert (found["tenkey"]["mark"], found["tenkey"]["code"]) == ("warn", "pad_no_answer")


def test_a_pad_that_the_running_till_uses_is_left_to_it(counter: Counter) -> None:
    save(counter.folder, Preferences(pad=PadChoice(on=True, port="/dev/nothing")))
    _, found = examined(counter.folder, counter.url)
    assert found["tenkey"]["code"] == "pad_with_till"


def test_the_lock_is_let_go_at_once(tmp_path: Path, server: LiveServer) -> None:
    (tmp_path / "journal.lock").touch()
    examined(tmp_path, server.url)
    InstanceLock(tmp_path / "journal.lock").release()


def test_the_running_tills_own_check_is_the_same_page(counter: Counter) -> None:
    began = time.monotonic()
    counter.app.till.checking.begin()
    check = counter.until(lambda s: s.check is not None and not s.check.running).check
    assert time.monotonic() - began < DEADLINE_SECONDS + 1
    assert check is not None
    assert [finding.what for finding in check.findings] == list(What)
    marks = {finding.what: finding.mark for finding in check.findings}
    assert {marks[what] for what in (What.SERVER, What.TERMINAL, What.STAFF, What.JOURNAL)} == {Mark.OK}
    assert marks[What.CAMERA] is Mark.WARN
    counter.app.till.checking.dismiss()
    counter.until(lambda s: s.check is None)


def test_the_text_has_a_line_and_a_way_to_mend_for_each(tmp_path: Path) -> None:
    out = io.StringIO()
    assert (
        doctor.main(
            ["--lang", "en", "--data", str(tmp_path), "--server", "http://127.0.0.1:9"], inspections_from_outside, out
        )
        == 1
    )
    lines = out.getvalue().splitlines()
    assert "x Server: No server answers at that address. Check it in the settings." in lines
    assert "    -> Set the server" in lines
    assert lines[-1] == "= Broken"


def test_a_wrong_address_is_said_in_words(tmp_path: Path) -> None:
    out = io.StringIO()
    told = doctor.main(["--lang", "en", "--data", str(tmp_path), "--server", "a b"], inspections_from_outside, out)
    assert (told, out.getvalue()) == (1, "This is no server address. Type it as the desk told you.\n")


def test_the_command_itself_ends_with_a_code_and_no_traceback(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pos_app", "doctor", "--data", str(tmp_path), "--server", "http://127.0.0.1:9"]
    run = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert run.returncode == 1
    assert run.stderr == ""
