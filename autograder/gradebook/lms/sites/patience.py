"""HTTP with patience: time-outs, sites that are down or busy, and a token that is never shown."""

from __future__ import annotations

import email.utils
import random
import ssl
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import httpx

from autograder.base.cleaning import clean_line
from autograder.base.errors import UsageError
from autograder.base.messages import Message
from autograder.gradebook.lms.sites.base import Refused, SiteDown, TokenRefused, Vanished, Waiting

TRIES = 6
LONGEST_WAIT = 300.0  # seconds; a Retry-After beyond it is for the next round, not for a process that waits
BUSY = (429, 502, 503, 504)
MAX_BYTES = 512 * 2**20  # of one file of a hand-in
_LONGEST_ANSWER = 900.0  # seconds: the largest file at 5 Mbit/s
_LOCAL = ("127.0.0.1", "localhost", "::1")


def checked_url(url: str) -> str:
    """Return an address without its last slash.

    Raises:
        UsageError: A token sent there could be read on the way, or it is no address.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("https", "http") or not parts.hostname or parts.username:
        raise UsageError("login.no_address", received=url)
    if parts.scheme == "http" and parts.hostname not in _LOCAL:
        raise UsageError("login.no_https", received=url)
    return url.rstrip("/")


class Patience:
    """A client of one site. Only this site ever receives the token, in a body or a header, never in an address."""

    def __init__(
        self,
        url: str,
        token: str,
        *,
        transport: httpx.BaseTransport | None = None,
        sleep: Callable[[float], None] = time.sleep,
        tries: int = TRIES,
        waiting: Waiting | None = None,
    ):
        self.url, self.token = checked_url(url), token
        self._sleep, self._tries, self._waiting = sleep, tries, waiting or (lambda seconds, why: None)
        # No proxy of the environment knows this machine, and with a transport of its own a client asks for none.
        local = httpx.HTTPTransport() if urlsplit(url).hostname in _LOCAL else None
        self._own_transport = transport
        self._client = httpx.Client(timeout=httpx.Timeout(60, connect=10), transport=transport or local)

    def close(self) -> None:
        """Close what connections are open."""
        self._client.close()

    def post(
        self,
        path: str,
        data: Mapping[str, Any],
        files: Mapping[str, tuple[str, bytes]] | None = None,
        *,
        is_whole: Callable[[httpx.Response], bool] = lambda answer: True,
    ) -> httpx.Response:
        """Return the answer to a POST, a file of at most `MAX_BYTES` included.

        `is_whole` says whether an answer has its end: where a server dies while it answers, HTTP itself may not tell.

        Raises:
            SiteDown: It did not answer, or stayed busy, for all of the tries.
            TokenRefused, Vanished, Refused: It answered 401; 404 or 410; something else that is no success.
        """
        target = path if "://" in path else f"{self.url}{path}"
        if not target.startswith(f"{self.url}/"):
            raise Refused("site.other_site", url=self.url, received=urlsplit(target).hostname)

        def call() -> httpx.Response:
            with self._client.stream("POST", target, data=dict(data), files=files or None) as answer:
                whole = self._whole(answer)
            if whole.is_success and not is_whole(whole):
                raise httpx.ReadError("the answer is cut")
            return whole

        return self.patiently(call)

    def get(self, url: str) -> httpx.Response:
        """Return what lies at an address that needs no token, of this site or of where it keeps its files; see `post`.

        Raises:
            Refused: The address, or one it sends on to, is not safe.
        """
        follow = httpx.Client(
            timeout=self._client.timeout,
            follow_redirects=True,
            event_hooks={"request": [self._only_safe]},
            transport=self._own_transport,
        )

        def call() -> httpx.Response:
            with follow.stream("GET", url) as answer:
                return self._whole(answer)

        with follow:
            return self.patiently(call)

    def _only_safe(self, request: httpx.Request) -> None:
        """Refuse what is not https, unless the site itself is this machine:
        it may not have us ask what only we reach.
        """
        local = urlsplit(self.url).scheme == "http" and request.url.host in _LOCAL
        if request.url.scheme != "https" and not local:
            raise Refused("site.unsafe_file", url=self.url, received=clean_line(str(request.url), 200))

    def _whole(self, answer: httpx.Response) -> httpx.Response:
        """Return an answer with all of its bytes: not more than we hold, nor drip by drip for a day."""
        content, end = bytearray(), time.monotonic() + _LONGEST_ANSWER
        for part in answer.iter_bytes():
            content += part
            if len(content) > MAX_BYTES:
                raise Refused("sync.too_large", url=self.url, most=MAX_BYTES >> 20)
            if time.monotonic() > end:
                raise httpx.ReadTimeout(f"not whole after {_LONGEST_ANSWER:.0f} s")
        return httpx.Response(answer.status_code, headers=_plain(answer.headers), content=bytes(content))

    def patiently(self, call: Callable[[], httpx.Response]) -> httpx.Response:
        """Return what `call` gives, called again with growing pauses while the site is down or busy."""
        why = Message.of("sync.no_answer", why="–")
        for attempt in range(self._tries):
            pause = min(60.0, 2.0**attempt) * random.uniform(0.75, 1.25)
            try:
                answer = call()
            except httpx.RequestError as error:  # a body that cannot be unpacked among them
                if untrusted(error):
                    raise Refused("site.untrusted", url=self.url) from None
                why = Message.of("sync.no_answer", why=clean_line(str(error), 100) or type(error).__name__)
            else:
                if answer.status_code not in BUSY:
                    return self._answered(answer)
                why = Message.of("sync.busy_status", status=answer.status_code)
                pause = retry_after(answer.headers.get("Retry-After", "")) or pause
            if pause > LONGEST_WAIT:
                break
            if attempt + 1 < self._tries:
                self._waiting(pause, str(why))
                self._sleep(pause)
        raise SiteDown("sync.site_down", url=self.url, why=why)

    def _answered(self, answer: httpx.Response) -> httpx.Response:
        status = answer.status_code
        if status == 401:
            raise TokenRefused("sync.token_refused", url=self.url)
        if status in (404, 410):
            raise Vanished("site.not_there", url=self.url, status=status)
        if 300 <= status < 400:
            there = clean_line(answer.headers.get("Location", "elsewhere"), 200)
            raise Refused("site.sends_on", url=self.url, there=there)
        if not 200 <= status < 300:
            raise Refused("sync.answered", url=self.url, status=status)
        return answer


def untrusted(error: BaseException | None) -> bool:
    """Return whether a connection failed since nobody vouches for the site's certificate:
    asking again changes nothing.
    """
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return True
        error = error.__cause__ or error.__context__
    return False


def retry_after(header: str, now: datetime | None = None) -> float | None:
    """Return the seconds that a Retry-After header asks for, as a number or a date (RFC 9110, 10.2.3);
    None without one.
    """
    if header.strip().isascii() and header.strip().isdigit():
        return float(header)
    try:
        when = email.utils.parsedate_to_datetime(header)
    except (ValueError, OverflowError):
        return None
    when = when if when.tzinfo else when.replace(tzinfo=UTC)  # "-0000": UTC, from nowhere in particular
    return max(0.0, (when - (now or datetime.now(UTC))).total_seconds())


def _plain(headers: httpx.Headers) -> list[tuple[bytes, bytes]]:
    """Return headers, byte by byte, without those about how the body travelled: it is unpacked now."""
    return [
        (key, value)
        for key, value in headers.raw
        if key.lower() not in (b"content-encoding", b"content-length", b"transfer-encoding")
    ]
