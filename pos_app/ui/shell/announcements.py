"""What is said in one line when something was done and nothing else on the screen says it (rows E-12, D-17)."""

from pos_app.till.session import Phase
from pos_app.till.snapshot import Snapshot
from pos_app.ui.text import tr


def announcement(before: Snapshot, now: Snapshot) -> str | None:
    """The line for the step between two snapshots, if it wants one."""
    was, is_now = before.staff, now.staff
    if is_now is None or now.phase is not Phase.OPEN:
        return None
    if before.phase is Phase.PASSWORD_CHANGE:
        return tr("パスワードの変更が完了しました。次のログインから新しいパスワードを使ってください。")
    if was is None:
        return None
    if was.number != is_now.number:
        return tr("{name}さんに切り替えました。", name=is_now.name)
    if is_now.has_pin and not was.has_pin:
        return tr("暗証番号を設定しました。")
    return None
