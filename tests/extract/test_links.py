"""Links: what a text gives as an address becomes a clean URL at the right place."""

import json
import re
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kgbuild.extract.text.links import RESOURCE_KINDS, find_links

SHARED = Path(__file__).parents[2].parent / "shared"


@pytest.mark.parametrize(
    ("text", "url", "written"),
    [
        ("Code: https://github.com/foo/bar.", "https://github.com/foo/bar", "https://github.com/foo/bar"),
        (
            r"Code is at \url{https://github.com/foo/bar\_baz}.",
            "https://github.com/foo/bar_baz",
            r"https://github.com/foo/bar\_baz",
        ),
        ("See https: //github.com/foo/bar .", "https://github.com/foo/bar", "https: //github.com/foo/bar"),
        ("See https:// github.com/foo/bar.", "https://github.com/foo/bar", "https:// github.com/foo/bar"),
        ("See http ://www.example.fr/page.", "http://www.example.fr/page", "http ://www.example.fr/page"),
        ("A video is at https//youtu.be/Abc123 now.", "https://youtu.be/Abc123", "https//youtu.be/Abc123"),
        ("Find it at github.com/foo/bar", "https://github.com/foo/bar", "github.com/foo/bar"),
        ("It is on the github repository Foo-Lab/BarNet.", "https://github.com/Foo-Lab/BarNet", "Foo-Lab/BarNet"),
        ("https://github.com/foo/Bar.Demo video below", "https://github.com/foo/Bar", "https://github.com/foo/Bar"),
        ("(see https://example.org/a_(b))", "https://example.org/a_(b)", "https://example.org/a_(b)"),
        ('"available at https://example.github.io/."', "https://example.github.io/", "https://example.github.io/"),
        ("https://github.com/ Foo/Bar_baz.", "https://github.com/Foo/Bar_baz", "https://github.com/ Foo/Bar_baz"),
        ("https://github.com/A- B/some-name.", "https://github.com/A-B/some-name", "https://github.com/A- B/some-name"),
        ("https://example.github.io/ for videos", "https://example.github.io/", "https://example.github.io/"),
        (r"\href{https://example.org/x}{this page}", "https://example.org/x", "https://example.org/x"),
        (r"\url{example.org}", "https://example.org", "example.org"),
        ("数据见https://example.org/数据", "https://example.org/", "https://example.org/"),
    ],
)
def test_an_address_is_mended_and_keeps_its_place(text: str, url: str, written: str) -> None:
    """The URL is clean; the offsets give the characters as they stand."""
    (link,) = find_links(text)
    assert link.url == url
    assert text[link.start : link.end] == written


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no link",
        "mail a@github.com/x",
        "this https URL",
        "https://github.com/[masked].",
        "GitHub repository and/or mirror",
        "e.g./i.e. and/or",
        "https://",
    ],
)
def test_what_is_no_address_is_left_alone(text: str) -> None:
    """Mail addresses, masked links and words with a slash give nothing."""
    assert find_links(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("https://github.com/a/b", "code"),
        ("https://huggingface.co/a/b", "model"),
        ("https://huggingface.co/datasets/a/b", "data"),
        ("https://huggingface.co/spaces/a/b", "demo"),
        ("https://doi.org/10.5281/zenodo.1", "data"),
        ("https://doi.org/10.1234/x", "paper"),
        ("doi:10.1234/x", "paper"),
        ("arXiv:1706.03762", "paper"),
        ("https://youtu.be/x", "video"),
        ("https://example.org", "project"),
        ("as said before. [1] http://example.org/x.php", "reference"),
    ],
)
def test_kinds_tell_resources_from_articles(text: str, kind: str) -> None:
    """Hosts and footnote marks decide what a link leads to."""
    (link,) = find_links(text)
    assert link.kind == kind
    assert (kind in RESOURCE_KINDS) == (kind not in {"paper", "reference"})


def test_an_address_that_comes_twice_is_given_once() -> None:
    """Markdown and LaTeX repeat an address as its own label."""
    assert len(find_links("[github.com/a/b](https://github.com/a/b) and https://www.github.com/a/b/")) == 1


def test_without_a_scheme_written_has_none() -> None:
    """`written` keeps the paper's own form, mended."""
    (link,) = find_links("Data: www.example.org/my\\_data.")
    assert (link.url, link.written) == ("https://www.example.org/my_data", "www.example.org/my_data")


_pieces = st.lists(
    st.sampled_from(
        [
            "https://",
            "http ://",
            "github.com/",
            "a/b",
            "-",
            "_",
            " ",
            ".",
            ")",
            "(",
            "\\_",
            "\\url{",
            "}",
            "www.",
            "doi:10.1234/",
            "\x00",
            "\ud800",
            "é",
            "io",
        ]
    ),
    max_size=25,
)


@given(st.one_of(st.text(), _pieces.map("".join)))
@example("https://a.b" + ")" * 50)
def test_any_text_gives_ordered_links_inside_it(text: str) -> None:
    """No text makes it crash, overlap or invent characters."""
    links = find_links(text)
    assert all(one.end <= two.start for one, two in pairwise(links))
    for link in links:
        assert 0 <= link.start < link.end <= len(text)
        assert re.fullmatch(r"https?://\S+", link.url)
        assert not link.url.endswith((".", ",", ";"))


@pytest.mark.parametrize(
    "piece", ["1", "a.", "a-", "https://", "http:// a- ", "github a", "doi:10.", "https://a.b)", "www.", "\\url{"]
)
def test_time_is_linear_in_hostile_text(piece: str) -> None:
    """A megabyte of one piece is read in seconds, however it is made."""
    started = time.process_time()
    find_links(piece * (1_000_000 // len(piece)))
    assert time.process_time() - started < 4


@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="needs the annotated papers, which do not ship")
@pytest.mark.parametrize("part", ["train", "dev"])
def test_annotated_links_are_found(part: str) -> None:
    """F1 over the annotated links, by address without scheme, is at least .98."""
    right = said = true = 0
    for line in (SHARED / "gold" / f"{part}.jsonl").read_text(encoding="utf-8").splitlines():
        paper = json.loads(line)
        found = {
            _key(link.written)
            for field in ("title", "abstract")
            for link in find_links(paper[field])
            if link.kind in RESOURCE_KINDS
        }
        gold = {_key(url["name"]) for url in paper["code_urls"]}
        right, said, true = right + len(found & gold), said + len(found), true + len(gold)
    assert 2 * right / (said + true) >= 0.98


def _key(url: str) -> str:
    return re.sub(r"^https?://(www\.)?", "", url).rstrip("/.").lower()
