import queue
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from pos_app.devices.scanner import CameraBack, CameraLost, Reading, Scanner, ScannerEvent, camera_source
from pos_app.devices.scanner.frames import Frame, Image, LatestFrame
from pos_app.devices.step_thread import StepThread
from tests.devices.scanner import scenes


def ours() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name in {"scanner", "camera"}]


def test_a_recording_is_read_by_the_running_threads(tmp_path: Path) -> None:
    path = scenes.record(tmp_path / "counter.avi", [scenes.paper()] * 2 + [scenes.with_qr()] * 30)
    events: queue.Queue[ScannerEvent] = queue.Queue()
    scanner = Scanner(camera_source(str(path)), events.put, grammar=str.isdecimal)
    scanner.start()
    scanner.start()
    try:
        assert len(ours()) == 2
        assert isinstance(events.get(timeout=10), CameraBack)
        for _ in range(3):
            arming = scanner.arm()
            reading = events.get(timeout=10)
            assert isinstance(reading, Reading)
            assert reading.arming == arming
    finally:
        assert scanner.stop()
    assert ours() == []
    assert events.empty()


def test_starting_and_stopping_fifty_times_leaves_no_thread_and_still_reads(tmp_path: Path) -> None:
    path = scenes.record(tmp_path / "counter.avi", [scenes.with_qr()] * 3)
    events: queue.Queue[ScannerEvent] = queue.Queue()
    scanner = Scanner(camera_source(str(path)), events.put, grammar=str.isdecimal)
    before = threading.active_count()
    for _ in range(50):
        scanner.start()
        assert scanner.stop()
        assert scanner.stop()
    assert threading.active_count() == before
    scanner.arm()
    scanner.start()
    try:
        told = events.get(timeout=10)
        while not isinstance(told, Reading):
            assert not isinstance(told, CameraLost)
            told = events.get(timeout=10)
    finally:
        assert scanner.stop()


def test_an_unexpected_error_is_logged_with_its_traceback_and_the_thread_goes_on(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pos_app.devices.step_thread.AFTER_A_BUG", 0.0)
    went_on = threading.Event()
    steps: list[float] = []

    def step(now: float) -> float:
        steps.append(now)
        if len(steps) == 1:
            raise ZeroDivisionError
        went_on.set()
        return 60.0

    thread = StepThread("scanner", step, lambda: 0.0)
    thread.start()
    assert went_on.wait(10)
    thread.stop()
    assert thread.join(10)
    assert "ZeroDivisionError" in caplog.text


def test_a_step_that_hangs_is_not_waited_for_beyond_the_deadline(caplog: pytest.LogCaptureFixture) -> None:
    release = threading.Event()

    def step(_: float) -> float:
        release.wait(10)
        return 0.0

    thread = StepThread("camera", step, lambda: 0.0)
    thread.start()
    thread.stop()
    assert not thread.join(0.01)
    assert "did not end" in caplog.text
    release.set()
    assert thread.join(10)


def test_the_slot_holds_only_the_newest_frame() -> None:
    slot = LatestFrame()
    image: Image = scenes.paper(8, 8)
    assert slot.newer_than(0) is None
    for number in (1, 2, 3):
        slot.put(Frame(image, number, float(number)))
    newest = slot.newer_than(1)
    assert newest is not None
    assert newest.number == 3
    assert slot.newer_than(3) is None
    slot.clear()
    assert slot.newer_than(0) is None


def test_a_stopped_scanner_that_outlives_the_interpreter_leaves_nothing_to_complain_of(tmp_path: Path) -> None:
    """Windows keep what they show alive to the very end, and zxing-cpp reports each of its objects that is left."""
    path = scenes.record(tmp_path / "counter.avi", [scenes.with_qr()] * 3)
    code = """if True:
        import ctypes, queue, sys
        from pos_app.devices.scanner import Reading, Scanner, camera_source
        events = queue.Queue()
        scanner = Scanner(camera_source(sys.argv[1]), events.put, grammar=str.isdecimal)
        scanner.arm()
        scanner.start()
        while not isinstance(events.get(timeout=20), Reading):
            pass
        scanner.stop()
        ctypes.pythonapi.Py_IncRef(ctypes.py_object(scanner))
    """
    run = subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True, timeout=60, check=True)
    assert run.stderr == ""
