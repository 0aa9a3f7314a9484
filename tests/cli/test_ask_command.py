"""`kgbuild ask`: answers without SPARQL."""

import json
import os
from pathlib import Path

import pytest
from commands import Run


def test_all_questions_are_listed(call: Run, sample_directory: Path) -> None:
    """With their titles and what they need."""
    done = call("ask", sample_directory)
    assert done.returncode == 0
    lines = done.stdout.decode().splitlines()
    assert sum("--" in line or line != "" for line in lines) > 25
    assert any(line.startswith("papers-using-model") and line.endswith("--model") for line in lines)


def test_a_question_is_answered(run: Run, sample_directory: Path) -> None:
    """In the formats of `query`, with names in any case."""
    done = run("ask", sample_directory, "introduced-by", "--entity", "bert", "--format", "json")
    (row,) = json.loads(done.stdout)["results"]["bindings"]
    assert row["paper"]["value"].endswith("/devlin2018bert")
    assert done.stderr.decode().splitlines()[-1] == "1 row"


def test_a_limit_says_that_there_is_more(call: Run, sample_directory: Path) -> None:
    """As in `query`."""
    done = call("ask", sample_directory, "entities", "--limit", "2")
    assert len(done.stdout.decode().splitlines()) == 4
    assert "there are more" in done.stderr.decode()


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["papers-using-modle"], "did you mean papers-using-model"),
        (["papers-using-model"], "needs --model"),
        (["papers-using-model", "--model", "BRET"], "did you mean BERT"),
        (["papers-using-model", "--modle", "BERT"], "No such option"),
        (["unsure-edges", "--below", "half"], "is not a number such as 0.5"),
        (["overview", "--format", "ttl"], "not ttl"),
    ],
)
def test_a_mistake_is_said_with_a_way_to_mend_it(call: Run, sample_directory: Path, args: list[str], said: str) -> None:
    """Never a traceback, and nothing on standard output."""
    done = call("ask", sample_directory, *args)
    assert done.returncode in {1, 2}
    assert said in done.stderr.decode()
    assert b"Traceback" not in done.stderr
    assert done.stdout == b""


def test_a_graph_that_is_not_there_is_said(call: Run) -> None:
    """Already when the questions are listed."""
    done = call("ask", "nowhere")
    assert done.returncode == 1
    assert b"kgbuild build" in done.stderr


def test_each_question_has_its_help(call: Run, sample_directory: Path) -> None:
    """What it answers, its parameters and an example."""
    text = call("ask", sample_directory, "best-result", "--help").stdout.decode()
    assert "Best reported result" in text
    assert "--dataset DATASET" in text
    assert "Example:" in text


@pytest.mark.parametrize(
    ("typed", "offered"), [("ask demo papers-us", "papers-using-model"), ("ask demo best-result --m", "--metric")]
)
def test_a_shell_completes_questions_and_their_parameters(
    run: Run, monkeypatch: pytest.MonkeyPatch, typed: str, offered: str
) -> None:
    """The completion script that `kgbuild completion` prints asks for these."""
    monkeypatch.setitem(os.environ, "_KGBUILD_COMPLETE", "bash_complete")
    monkeypatch.setitem(os.environ, "COMP_WORDS", f"kgbuild {typed}")
    monkeypatch.setitem(os.environ, "COMP_CWORD", str(len(typed.split())))
    assert offered in run().stdout.decode()
