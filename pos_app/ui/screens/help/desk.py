"""The help desk of this service (rows O-14, E-45). It is made up, like the service; another service names its own."""

from dataclasses import dataclass

from pos_app.ui.text import tr


@dataclass(frozen=True, slots=True)
class Desk:
    """Whom to call, and when somebody answers (Japanese time)."""

    name: str
    phone: str
    hours: str
    night: str


def desk() -> Desk:
    """In the language spoken now."""
    return Desk(
        name=tr("えーなウォレット 加盟店窓口"),
        phone="0573-00-0199",
        hours=tr("平日 8:30〜17:00"),
        night=tr("時間外は、現金などで受け取り、翌営業日にご連絡ください。"),
    )
