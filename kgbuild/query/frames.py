"""What a worker and who asks it say to each other: a letter, the length as four bytes, and the content."""

import struct
from typing import IO, NamedTuple

READY = b"R"
DATA = b"D"
DONE = b"Z"
ERROR = b"E"

HEAD = struct.Struct(">cI")
"""What stands before the content: its kind and its length."""


class Frame(NamedTuple):
    """One message.

    Attributes:
        kind: `READY` once; then for each request any number of `DATA`, and `DONE` or `ERROR`.
        content: Bytes of the answer, or JSON.
    """

    kind: bytes
    content: bytes


def send(frame: Frame, stream: IO[bytes]) -> None:
    """Write a frame at once.

    Example:
        >>> import io
        >>> stream = io.BytesIO()
        >>> send(Frame(DATA, b"abc"), stream)
        >>> _ = stream.seek(0)
        >>> receive(stream)
        Frame(kind=b'D', content=b'abc')
    """
    stream.write(HEAD.pack(frame.kind, len(frame.content)) + frame.content)
    stream.flush()


def receive(stream: IO[bytes]) -> Frame | None:
    """Read a frame; None if the other side has ended, be it in the midst of one.

    Example:
        >>> import io
        >>> receive(io.BytesIO(b"D")) is None
        True
    """
    head = stream.read(HEAD.size)
    if len(head) < HEAD.size:
        return None
    kind, length = HEAD.unpack(head)
    content = stream.read(length)
    return Frame(kind, content) if len(content) == length else None
