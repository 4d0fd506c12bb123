"""A camera that films a simulated counter: real frames for the real decoder, without a camera.

What a phone shows is a function's answer; how badly it is held, lit and focused comes from a seeded generator.
"""

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np

from pos_app.devices.scanner.frames import Image
from pos_app.devices.scanner.simulated_phone import HEIGHT, WIDTH, draw_phone


@dataclass(frozen=True, slots=True)
class Conditions:
    """How a phone is held before the camera, and how the camera sees it."""

    height: float = 0.85
    """The phone's height as a share of the frame's."""
    turn: float = 0.0
    """Degrees in the plane of the picture."""
    lean: float = 0.0
    """How much shorter the far edge looks, as a share (perspective); below zero the near one."""
    shift: tuple[float, float] = (0.0, 0.0)
    """The phone's place, as shares of the frame's width and height from its middle."""
    blur: float = 0.8
    """Sigma of the focus, in pixels."""
    noise: float = 4.0
    """Sigma of the sensor's noise, in steps of 255."""
    glare: float = 0.0
    """Strength of a lamp's reflection on the glass, 0 to 1."""
    brightness: float = 1.0
    """Factor on everything."""
    dark_mode: bool = False
    """White on black."""

    @classmethod
    def varied(cls, random: np.random.Generator) -> "Conditions":
        """Draw the conditions of an ordinary day: none of them makes a code unreadable for good."""
        return cls(
            height=random.uniform(0.7, 1.0),
            turn=random.uniform(-25, 25),
            lean=random.uniform(-0.12, 0.12),
            shift=(random.uniform(-0.15, 0.15), random.uniform(-0.05, 0.05)),
            blur=random.uniform(0.5, 1.4),
            noise=random.uniform(1, 8),
            glare=random.choice([0.0, random.uniform(0.1, 0.5)]),
            brightness=random.uniform(0.65, 1.15),
            dark_mode=bool(random.random() < 0.2),
        )


class SimulatedCamera:
    """Films what ``show`` says: the text on the customer's phone, or "" while there is no phone in view.

    A frame source like any other. ``seed`` fixes every frame; without ``conditions``, each new text is held in a new
    way.
    """

    def __init__(
        self,
        show: Callable[[], str],
        *,
        seed: int = 0,
        conditions: Conditions | None = None,
        size: tuple[int, int] = (1280, 720),
        frames_per_second: float = 30.0,
    ) -> None:
        self._show = show
        self._random = np.random.default_rng(seed)
        self._fixed = conditions
        self._size = size
        self._interval = 1 / frames_per_second
        self._counter = _counter_top(self._random, size)
        self._shown = ""
        self._held = Conditions()
        self._phone: Image = np.zeros((1, 1, 3), np.uint8)

    @property
    def interval(self) -> float:
        """Seconds between two frames."""
        return self._interval

    def open(self) -> None:
        """There is nothing to open."""

    def close(self) -> None:
        """There is nothing to close."""

    def read(self) -> Image:
        """Render the next frame."""
        text = self._show()
        if text != self._shown:
            self._shown = text
            self._held = self._fixed or Conditions.varied(self._random)
            if text:
                self._phone = draw_phone(text, dark_mode=self._held.dark_mode)
        held = self._held
        scene = self._lay_down(held) if text else self._counter
        return self._develop(scene, held)

    def _lay_down(self, held: Conditions) -> Image:
        width, height = self._size
        tall = held.height * height
        wide = tall * WIDTH / HEIGHT
        far, near = wide * (1 - max(held.lean, 0)) / 2, wide * (1 + min(held.lean, 0)) / 2
        corners = np.array([(-far, -tall / 2), (far, -tall / 2), (near, tall / 2), (-near, tall / 2)])
        angle = np.deg2rad(held.turn)
        rotation = np.array([(np.cos(angle), -np.sin(angle)), (np.sin(angle), np.cos(angle))])
        tremor = self._random.normal(0, 1.0, 2)
        place = np.array([(0.5 + held.shift[0]) * width, (0.5 + held.shift[1]) * height]) + tremor
        target = (corners @ rotation.T + place).astype(np.float32)
        source = np.array([(0, 0), (WIDTH, 0), (WIDTH, HEIGHT), (0, HEIGHT)], np.float32)
        matrix = cv2.getPerspectiveTransform(source, target)
        scene = self._counter.copy()
        cv2.warpPerspective(
            self._glazed(held), matrix, (width, height), scene, cv2.INTER_AREA, borderMode=cv2.BORDER_TRANSPARENT
        )
        return scene

    def _glazed(self, held: Conditions) -> Image:
        if not held.glare:
            return self._phone
        light = np.zeros((HEIGHT, WIDTH), np.float32)
        middle = (int(self._random.normal(WIDTH / 2, 6)) + 90, int(self._random.normal(HEIGHT / 2, 6)) - 120)
        cv2.ellipse(light, middle, (90, 60), 30, 0, 360, (255.0 * held.glare,), -1)
        light = np.asarray(cv2.GaussianBlur(light, (0, 0), 25), np.float32)
        return np.asarray(np.clip(self._phone + light[:, :, None], 0, 255), np.uint8)

    def _develop(self, scene: Image, held: Conditions) -> Image:
        soft = cv2.GaussianBlur(scene, (0, 0), held.blur) if held.blur > 0 else scene
        cv2.setRNGSeed(int(self._random.integers(2**31)))
        noise = cv2.randn(np.empty(soft.shape, np.int16), np.zeros(3), np.full(3, held.noise))
        lit = cv2.convertScaleAbs(soft, alpha=held.brightness)
        return np.asarray(cv2.add(lit, noise, dtype=cv2.CV_8U), np.uint8)


def _counter_top(random: np.random.Generator, size: tuple[int, int]) -> Image:
    """Draw wood, a mat, a price list and some coins: nothing in it is a code, much of it has edges."""
    width, height = size
    grain = random.normal(0, 1, (height // 4, 8)).astype(np.float32)
    wood = cv2.resize(grain, (width, height), interpolation=cv2.INTER_CUBIC) * 9 + 128
    slope = np.linspace(-25, 25, width, dtype=np.float32)[None, :]
    base = np.clip(wood + slope, 0, 255)
    top = np.stack([base * 0.62, base * 0.85, base], axis=2).astype(np.uint8)
    cv2.rectangle(top, (int(width * 0.3), int(height * 0.1)), (int(width * 0.7), int(height * 0.95)), (70, 80, 60), -1)
    cv2.rectangle(top, (30, 40), (int(width * 0.25), int(height * 0.6)), (235, 238, 240), -1)
    for row in range(12):
        y, length = 70 + row * 30, int(random.integers(60, 200))
        cv2.putText(
            top, "mon 120 yen "[: length // 16], (45, y), cv2.FONT_HERSHEY_PLAIN, 1.4, (40, 40, 40), 1, cv2.LINE_AA
        )
    for _ in range(9):
        middle = (int(random.integers(int(width * 0.72), width - 30)), int(random.integers(60, height - 60)))
        cv2.circle(top, middle, 26, (150, 175, 190), -1, cv2.LINE_AA)
        cv2.circle(top, middle, 9, (90, 110, 120), 2, cv2.LINE_AA)
    return np.ascontiguousarray(top, dtype=np.uint8)
