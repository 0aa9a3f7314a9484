"""Records per second and peak memory of the readers, on dumps made here.

usage: python tests/benchmarks/readers.py [--records 1000000] [--formats arxiv-dump openalex …] [--folder DIR]

Each format is read in a process of its own so that its peak memory is its own, as a stream (`kgbuild.sources.records`, which
keeps nothing). `--corpus` reads it once more into a corpus (`kgbuild.sources.read`, which keeps every distinct paper and finds
duplicates). The dumps have the fields and lengths of the real ones, with words drawn at random from a fixed seed; they are made
once and kept in the folder.
"""

import argparse
import json
import multiprocessing
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from kgbuild.models import Paper
from kgbuild.sources import read, records

WORDS = 160
"""Words of an abstract: about 1,100 characters, as on arXiv."""

_LETTERS = "etaoinshrdlucmfwypvbgk"


def vocabulary(chance: random.Random) -> list[str]:
    """Return made-up words, most of them short."""
    return ["".join(chance.choices(_LETTERS, k=chance.randint(2, 10))) for _ in range(20_000)]


def arxiv(number: int, words: list[str]) -> str:
    """Return a line of arXiv's dump; one in a hundred has an accent and a formula."""
    abstract = " ".join(words) + (r" Erd\H{o}s has $\alpha$ at 84\%." if number % 100 == 0 else ".")
    authors = [[words[1].title(), words[2].title(), ""], [words[3].title(), words[4].title(), ""]]
    record = {
        "id": f"{number // 100_000 % 100:02d}01.{number % 100_000:05d}",
        "submitter": words[0],
        "authors": ", ".join(f"{given} {family}" for family, given, _ in authors),
        "title": " ".join(words[5:14]).capitalize(),
        "comments": "12 pages",
        "journal-ref": None,
        "doi": f"10.1234/{number}" if number % 2 else None,
        "report-no": None,
        "categories": "cs.CL cs.LG",
        "license": "http://arxiv.org/licenses/nonexclusive-distrib/1.0/",
        "abstract": f"  {abstract}\n",
        "versions": [{"version": "v1", "created": "Mon, 2 Apr 2007 19:18:42 GMT"}],
        "update_date": "2008-11-26",
        "authors_parsed": authors,
    }
    return json.dumps(record) + "\n"


def openalex(number: int, words: list[str]) -> str:
    """Return a line of OpenAlex's snapshot, with the parts that we do not model."""
    index: dict[str, list[int]] = {}
    for place, word in enumerate(words):
        index.setdefault(word, []).append(place)
    institution = {"id": "https://openalex.org/I1", "display_name": words[0], "ror": "https://ror.org/1", "country_code": "DE"}
    record = {
        "id": f"https://openalex.org/W{number}",
        "doi": f"https://doi.org/10.1234/{number}",
        "title": " ".join(words[5:14]).capitalize(),
        "publication_year": 2007,
        "primary_location": {"landing_page_url": f"https://doi.org/10.1234/{number}", "source": {"display_name": "A Journal"}},
        "authorships": [{"author": {"display_name": f"{words[1]} {words[2]}"}, "institutions": [institution]} for _ in range(4)],
        "topics": [{"id": "https://openalex.org/T1", "display_name": words[3], "score": 0.9} for _ in range(3)],
        "concepts": [{"id": "https://openalex.org/C1", "display_name": word, "score": 0.5} for word in words[:12]],
        "referenced_works": [f"https://openalex.org/W{number + step}" for step in range(30)],
        "counts_by_year": [{"year": year, "cited_by_count": 3} for year in range(2012, 2024)],
        "abstract_inverted_index": index,
    }
    return json.dumps(record) + "\n"


def semantic_scholar(number: int, words: list[str]) -> str:
    """Return a line of Semantic Scholar's papers."""
    record = {
        "corpusid": number,
        "externalids": {"ArXiv": None, "DOI": f"10.1234/{number}"},
        "url": f"https://www.semanticscholar.org/paper/{number}",
        "title": " ".join(words[5:14]).capitalize(),
        "abstract": " ".join(words),
        "authors": [{"authorId": "1", "name": f"{words[1]} {words[2]}"} for _ in range(4)],
        "venue": "A Venue",
        "year": 2007,
        "s2fieldsofstudy": [{"category": "Computer Science", "source": "s2-fos-model"}],
    }
    return json.dumps(record) + "\n"


def own(number: int, words: list[str]) -> str:
    """Return a line of our own format."""
    record = {"id": str(number), "title": " ".join(words[5:14]), "abstract": " ".join(words), "year": 2007}
    return json.dumps(record) + "\n"


def bibtex(number: int, words: list[str]) -> str:
    """Return an entry as a reference manager exports it."""
    title, abstract = " ".join(words[5:14]), " ".join(words)
    return (
        f"@inproceedings{{key{number},\n  title = {{{{{title[:9]}}}{title[9:]} {{\\'E}}}},\n"
        f"  author = {{{words[1]}, {words[2]} and {words[3]}, {words[4]}}},\n  booktitle = {{A Venue}},\n  year = {{2007}},\n"
        f"  doi = {{10.1234/{number}}},\n  abstract = {{{abstract} at 84\\%.}}\n}}\n\n"
    )


def ris(number: int, words: list[str]) -> str:
    """Return a reference of RIS."""
    lines = [f"TI  - {' '.join(words[5:14])}", f"AU  - {words[1]}, {words[2]}", "PY  - 2007", f"AB  - {' '.join(words)}"]
    return "\n".join(["TY  - CONF", *lines, f"DO  - 10.1234/{number}", "ER  - ", "", ""])


def pubmed(number: int, words: list[str]) -> str:
    """Return an article of PubMed."""
    affiliation = f"<AffiliationInfo><Affiliation>{words[0]}</Affiliation></AffiliationInfo>"
    author = f"<Author><LastName>{words[1]}</LastName><ForeName>{words[2]}</ForeName>{affiliation}</Author>"
    mesh = "".join(
        f"<MeshHeading><DescriptorName>{word}</DescriptorName><QualifierName>x</QualifierName></MeshHeading>" for word in words[:10]
    )
    return (
        f"<PubmedArticle><MedlineCitation><PMID>{number}</PMID><Article><Journal><JournalIssue><PubDate><Year>2007</Year></PubDate>"
        f"</JournalIssue><Title>Journal</Title></Journal><ArticleTitle>{' '.join(words[5:14])}.</ArticleTitle><Abstract>"
        f"<AbstractText>{' '.join(words)}</AbstractText></Abstract><AuthorList>{author * 4}</AuthorList></Article>"
        f"<MeshHeadingList>{mesh}</MeshHeadingList></MedlineCitation></PubmedArticle>\n"
    )


FORMATS: dict[str, tuple[Callable[[int, list[str]], str], str, str]] = {
    "arxiv-dump": (arxiv, "", ""),
    "openalex": (openalex, "", ""),
    "semantic-scholar": (semantic_scholar, "", ""),
    "jsonl": (own, "", ""),
    "bibtex": (bibtex, "", ""),
    "ris": (ris, "", ""),
    "pubmed": (pubmed, "<PubmedArticleSet>\n", "</PubmedArticleSet>\n"),
}


def lines(make: Callable[[int, list[str]], str], count: int) -> Iterator[str]:
    """Yield the records of a dump."""
    chance = random.Random(2007)
    words = vocabulary(chance)
    for number in range(count):
        yield make(number, chance.choices(words, k=WORDS))


def dump(name: str, count: int, folder: Path) -> Path:
    """Write a dump unless it is there, and return its path."""
    path = folder / f"{name}-{count}"
    if not path.exists():
        make, before, after = FORMATS[name]
        with path.open("w", encoding="utf-8") as stream:
            stream.write(before)
            stream.writelines(lines(make, count))
            stream.write(after)
    return path


def measure(name: str, path: Path, *, corpus: bool) -> None:
    """Read a dump and print a row."""
    start = time.perf_counter()
    cpu = time.process_time()
    found = len(read(path)) if corpus else sum(isinstance(record, Paper) for record in records(path))
    seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    size = path.stat().st_size / 1e6
    what = f"{name}{' (corpus)' if corpus else ''}"
    print(
        f"{what:26s} {found:10,} {size:9,.0f} {seconds:8.1f} {found / seconds:10,.0f} {found / cpu:12,.0f} {peak:10,.0f}",
        flush=True,
    )


def main() -> None:
    """Parse the arguments and measure each format in its own process."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=1_000_000)
    parser.add_argument("--formats", nargs="+", choices=FORMATS, default=list(FORMATS))
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "kgbuild-dumps")
    parser.add_argument("--corpus", action="store_true")
    arguments = parser.parse_args()
    arguments.folder.mkdir(exist_ok=True)
    print(f"{'format':26s} {'records':>10s} {'MB':>9s} {'seconds':>8s} {'records/s':>10s} {'per CPU-s':>12s} {'peak MiB':>10s}")
    for name in arguments.formats:
        path = dump(name, arguments.records, arguments.folder)
        for corpus in (False, True) if arguments.corpus else (False,):
            process = multiprocessing.get_context("spawn").Process(target=measure, args=(name, path), kwargs={"corpus": corpus})
            process.start()
            process.join()


if __name__ == "__main__":
    main()
