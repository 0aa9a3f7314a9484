"""What a worker says to one request, and how that goes over HTTP when it is no answer."""

from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from kgbuild.errors import KgbuildError


class RefusedError(KgbuildError):
    """A request that is not answered.

    Attributes:
        status: Of the HTTP response.
    """

    def __init__(self, status: HTTPStatus, message: str) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True)
class Reply:
    """A whole answer.

    Attributes:
        media_type: Of the body.
        body: The answer, if it is short.
        file: The file that holds a long one; who sends it removes it.
    """

    media_type: str
    body: bytes = b""
    file: Path | None = None
