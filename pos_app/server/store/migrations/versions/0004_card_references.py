"""The processor's own reference stands where the sandbox's profile of a card stood."""

import sqlalchemy
from alembic import op

revision = "004"
down_revision = "003"


def upgrade() -> None:
    """Rename the columns and write the sandbox's references; a database that began later has them already."""
    bind = op.get_bind()
    if "profile" not in {column["name"] for column in sqlalchemy.inspect(bind).get_columns("card_token")}:
        return
    op.execute("ALTER TABLE card_token RENAME COLUMN profile TO reference")
    op.execute("UPDATE card_token SET reference = reference || ' ' || expiry || ' ' || token")
    op.execute("ALTER TABLE sandbox_authorisation RENAME COLUMN token TO card")
