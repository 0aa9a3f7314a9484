"""What a paper presents as new."""

import time

import pytest
from extract_fixtures import Read, Texts

from kgbuild.extract import extract
from kgbuild.extract.candidates.introductions import propose_introduced, propose_stated
from kgbuild.models import Paper


@pytest.mark.parametrize(
    ("title", "abstract", "expected"),
    [
        ("FooNet: A Network for Foos", "It is good.", ["FooNet"]),
        ("t", "We propose FooNet, which is fast.", ["FooNet"]),
        ("t", "In this paper, we introduce a novel FooBar Transformer for speech.", ["FooBar Transformer"]),
        ("t", "We build a corpus called SimpleWords from news.", ["SimpleWords"]),
        ("t", "We present a method dubbed Deep Sieve.", ["Deep Sieve"]),
        ("t", "This paper presents GraphMill, a library.", ["GraphMill", "GraphMill"]),
        ("t", "Our model FooBERT wins.", ["FooBERT"]),
        ("t", "It is hard. We propose to learn trees.", []),
        ("niksss at HinglishEval: Embeddings for Mixed Text", "We take part.", ["niksss"]),
        ("The Sieves@LT-EDI-2025", "We take part.", ["The Sieves"]),
        ("Mr. TyDi: A Benchmark", "It is multilingual.", ["Mr. TyDi"]),
        ("Learning at night", "We sleep.", []),
        ("How to learn: a very long question that a title asks of those who read it", "We think.", ["How to learn"]),
    ],
)
def test_introduced(read: Read, texts: Texts, title: str, abstract: str, expected: list[str]) -> None:
    """Titles with a colon, verbs of proposing and of naming, and appositions give names that end before the next clause."""
    document = read(title, abstract)
    assert texts(document, propose_introduced(document)) == expected


@pytest.mark.parametrize(
    ("title", "abstract", "expected"),
    [
        ("t", "We introduce GPT-2, a model.", ["GPT-2"]),
        ("t", "We introduce the Vision Transformer (ViT), which reads patches.", ["Vision Transformer"]),
        ("t", "We propose Deep Sieve Networks, a family of models.", ["Deep Sieve Networks"]),
        ("t", "Here we present Chinchilla, a smaller model.", ["Chinchilla"]),
        ("t", "This paper presents FooBERT.", ["FooBERT"]),
        ("Llama 2: Open Models", "It is open.", ["Llama 2"]),
        ("FooNet: A Network for Foos", "It is good.", ["FooNet"]),
        ("Citation: who is cited", "We count.", []),
        ("Beyond Accuracy: testing", "We test.", []),
        ("t", "We propose a Head-Mounted Display (HMD) calibration method.", []),
        ("t", "We propose Transformers for speech.", []),
        ("t", "We present results, a study and more.", []),
        ("t", "We collect SA-1B, a large dataset. We build on COCO, a dataset.", ["SA-1B"]),
        ("t", "We also release the FooQA, a new question answering benchmark.", ["FooQA"]),
        ("t", "We build FooNet, a large model. We further design BarNet.", ["FooNet", "BarNet"]),
        ("t", "We build on FooNet, a large model.", []),
        ("t", 'We propose "FooNet"--a fine-tuned network. We develop and release BarKit - a library.', ["FooNet", "BarKit"]),
        ("t", "We train much. We propose a GAN (a network) and a novel GAN, FooGAN.", []),
        ("t", "We introduce a large-scale benchmark, Happy Frames, with 8 tasks.", ["Happy Frames"]),
        ("t", "This paper presents a novel training method, called Learning to Modulate (L2M), that helps.", []),
        ("t", "This paper presents a novel training method, called Learning-to-Modulate (L2M).", ["Learning-to-Modulate"]),
        ("t", "We present an analysis by tuning a model, FooLM, and a task, Bar Counting, to count.", []),
        ("t", "Our method, FooNet, wins. Our model Foo2.5-Max follows.", ["FooNet"]),
    ],
)
def test_stated(read: Read, texts: Texts, title: str, abstract: str, expected: list[str]) -> None:
    """`We introduce X`, `we propose a method, X`, `our model X` and `X: …` as title state it where X looks like a name."""
    document = read(title, abstract)
    assert texts(document, propose_stated(document)) == expected


@pytest.mark.parametrize("piece", ["A", "A-", "A-A ", "Aa ", "A.", "We propose ", "a model, a ", "called "])
def test_no_text_takes_long(read: Read, piece: str) -> None:
    """No pattern runs away, at the greatest length that is read."""
    document = read("t", "We propose " + (piece * 20_000)[:19_000])
    begin = time.process_time()
    assert len([*propose_introduced(document), *propose_stated(document)]) < 5_000
    assert time.process_time() - begin < 2


def test_a_name_that_a_sentence_says_it_introduces_is_introduced_however_well_known() -> None:
    """`We introduce GPT-2` outweighs that GPT-2 is a model which papers mostly build on."""
    paper = Paper(title="Models of Language", abstract="We introduce GPT-2, a Transformer language model. It scales up GPT.")
    extraction = next(iter(extract([paper])))
    introduced = [extraction.entity(claim.object).name for claim in extraction.claims if claim.predicate == "introduces"]
    assert introduced == ["GPT-2"]
