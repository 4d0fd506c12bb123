"""Every table of the server, by subject. Importing this package fills ``METADATA``."""

from pos_app.server.store.tables import (
    approval_requests,
    cards,
    chain,
    codes,
    ledger,
    operations,
    places,
    service,
    staff,
)
from pos_app.server.store.tables.base import METADATA

__all__ = [
    "METADATA",
    "approval_requests",
    "cards",
    "chain",
    "codes",
    "ledger",
    "operations",
    "places",
    "service",
    "staff",
]
