from pos_app.ui.screens.settings.sections import MANAGERS, Door, Section, sections
from pos_app.wire.staff import Right

CLERK = (Right.SELL, Right.VOID_BY_SETTING, Right.READ_HISTORY)


def test_a_clerk_chooses_nothing_that_could_stop_the_till() -> None:
    assert sections(CLERK) == (Section.DISPLAY, Section.SOUND, Section.PRACTICE, Section.CHECK)


def test_a_manager_sees_everything() -> None:
    assert sections(tuple(Right)) == tuple(Section)
    assert set(MANAGERS) <= set(sections(tuple(Right)))


def test_who_only_reads_the_company_changes_no_till() -> None:
    assert not MANAGERS & set(sections((Right.READ_HISTORY, Right.READ_COMPANY)))


def test_a_door_leads_somewhere_once() -> None:
    door = Door()
    assert door.take() is None
    door.ask_for(Section.SERVER)
    assert door.take() is Section.SERVER
    assert door.take() is None


def test_the_stores_cards_are_for_whoever_may_keep_them() -> None:
    assert Section.CARDS in sections((Right.SELL, Right.KEEP_CARDS))
    assert Section.CARDS not in sections(tuple(set(Right) - {Right.KEEP_CARDS}))
