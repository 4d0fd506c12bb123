"""The page's files, with headers that let it do what it needs and nothing else."""

import html
from collections.abc import Mapping
from pathlib import Path as File
from string import Template
from types import MappingProxyType
from typing import Annotated

from fastapi import APIRouter, Path, Response
from fastapi.responses import HTMLResponse
from sqlalchemy import select

from pos_app.errors import Bug
from pos_app.server.api.declared import problems
from pos_app.server.context import Context
from pos_app.server.problems import Refused
from pos_app.server.store.connection import Reader
from pos_app.server.store.statements import Statement
from pos_app.server.store.tables.service import service
from pos_app.server.wallet_page.style import tokens_css
from pos_app.wire.problems import ProblemCode

PATH = "/wallet"

HEADERS: Mapping[str, str] = MappingProxyType(
    {
        # No inline script or style, nothing from elsewhere, no frame around it; and where the scripts did not load, the
        # log-in form must not be sent the old way, with the password in the address.
        "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
        "require-trusted-types-for 'script'; trusted-types 'none'",
        "Cache-Control": "no-store",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }
)

_FOLDER = File(__file__).parent / "files"
_PAGE = "index.html"
_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
FileName = Annotated[str, Path(pattern=r"^[a-z0-9_]{1,40}\.(css|js|svg)$")]
_SERVICE = Statement(select(service.c.name, service.c.environment))


def page_files(folder: File = _FOLDER) -> dict[str, tuple[str, bytes]]:
    """Read what the page consists of beside itself: media type and bytes by name."""
    files = {path.name: (_TYPES[path.suffix], path.read_bytes()) for path in folder.iterdir() if path.suffix in _TYPES}
    files["tokens.css"] = (_TYPES[".css"], tokens_css().encode())
    return files


def router(context: Context) -> APIRouter:
    """Give the routes; they lie beside ``/v1``."""
    routes = APIRouter()
    template = Template((_FOLDER / _PAGE).read_text(encoding="utf-8"))
    files = page_files()

    @routes.get(PATH, response_class=HTMLResponse)
    @routes.get(f"{PATH}/", response_class=HTMLResponse)
    async def wallet_page() -> HTMLResponse:
        """Give the page that a customer opens on the phone."""
        return HTMLResponse(_filled(template, await context.read(_service)), headers=dict(HEADERS))

    @routes.get(
        f"{PATH}/{{file}}",
        response_class=Response,
        responses={200: {"content": {kind: {} for kind in _TYPES.values()}}, **problems(ProblemCode.NOT_FOUND)},
    )
    async def wallet_file(file: FileName) -> Response:
        """Give one of the page's files."""
        found = files.get(file)
        if found is None:
            raise Refused(ProblemCode.NOT_FOUND)
        kind, content = found
        return Response(content, media_type=kind, headers=dict(HEADERS))

    return routes


def _service(reader: Reader) -> tuple[str, str]:
    row = reader.one(_SERVICE)
    if row is None:
        raise Bug("no service")
    return row[0], row[1]


def _filled(template: Template, said: tuple[str, str]) -> str:
    name, environment = (html.escape(value) for value in said)
    return template.substitute(service=name, environment=environment)
