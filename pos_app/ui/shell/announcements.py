"""What is said in one line when something was done and nothing else on the screen says it (rows E-12, D-7, D-17)."""

from pos_app.till.session import Phase
from pos_app.till.snapshot import Snapshot
from pos_app.till.voiding import VoidStage
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
    return _asked(before, now) or _answered(before, now)


def _asked(before: Snapshot, now: Snapshot) -> str | None:
    """Another till asks for an approval (D-7)."""
    known = {request.operation for request in before.approvals.requests}
    new = [request for request in now.approvals.requests if request.operation not in known]
    if not new:
        return None
    return tr("取り消しの承認待ちがあります: {name}さん", name=new[-1].asked_by)


def _answered(before: Snapshot, now: Snapshot) -> str | None:
    """A manager has answered at another till, perhaps while the cashier was selling."""
    was, case = before.void, now.void
    if was is None or case is None or was.stage is not VoidStage.ASKED or was.void != case.void:
        return None
    if case.is_allowed:
        return tr("取り消しが承認されました。「取引履歴」で続けてください。")
    if case.stage is VoidStage.APPROVAL_NEEDED:
        return tr("取り消しは承認されませんでした。「取引履歴」で確認してください。")
    return None
