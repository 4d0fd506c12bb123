"""Makes this folder's sounds: ``python resources/sounds/make_sounds.py``. The same run gives the same bytes.

Each sound is told from the others by its melody, not by its pitch alone, so that a customer across the counter hears
what happened, also over a small loudspeaker and with hearing that lacks the high tones (all tones lie between 300 and
1,400 Hz):

==============  ===========================================  =========================================================
read            one short click-like note                    the code was read; no result yet
approved        three notes rising to the octave, ringing    money moved
declined        two low notes falling, the second long       no money moved
attention       the same note three times, even              somebody must look: in doubt, a question, a wrong code
wrong_key       one short dull low note                      this key does nothing now
==============  ===========================================  =========================================================

Tones are sums of a few partials with a soft start (no click) and a decay as of a struck bar.
"""

import math
import struct
import wave
from dataclasses import dataclass
from pathlib import Path

RATE = 22_050
_LOUDEST = 0.6
_SOFT_START_SECONDS = 0.006
_BELL = ((1.0, 1.0), (2.0, 0.35), (3.0, 0.12))
_WOOD = ((1.0, 1.0), (2.0, 0.15))
_REED = ((1.0, 1.0), (2.0, 0.5), (3.0, 0.33), (4.0, 0.2))


@dataclass(frozen=True)
class Note:
    """``at`` and ``seconds`` in seconds, ``hertz`` its pitch, ``decay`` its fading (1/s), ``partials`` its colour."""

    at: float
    hertz: float
    seconds: float
    decay: float
    partials: tuple[tuple[float, float], ...]


SOUNDS: dict[str, tuple[Note, ...]] = {
    "read": (Note(0.0, 988.0, 0.10, 30.0, _WOOD),),
    "approved": (
        Note(0.0, 523.3, 0.50, 6.0, _BELL),
        Note(0.11, 784.0, 0.50, 6.0, _BELL),
        Note(0.22, 1046.5, 0.78, 5.0, _BELL),
    ),
    "declined": (Note(0.0, 392.0, 0.24, 4.0, _REED), Note(0.26, 311.1, 0.54, 3.0, _REED)),
    "attention": tuple(Note(0.22 * beat, 659.3, 0.15, 5.0, _REED) for beat in range(3)),
    "wrong_key": (Note(0.0, 330.0, 0.12, 18.0, _WOOD),),
}


def samples(notes: tuple[Note, ...]) -> list[int]:
    """The mixed notes as signed 16-bit values, their loudest at the same height in every sound."""
    length = round(max(note.at + note.seconds for note in notes) * RATE)
    mixed = [0.0] * length
    for note in notes:
        first = round(note.at * RATE)
        count = round(note.seconds * RATE)
        for number in range(count):
            mixed[first + number] += _value(note, number / RATE)
    peak = max(abs(value) for value in mixed)
    return [round(value / peak * _LOUDEST * 32_767) for value in mixed]


def _value(note: Note, at: float) -> float:
    start = min(1.0, at / _SOFT_START_SECONDS)
    end = min(1.0, (note.seconds - at) / 0.03)
    tone = sum(share * math.sin(2 * math.pi * note.hertz * factor * at) for factor, share in note.partials)
    return start * end * math.exp(-note.decay * at) * tone


def write(name: str, folder: Path) -> None:
    """Make one sound's file: PCM, one channel, 16 bits."""
    values = samples(SOUNDS[name])
    with wave.open(str(folder / f"{name}.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(struct.pack(f"<{len(values)}h", *values))


if __name__ == "__main__":
    for each in SOUNDS:
        write(each, Path(__file__).parent)
