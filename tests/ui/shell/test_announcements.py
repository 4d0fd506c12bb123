from dataclasses import replace

from pos_app.till.approvals import Waiting
from pos_app.till.session import Phase
from pos_app.till.voiding import VoidStage
from pos_app.ui.screens.history.made_up import APPROVAL, case, request
from pos_app.ui.shell.announcements import announcement
from tests.ui.snapshots import CLERK, LOGGED_OUT, WORKING

OTHER = replace(WORKING, staff=replace(CLERK, name="中津 まこと", number=2))


def test_a_changed_password_is_said() -> None:
    said = announcement(replace(WORKING, phase=Phase.PASSWORD_CHANGE), WORKING)
    assert said is not None
    assert said.startswith("パスワードの変更が完了しました")


def test_who_took_over_is_said_by_name() -> None:
    assert announcement(WORKING, OTHER) == "中津 まことさんに切り替えました。"
    assert announcement(replace(WORKING, phase=Phase.LOCKED), OTHER) == "中津 まことさんに切り替えました。"


def test_a_first_pin_is_said() -> None:
    assert announcement(replace(WORKING, staff=replace(CLERK, has_pin=False)), WORKING) == "暗証番号を設定しました。"


def test_what_the_screen_itself_shows_is_not_said() -> None:
    assert announcement(LOGGED_OUT, WORKING) is None
    assert announcement(WORKING, WORKING) is None
    assert announcement(WORKING, LOGGED_OUT) is None
    assert announcement(WORKING, replace(WORKING, phase=Phase.LOCKED)) is None
    assert announcement(replace(WORKING, phase=Phase.LOCKED), WORKING) is None


def test_a_new_request_for_approval_is_said_once() -> None:
    asked = replace(WORKING, approvals=Waiting((request(),)))
    assert announcement(WORKING, asked) == "取り消しの承認待ちがあります: 恵那 はなさん"
    assert announcement(asked, asked) is None
    assert announcement(asked, WORKING) is None


def test_a_managers_answer_is_said_to_whoever_went_on_selling() -> None:
    asked, allowed = case(VoidStage.ASKED), case(VoidStage.READY, approval=APPROVAL)
    refused = case(VoidStage.APPROVAL_NEEDED, trouble="approval_refused")
    before = replace(WORKING, void=asked)
    said = announcement(before, replace(WORKING, void=allowed))
    assert said is not None
    assert said.startswith("取り消しが承認されました")
    said = announcement(before, replace(WORKING, void=refused))
    assert said is not None
    assert said.startswith("取り消しは承認されませんでした")
    assert announcement(before, before) is None
    assert announcement(before, WORKING) is None
    assert announcement(replace(WORKING, void=refused), replace(WORKING, void=allowed)) is None
