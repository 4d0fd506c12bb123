"""The web application: every route, every refusal as a problem document, the server's time on each answer."""

import importlib.util
from collections.abc import Callable
from functools import partial
from typing import Any

from fastapi import APIRouter, FastAPI

from pos_app.server.api import (
    activations,
    approval_requests,
    approvals,
    card_tokens,
    feed,
    health,
    member_news,
    member_sessions,
    members,
    operations,
    payments,
    sessions,
    staff_care,
    store_cards,
    terminal,
)
from pos_app.server.api.answers import add_answers
from pos_app.server.api.envelope import Envelope
from pos_app.server.api.openapi import describe
from pos_app.server.context import Context
from pos_app.server.ledger.chain import watch
from pos_app.server.settings import VERSION
from pos_app.server.wallet_page import page

SUBJECTS: tuple[Callable[[Context], APIRouter], ...] = (
    health.router,
    activations.router,
    terminal.router,
    sessions.router,
    approvals.router,
    staff_care.router,
    approval_requests.router,
    member_sessions.router,
    operations.router,
    feed.router,
    payments.router,
    members.router,
    member_news.router,
    card_tokens.router,
    store_cards.router,
)
"""Each subject's routes; they all lie below ``/v1``."""


def build(context: Context) -> Envelope:
    """Build the application around an open database; whoever opened it closes it."""
    app = FastAPI(
        title="Till reference server",
        version=VERSION,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        # Nothing about a payment leaves by another way than its answer.
        telemetry={
            "tracing": False,
            "metrics": False,
            "logs": False,
            "operation_spans": False,
            "auto_configure": False,
        },
    )
    put = operations.PutOperation(context)
    context.database.writer.listen(context.bell.ring)
    watch(context.database.writer)
    app.router.routes.append(operations.other_methods())
    for subject in SUBJECTS:
        app.router.routes.extend(subject(context).routes)
    app.router.routes.extend(page.router(context).routes)
    add_answers(app)
    app.openapi = partial(describe, app, operations.put_described)  # type: ignore[method-assign]
    return Envelope(app, put, context.now)


def protocol_of(application: Envelope) -> Any:
    """Give what the HTTP server is to speak with: quick where its parser is to be had, which is not on Windows."""
    if importlib.util.find_spec("httptools") is None:
        return "h11"
    from pos_app.server.api.hot_protocol import hot_protocol

    return hot_protocol(application)
