"""Small PDF files made by hand, so that the tests need no program that makes them."""

from collections.abc import Iterable


def pdf(lines: Iterable[tuple[float, float, float, str]], *, info: str = "", rotated: str = "") -> bytes:
    """Return a PDF of one letter-size page.

    Args:
        lines: Left, bottom and font size in points, and the text.
        info: Entries of the file's information dictionary.
        rotated: A text that stands upright at the left margin, like arXiv's stamp.
    """
    show = [f"BT /F1 {size} Tf 1 0 0 1 {left} {bottom} Tm ({_escaped(text)}) Tj ET" for left, bottom, size, text in lines]
    if rotated:
        show.insert(0, f"BT /F1 20 Tf 0 1 -1 0 30 200 Tm ({_escaped(rotated)}) Tj ET")
    content = "\n".join(show).encode("cp1252")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>",
        f"<< {info} >>".encode(),
    ]
    return _assembled(objects)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _assembled(objects: list[bytes]) -> bytes:
    data = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(data))
    return data + head + table + trailer
