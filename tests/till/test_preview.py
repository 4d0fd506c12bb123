import numpy as np
import pytest

from pos_app.till.preview import preview_of


def test_a_coloured_picture_is_shown_as_it_is_without_a_copy() -> None:
    image = np.arange(4 * 6 * 3, dtype=np.uint8).reshape(4, 6, 3)
    seen = preview_of(image, 7, ((1, 1), (3, 1), (3, 3), (1, 3)))
    assert (seen.number, seen.width, seen.height) == (7, 6, 4)
    assert np.shares_memory(seen.pixels, image)


def test_a_gray_picture_gets_its_three_colours() -> None:
    seen = preview_of(np.full((2, 5), 90, np.uint8), 1, None)
    assert seen.pixels.shape == (2, 5, 3)
    assert set(seen.pixels.ravel().tolist()) == {90}


def test_nobody_writes_into_the_cameras_picture() -> None:
    image = np.zeros((2, 2, 3), np.uint8)
    with pytest.raises(ValueError, match="read-only"):
        preview_of(image, 1, None).pixels[0, 0, 0] = 1
    image[0, 0, 0] = 1  # The camera itself still may.


def test_a_picture_cut_out_of_a_larger_one_has_no_gaps() -> None:
    part = np.zeros((8, 8, 3), np.uint8)[::2, ::2]
    assert preview_of(part, 1, None).pixels.flags.c_contiguous
