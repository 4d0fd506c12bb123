import numpy as np

from pos_app.devices.scanner.readers import QR_AND_CODE128, read_zxing
from pos_app.devices.scanner.simulated_camera import Conditions, SimulatedCamera
from tests.devices.scanner import scenes


def test_frames_are_real_pictures_of_the_size_asked_for() -> None:
    frame = SimulatedCamera(lambda: scenes.CODE, seed=1).read()
    assert frame.shape == (720, 1280, 3)
    assert frame.dtype == np.uint8
    assert SimulatedCamera(lambda: "", seed=1, size=(640, 480)).read().shape == (480, 640, 3)


def test_the_same_seed_films_the_same_and_another_seed_does_not() -> None:
    one, same, other = (SimulatedCamera(lambda: scenes.CODE, seed=seed) for seed in (5, 5, 6))
    for _ in range(3):
        frame = one.read()
        assert np.array_equal(frame, same.read())
        assert not np.array_equal(frame, other.read())


def test_no_two_frames_of_a_still_phone_are_alike() -> None:
    camera = SimulatedCamera(lambda: scenes.CODE, seed=5)
    assert not np.array_equal(camera.read(), camera.read())


def test_without_a_phone_there_is_no_code_in_view() -> None:
    for seed in range(5):
        found = read_zxing(SimulatedCamera(lambda: "", seed=seed).read(), QR_AND_CODE128)
        assert found.symbols == ()


def test_a_phone_leans_in_both_directions() -> None:
    for lean in (-0.15, 0.15):
        camera = SimulatedCamera(lambda: scenes.CODE, conditions=Conditions(lean=lean, turn=10))
        assert {symbol.payload for symbol in read_zxing(camera.read()).symbols} == {scenes.CODE.encode()}


def test_a_new_code_is_held_anew() -> None:
    shown = scenes.CODE
    camera = SimulatedCamera(lambda: shown, seed=9)
    first, second = camera.read().astype(int), camera.read().astype(int)
    shown = scenes.OTHER
    third = camera.read().astype(int)
    assert np.abs(third - second).mean() > 2 * np.abs(second - first).mean()
