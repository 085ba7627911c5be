"""Who may see the page: whoever has the token of this run, asking for this address, from this machine."""

from __future__ import annotations

import secrets
from urllib.parse import urlsplit

from starlette.middleware.base import BaseHTTPMiddleware, RequestResponseEndpoint
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp

from autograder.base.messages import sentence

# Nothing of a page may run but our own files, and no other page may hold it or read it.
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    # Not "no-referrer": a browser then sends "Origin: null" with the page's own forms, which are refused below.
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class OnlyTheTeacher(BaseHTTPMiddleware):
    """Refuses every request without the token, to another host (DNS rebinding), or sent by another site's page."""

    def __init__(self, app: ASGIApp, token: str, hosts: frozenset[str], language: str):
        super().__init__(app)
        self._token, self._hosts, self._language = token, hosts, language

    async def dispatch(self, request: Request, call_next: RequestResponseEndpoint) -> Response:
        """Answer the request, or say in a line why not."""
        response = self._refused(request) or await call_next(request)
        for name, value in HEADERS.items():
            response.headers[name] = value
        return response

    def _refused(self, request: Request) -> Response | None:
        if request.headers.get("host", "") not in self._hosts:
            return self._no("other_host")
        origin = request.headers.get("origin")
        if request.method != "GET" and (origin is None or urlsplit(origin).netloc not in self._hosts):
            return self._no("other_page")
        given = request.query_params.get("token")
        if given is not None and secrets.compare_digest(given.encode(), self._token.encode()):
            # Out of the address bar, the history and the Referer.
            response = RedirectResponse(request.url.path, 303)
            # Not "strict": the page that opens the browser is a file, and its way here comes from elsewhere.
            response.set_cookie(_cookie(request), self._token, httponly=True, samesite="lax", path="/")
            return response
        held = request.cookies.get(_cookie(request), "")
        if not secrets.compare_digest(held.encode(), self._token.encode()):
            return self._no("no_token")
        return None

    def _no(self, key: str) -> Response:
        return PlainTextResponse(sentence(f"review.{key}", self._language), 403)


def _cookie(request: Request) -> str:
    """Return the name of the cookie that holds the token: one a port,
    for browsers give all ports of a host the same ones.
    """
    return f"autograder_review_{request.url.port or 80}"
