"""Asks a time stamp authority (RFC 3161) over HTTP. Signs nothing; the answer is checked by pyHanko."""

from __future__ import annotations

import asyncio
import urllib.error
import urllib.request

from asn1crypto import tsp
from pyhanko.sign.timestamps import TimeStamper

from docgen.errors import EnvironmentLackError, Fault, SettingsError
from docgen.messages import message

_SECONDS = 20
_LARGEST = 1_000_000
"""Bytes of an answer; a real one has a few thousand."""


class TimeStampService(TimeStamper):
    """The authority at `url`, http or https. Whoever asks it gets SettingsError where `url` is neither."""

    def __init__(self, url: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.url = url

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        """Send the request. Raises EnvironmentLackError where nobody answers, or not with a time stamp."""
        return await asyncio.to_thread(self._ask, req.dump())

    def _ask(self, request: bytes) -> tsp.TimeStampResp:
        if not self.url.startswith(("http://", "https://")):
            problem = message("{url} is no address of a time stamp service", url=self.url)
            raise SettingsError(Fault(problem, message("It begins with http:// or https://.")))
        headers = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
        asked = urllib.request.Request(self.url, request, headers)  # noqa: S310 - the scheme was looked at
        try:
            with urllib.request.urlopen(asked, timeout=_SECONDS) as answer:  # noqa: S310
                response = tsp.TimeStampResp.load(answer.read(_LARGEST))
                _ = response["status"]["status"].native
        except (OSError, ValueError, TypeError) as error:
            raise self._refused(str(error)) from error
        return response

    def _refused(self, why: str) -> EnvironmentLackError:
        problem = message(
            "The time stamp service {url} does not answer as it should: {reason}", url=self.url, reason=why
        )
        mend = message("Check the address and the network, or sign without --timestamp-url.")
        return EnvironmentLackError(Fault(problem, mend))
