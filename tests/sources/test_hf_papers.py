"""Hugging Face Papers pages saved as text."""

import io
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgbuild.models import Paper, Reject
from kgbuild.sources import read as read_corpus
from kgbuild.sources.hf_papers import read, sniff
from kgbuild.sources.source import Source

PAGES = Path(__file__).parent / "pages"
TITLES = [
    "Larkspur: Naming Flowers with a Small Language Model",
    "Why Ferries Are Late, and Who Is to Blame",
    "Do Lighthouses Attend? A Study of 40 Lights",
]
ABSTRACT = "We present a thing and measure it against another thing, with care and at length. " * 3
BANNER = "Get trending papers in your email inbox!"


def records(text: str | bytes) -> list[Paper | Reject]:
    """Read a page."""
    data = text.encode() if isinstance(text, str) else text
    return list(read(Source("page.txt", lambda: io.BytesIO(data))))


def papers(text: str | bytes) -> list[Paper]:
    """Return the papers of a page."""
    return [record for record in records(text) if isinstance(record, Paper)]


@pytest.mark.parametrize("name", ["compact.txt", "spaced.txt"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_both_layouts(name: str, end: str) -> None:
    """Titles pair with their abstracts in either layout and with any line ends; the noise around them is gone."""
    page = (PAGES / name).read_text(encoding="utf-8").replace("\n", end)
    found = papers(page)
    assert [paper.title for paper in found] == TITLES
    assert [paper.abstract.split()[0] for paper in found] == ["We", "Ferries", "Is"]
    assert [page.splitlines()[paper.sources[0].line - 1].removeprefix("Subscribe") for paper in found] == TITLES
    assert sniff(page)


def test_an_abstract_of_several_paragraphs() -> None:
    """A paragraph that is no title belongs to the abstract above it."""
    first, *_ = papers((PAGES / "compact.txt").read_bytes())
    assert first.abstract.split("\n")[1].startswith("In a second paragraph")
    (paper,) = papers(
        f"{BANNER}\nA Title\n{ABSTRACT}\nWe also release all of our code and data.\nCode can be found at https://example.org/code\n"
    )
    assert paper.abstract.count("\n") == 2


def test_a_line_that_is_no_record_is_said() -> None:
    """What is neither navigation nor a title with an abstract is rejected with its line."""
    found = records((PAGES / "spaced.txt").read_bytes())
    (reject,) = [record for record in found if isinstance(record, Reject)]
    assert reject.line == 33
    assert reject.reason == "a line that is neither navigation nor a title with an abstract"


def test_a_title_without_an_abstract() -> None:
    """A title that is followed by another title is rejected, and the other one kept."""
    found = records(f"{BANNER}\nLonely Title\nSecond Title\n{ABSTRACT}\n")
    assert [getattr(record, "title", "rejected") for record in found] == ["rejected", "Second Title"]


def test_a_truncated_page() -> None:
    """A page that breaks off after a title gives the papers before it and says what is left."""
    found = records(f"{BANNER}\nFirst\n{ABSTRACT}\nSecond, cut of")
    assert isinstance(found[0], Paper)
    assert found[1] == Reject(file="page.txt", line=4, reason="a line that is neither navigation nor a title with an abstract")


def test_a_page_of_navigation_only() -> None:
    """The header alone is a page without papers."""
    page = "new\n\nGet trending papers in your email inbox!\n\nSubscribe\n\nbyAK and the research community\n\nMar 11\n"
    assert sniff(page)
    assert records(page) == []
    assert records("") == []


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("SubscribeStanford at SemEval", "Stanford at SemEval"),
        ("Subscribe3D Worlds", "3D Worlds"),
        ("Subscribers and Their Habits", "Subscribers and Their Habits"),
        ("Subscribe to Win: A Study", "Subscribe to Win: A Study"),
    ],
)
def test_the_button_is_cut_from_the_first_title(line: str, title: str) -> None:
    """The button's text goes where it is glued to a title, and stays where it is a title's own word."""
    assert papers(f"{BANNER}\n{line}\n{ABSTRACT}\n")[0].title == title


def test_only_the_first_title_can_have_the_button() -> None:
    """Below the banner's own button, a title keeps its first word."""
    found = papers(f"{BANNER}\nSubscribe\nSubscribeNet\n{ABSTRACT}\nSubscribeX\n{ABSTRACT}\n")
    assert [paper.title for paper in found] == ["SubscribeNet", "SubscribeX"]


@pytest.mark.parametrize(
    "noise",
    ["Mar 12", "March 3, 2025", "12 May 2024", "2025-01-31", "17", "· 4 authors", "Submitted by someone", "Sign Up", "1.2k"],
)
def test_noise_between_papers(noise: str) -> None:
    """Dates, counts and buttons between papers are no records."""
    found = records(f"{BANNER}\nA Title\n{ABSTRACT}\n{noise}\nB Title\n{ABSTRACT}\n")
    assert [record.title for record in found if isinstance(record, Paper)] == ["A Title", "B Title"]
    assert len(found) == 2


def test_wrong_bytes_spoil_their_record_only() -> None:
    """A record that is no UTF-8 is rejected at its title's line, the next one read."""
    bad, good = records(f"{BANNER}\nCafé\n{ABSTRACT}\n".encode("latin-1") + f"Tea\n{ABSTRACT}\n".encode())
    assert bad == Reject(file="page.txt", line=2, reason="byte 0xE9 is not UTF-8: convert the file to UTF-8")
    assert isinstance(good, Paper)


def test_chinese_abstracts_are_shorter() -> None:
    """A Chinese character counts as several letters."""
    abstract = "本文提出一种新的方法,并在三个数据集上进行了实验,结果表明该方法优于现有的模型,而且训练所需的时间更少。" * 2
    assert [paper.title for paper in papers(f"{BANNER}\n一种新方法\n{abstract}\n另一种方法\n{abstract}\n")] == [
        "一种新方法",
        "另一种方法",
    ]


def test_a_page_without_its_header_is_known_by_its_form() -> None:
    """Titles and abstracts that alternate strictly are such a page, whoever cut the header."""
    page = f"One\n{ABSTRACT}\nTwo\n{ABSTRACT}\nThree\n{ABSTRACT}\n"
    assert sniff(page)
    assert not sniff("# " + page)
    assert not sniff(page.replace("Two\n", "Two\nmore\n"))


def test_other_texts_are_no_pages() -> None:
    """Random words, a README and a page of prose are not taken for pages of papers."""
    chance = random.Random(7)
    words = ["alpha", "beta", "gamma", "delta.", "Epsilon", "zeta,"]
    lines = (" ".join(chance.choices(words, k=chance.randrange(1, 60))) for _ in range(2000))
    section = f"## Install\n\n{ABSTRACT}\n\n```\npip install tool\n```\n\nGet trending papers in your email inbox with us\n"
    readme = f"# Tool\n\n{ABSTRACT}\n\n" + section * 3
    assert not sniff("\n".join(lines)[: 1 << 16])
    assert not sniff(readme)
    assert not sniff("\n\n".join([ABSTRACT] * 20))
    assert not sniff("")


@given(
    st.lists(
        st.sampled_from([BANNER, "Subscribe", "A Title", "Another: Title?", ABSTRACT, ABSTRACT[:90] + ".", "", "Mar 1", "x" * 500])
        | st.text(max_size=80)
    )
)
def test_every_line_is_accounted_for(lines: list[str]) -> None:
    """Each record stands on its own line, in order, and no abstract is lost: it is in a paper or rejected."""
    page = "\n".join(lines)
    found = records(page)
    places = [record.sources[0].line if isinstance(record, Paper) else record.line for record in found]
    assert places == sorted(set(places))
    kept = sum(paper.abstract.count(ABSTRACT.strip()) for paper in found if isinstance(paper, Paper))
    rejected = sum(
        page.split("\n")[record.line - 1] == ABSTRACT for record in found if isinstance(record, Reject) and "\r" not in page
    )
    if not set("\r\x85\u2028\x0b\x0c\x1c\x1d\x1e") & set(page):
        assert kept + rejected == lines.count(ABSTRACT)


@pytest.mark.parametrize(("start", "count"), [("000", 119), ("001", 114), ("004", 182)])
def test_the_real_pages(shared: Path, start: str, count: int) -> None:
    """The saved pages give exactly their records, each with a title in one line and a real abstract."""
    corpus = read_corpus(next((shared / "pages").glob(f"{start}*.txt")))
    assert [(file.reader, file.records, file.rejected) for file in corpus.inputs] == [("hf-papers", count, 0)]
    assert len(corpus) == count
    assert all(len(paper.title) < 160 and len(paper.abstract) > 400 for paper in corpus)
    assert not any(paper.title.startswith("Subscribe") for paper in corpus)


def test_the_real_pages_together(shared: Path) -> None:
    """Papers on two pages are one, and remember both."""
    corpus = read_corpus(shared / "pages")
    assert (len(corpus), corpus.merged, len(corpus.rejects)) == (365, 50, 0)
    assert sum(len(paper.sources) for paper in corpus) == 415
