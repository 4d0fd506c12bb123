import functools
import http.server
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from pos_app.devices.scanner import CameraBack, CameraLost, Reading, Scanner, ScannerEvent, camera_source
from pos_app.devices.scanner.camera import BACK_OFF, STALL, Camera
from pos_app.devices.scanner.frames import FrameSource, Image
from pos_app.devices.scanner.sources import IndexedCamera, StillPicture, StreamCamera, VideoFile
from pos_app.errors import ScannerFault
from tests.devices.scanner import scenes


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    return scenes.record(tmp_path / "counter.avi", [scenes.paper()] * 3 + [scenes.with_qr()] * 3)


def scanner_on(source: FrameSource) -> tuple[Scanner, list[ScannerEvent]]:
    events: list[ScannerEvent] = []
    return Scanner(source, events.append, grammar=str.isdecimal, monotonic=lambda: 0.0), events


def reasons(events: list[ScannerEvent]) -> list[str]:
    return [event.reason for event in events if isinstance(event, CameraLost)]


def test_a_recording_is_read_like_a_camera(recording: Path) -> None:
    scanner, events = scanner_on(camera_source(str(recording)))
    scanner.arm()
    waits = [scanner.turn(number / 30) for number in range(6)]
    assert [type(event) for event in events] == [CameraBack, Reading]
    assert waits == pytest.approx([1 / 30] * 6)


def test_a_recording_starts_over_at_its_end(recording: Path) -> None:
    source = VideoFile(recording)
    source.open()
    assert len([source.read() for _ in range(20)]) == 20
    source.close()


def test_a_camera_that_goes_in_mid_scan_is_reported_and_the_scan_goes_on_when_it_is_back(tmp_path: Path) -> None:
    path = scenes.record(tmp_path / "counter.avi", [scenes.paper()] * 3)
    scanner, events = scanner_on(VideoFile(path, loop=False))
    scanner.arm()
    now = 0.0
    for _ in range(4):
        now += scanner.turn(now)
    assert reasons(events) == ["camera_gone"]
    path.unlink()
    for _ in range(3):
        now += scanner.turn(now)
    assert reasons(events) == ["camera_gone", "camera_missing"]
    assert scanner.armed
    scenes.record(path, [scenes.with_qr()] * 3)
    for _ in range(3):
        now += scanner.turn(now)
    assert [type(event) for event in events[-2:]] == [CameraBack, Reading]


def test_a_lost_camera_shows_no_old_picture(tmp_path: Path) -> None:
    scanner, _ = scanner_on(VideoFile(scenes.record(tmp_path / "a.avi", [scenes.with_qr()]), loop=False))
    scanner.turn(0.0)
    frame = scanner.latest_frame()
    assert frame is not None
    assert frame.image.shape == (720, 1280, 3)
    scanner.turn(0.1)
    assert scanner.latest_frame() is None


def test_a_missing_camera_is_asked_for_ever_more_rarely_and_reported_once(tmp_path: Path) -> None:
    scanner, events = scanner_on(camera_source(str(tmp_path / "none.avi")))
    now, waits = 0.0, []
    for _ in range(7):
        waits.append(scanner.turn(now))
        now += waits[-1]
    assert waits == pytest.approx([*BACK_OFF, BACK_OFF[-1], BACK_OFF[-1]])
    assert reasons(events) == ["camera_missing"]


def test_a_lost_camera_is_not_touched_before_its_time(tmp_path: Path) -> None:
    path = tmp_path / "late.avi"
    camera = Camera(VideoFile(path))
    assert camera.step(0.0) == BACK_OFF[0]
    scenes.record(path, [scenes.paper()])
    assert camera.step(0.2) == pytest.approx(BACK_OFF[0] - 0.2)
    assert camera.trouble(0.2) == "camera_missing"
    camera.step(BACK_OFF[0])
    assert camera.trouble(BACK_OFF[0]) == ""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="tells a missing camera by /dev")
def test_a_webcam_that_is_not_plugged_in_is_missing() -> None:
    with pytest.raises(ScannerFault) as fault:
        IndexedCamera(97).open()
    assert fault.value.reason == "camera_missing"


def test_a_camera_that_gives_nothing_for_seconds_counts_as_stalled() -> None:
    told: list[str] = []

    class Hanging(scenes.Show):
        def read(self) -> Image:
            told.extend(camera.trouble(now) for now in (10.0 + STALL - 0.1, 10.0 + STALL + 0.1))
            return self.image

    camera = Camera(Hanging(scenes.paper()))
    camera.step(10.0)
    assert told == ["", "camera_stalled"]
    assert camera.trouble(100.0) == ""


@pytest.mark.parametrize("name", ["notes.avi", "notes.png", "empty.png", "empty.avi"])
def test_a_file_that_is_neither_picture_nor_video_is_unreadable(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("" if "empty" in name else "just some words\n" * 40)
    with pytest.raises(ScannerFault) as fault:
        camera_source(str(path)).open()
    assert fault.value.reason == "camera_unreadable"


def test_a_picture_is_given_again_and_again_also_under_a_japanese_name(tmp_path: Path) -> None:
    path = tmp_path / "お客様の画面.png"
    scenes.record(tmp_path / "unused.avi", [scenes.paper()])
    import cv2

    path.write_bytes(cv2.imencode(".png", scenes.with_qr())[1].tobytes())
    scanner, events = scanner_on(camera_source(str(path)))
    for _ in range(2):
        scanner.arm()
        for number in range(5):
            scanner.turn(number / 30)
    assert [type(event) for event in events] == [CameraBack, Reading, Reading]


def test_a_folder_is_no_camera(tmp_path: Path) -> None:
    for spec in (tmp_path, tmp_path / "none.png"):
        with pytest.raises(ScannerFault) as fault:
            camera_source(str(spec)).open()
        assert fault.value.reason == "camera_missing"


def test_the_setting_tells_cameras_streams_pictures_and_recordings_apart() -> None:
    kinds = {spec: type(camera_source(spec)) for spec in ("0", " 2 ", "rtsp://10.0.0.5/live", "a/b.JPG", "a/b.avi")}
    assert list(kinds.values()) == [IndexedCamera, IndexedCamera, StreamCamera, StillPicture, VideoFile]


def test_reading_what_is_not_open_is_a_fault_not_a_crash(recording: Path) -> None:
    for spec in ("0", "rtsp://127.0.0.1/x", str(recording), "x.png"):
        source = camera_source(spec)
        source.close()
        with pytest.raises(ScannerFault) as fault:
            source.read()
        assert fault.value.reason == "camera_gone"


@pytest.fixture
def web(tmp_path: Path) -> Iterator[str]:
    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(tmp_path)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join(5)
    server.server_close()


def test_a_camera_in_the_network_is_read(web: str, recording: Path) -> None:
    source = camera_source(f"{web}/{recording.name}")
    source.open()
    assert source.read().shape == (720, 1280, 3)
    source.close()


def test_a_camera_in_the_network_that_does_not_answer_is_missing_and_its_password_stays_secret(web: str) -> None:
    source = camera_source(web.replace("//", "//clerk:hush@") + "/none.avi")
    with pytest.raises(ScannerFault) as fault:
        source.open()
    assert fault.value.reason == "camera_missing"
    assert "hush" not in repr(source) + str(fault.value)


def test_another_camera_takes_over_at_the_next_step() -> None:
    first, second = scenes.Show(scenes.paper()), scenes.Show(scenes.with_qr())
    scanner, events = scanner_on(first)
    scanner.arm()
    scanner.turn(0.0)
    scanner.use(second)
    scanner.turn(0.1)
    assert [type(event) for event in events] == [CameraBack, Reading]


def test_going_over_from_a_missing_camera_says_that_it_is_back_only_with_a_picture(tmp_path: Path) -> None:
    scanner, events = scanner_on(camera_source(str(tmp_path / "none.png")))
    scanner.turn(0.0)
    scanner.use(camera_source(""))
    scanner.turn(0.1)
    assert reasons(events) == ["camera_missing", "camera_not_used"]
    scanner.use(scenes.Show(scenes.paper()))
    scanner.turn(0.2)
    assert [type(event) for event in events] == [CameraLost, CameraLost, CameraBack]


def test_a_running_scanner_goes_over_at_once(recording: Path) -> None:
    events: list[ScannerEvent] = []
    came = threading.Event()

    def emit(event: ScannerEvent) -> None:
        events.append(event)
        if isinstance(event, Reading):
            came.set()

    scanner = Scanner(camera_source(""), emit, grammar=str.isdecimal)
    scanner.start()
    scanner.arm()
    scanner.use(camera_source(str(recording)))
    assert came.wait(5)
    assert scanner.stop()
