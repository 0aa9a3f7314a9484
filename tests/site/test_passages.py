"""Marked sentences and annotated texts, whatever the marks and texts are."""

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from kgbuild.assemble.graph import Passage
from kgbuild.site.passages import Span, annotated, everywhere, marked


class Words(HTMLParser):
    """Collects the text and the tags of some HTML."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = ""
        self.tags: list[str] = []
        self.feed(str(text))  # a Markup would escape what it is joined with
        self.close()

    def handle_data(self, data: str) -> None:
        """Take text."""
        self.text += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the parser's signature
        """Take a tag."""
        self.tags.append(tag)


_PLAIN = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40)
_PLACES = st.lists(st.tuples(st.integers(-5, 50), st.integers(-5, 50)), max_size=5)


@given(_PLAIN, _PLACES)
def test_marks_change_no_word_and_let_no_markup_through(text: str, places: list[tuple[int, int]]) -> None:
    """The words stay as they are, and no tag but the mark appears, even if marks overlap or lie outside."""
    shown = Words(marked(Passage("urn:p", "abstract", 0, len(text), text, tuple(places), 0.9, "rules")))
    assert shown.text == text
    assert set(shown.tags) <= {"mark"}


@given(_PLAIN, _PLACES)
def test_annotations_change_no_word(text: str, places: list[tuple[int, int]]) -> None:
    """The same holds for the links in an abstract."""
    spans = [Span(start, end, "x.html", "t-model") for start, end in places]
    shown = Words(annotated(text, spans))
    assert shown.text == text
    assert set(shown.tags) <= {"a"}


def test_the_longest_name_is_linked() -> None:
    """Where names overlap, the longer one is the link."""
    spans = [Span(0, 4, "bert.html", "t-model"), Span(0, 10, "large.html", "t-model")]
    assert annotated("BERT-large", spans) == '<a class="name t-model" href="large.html">BERT-large</a>'


def test_a_name_is_linked_wherever_it_stands_by_itself() -> None:
    """Each further place with the same words is linked, but not the inside of other words."""
    found = everywhere("C++ and C++17; C++.", [Span(0, 3, "c.html", "t-tool")])
    assert [(span.start, span.end) for span in found] == [(0, 3), (15, 18)]
