"""Lists of papers in Markdown."""

import pytest
from reading import papers, rejects, sample, shown

from kgbuild.models import Paper
from kgbuild.sources.markdown import sniff


def test_a_reading_list() -> None:
    """Links, bold titles, quotes, fields below an item, a heading with text; contents, sections and code are no papers."""
    bert, attention, image, residual, segment, diffusion = (
        record for record in sample("reading_list.md") if isinstance(record, Paper)
    )
    assert (bert.title, bert.year, bert.arxiv_id) == ("BERT: Pre-training of Deep Bidirectional Transformers", 2019, "1810.04805")
    assert bert.abstract.endswith("a single added layer is enough to fine-tune it.")
    assert (attention.title, attention.year, attention.url) == (
        "Attention Is All You Need",
        2017,
        "https://arxiv.org/pdf/1706.03762.pdf",
    )
    assert (image.title, image.year) == ("An Image is Worth 16x16 Words", 2021)
    assert (residual.title, residual.year, residual.doi) == (
        "Deep Residual Learning for Image Recognition",
        2016,
        "10.1109/CVPR.2016.90",
    )
    assert {name: value for name, value in shown(segment).items() if name != "id"} == {
        "title": "Segment Anything",
        "abstract": "SAM cuts out whatever a point or a box asks for.",
        "year": 2023,
        "authors": ("Alexander Kirillov", "Eric Mintun", "Ross Girshick"),
        "venue": "ICCV 2023",
        "url": "https://arxiv.org/abs/2304.02643",
        "arxiv_id": "2304.02643",
    }
    assert (diffusion.title, diffusion.arxiv_id) == ("Denoising Diffusion Probabilistic Models", "2006.11239")
    assert [record.sources[0].line for record in (bert, segment, diffusion)] == [8, 13, 18]


@pytest.mark.parametrize(
    ("item", "title"),
    [
        ("- [**Paper**] Naming Flowers [[pdf](https://arxiv.org/abs/2501.00001)]", "Naming Flowers"),
        ("- Naming Flowers. Ada One. 2025.", "Naming Flowers"),
        ("- Naming Flowers (ICLR 2025)", "Naming Flowers"),
        ("- Naming Flowers - a study", "Naming Flowers"),
        ("- `code` Naming *Flowers*", "code Naming Flowers"),
        ("12. [Naming\n    Flowers](<https://arxiv.org/abs/2501.00001>)", "Naming Flowers"),
    ],
)
def test_titles(item: str, title: str) -> None:
    """The title is found however the item is set."""
    assert [paper.title for paper in papers("markdown", item)] == [title]


def test_wrong_bytes_spoil_their_item_only() -> None:
    """An item in Latin-1 is rejected, the next one read."""
    data = "- Café\n".encode("latin-1") + b"- Tea\n"
    assert rejects("markdown", data) == [(1, "byte 0xE9 is not UTF-8: convert the file to UTF-8")]
    assert [paper.title for paper in papers("markdown", data)] == ["Tea"]


def test_a_code_block_is_not_cut() -> None:
    """A long list is read in stretches, and none ends inside a block of code."""
    long = "".join(f"- [Paper {n}](https://arxiv.org/abs/2001.{n:05d}) {'word ' * 20}\n" for n in range(1500))
    text = f"{long}\n```\n{'- code' * 3}\n- [code](https://arxiv.org/abs/1)\n```\n{long}"
    assert len(papers("markdown", text)) == 3000


def test_sniffing() -> None:
    """Most items must link to papers."""
    item = "- [A Paper](https://openreview.net/forum?id=x)\n"
    assert sniff(item * 3)
    assert not sniff(item * 2)
    assert not sniff(item * 3 + "- [Software](https://example.org)\n" * 9)


def test_tables() -> None:
    """A row is a paper, its columns are told by their names, and a table of other things is none."""
    text = (
        '<h1 align="center">Papers</h1>\n\n| Title | Authors | Venue | Date | Link |\n|---|---|---|---|---|\n'
        "| Segment Anything | Alexander Kirillov and Eric Mintun | ICCV | 2023-04 | [paper](https://arxiv.org/abs/2304.02643) |\n"
        "| [BERT](https://arxiv.org/abs/1810.04805) | | NAACL 2019 | | |\n| Lone | \n\n| Key | Meaning |\n|---|---|\n| a | b |\n"
    )
    segment, bert, lone = papers("markdown", text)
    assert (segment.title, segment.authors, segment.venue) == ("Segment Anything", ("Alexander Kirillov", "Eric Mintun"), "ICCV")
    assert (segment.year, segment.arxiv_id, segment.sources[0].line) == (2023, "2304.02643", 5)
    assert (bert.title, bert.arxiv_id, bert.year) == ("BERT", "1810.04805", 2019)
    assert lone.title == "Lone"
    assert sniff("| Title | Link |\n|---|---|\n" + "| A | [paper](https://arxiv.org/abs/2304.02643) |\n" * 9)


@pytest.mark.parametrize(
    ("item", "arxiv_id"),
    [
        ("- [Ours](https://example.org/ours), which extends [Theirs](https://arxiv.org/abs/1810.04805)", None),
        ("- [Ours](https://example.org/ours) [[arXiv](https://arxiv.org/abs/2501.00001)]", "2501.00001"),
        ("- **Ours**. [ICLR 2025](https://arxiv.org/abs/2501.00001), see [Theirs](https://arxiv.org/abs/1810.04805)", "2501.00001"),
        ("- Ours, https://arxiv.org/abs/2501.00001", "2501.00001"),
        ("## Ours\n\nA study that goes far beyond what [Theirs](https://arxiv.org/abs/1810.04805) did, at some length.", None),
    ],
)
def test_ids_are_the_papers_own(item: str, arxiv_id: str | None) -> None:
    """A link to another paper gives no id, since papers with one id are made one."""
    (paper,) = papers("markdown", item)
    assert (paper.title, paper.arxiv_id) == ("Ours", arxiv_id)
