"""The whole command on parts of a corpus: whoever extracted which part, and in which order they meet, the graph is one."""

from pathlib import Path
from random import Random

import pytest
from commands import Run

from kgbuild.sample import sample


@pytest.mark.slow
@pytest.mark.parametrize(
    ("seed", "count", "suffixes"), [(1, 12, ("nt",)), pytest.param(2, 24, ("nt", "graphml"), marks=pytest.mark.slow)]
)
def test_parts_merged_in_any_order_give_the_same_files(
    run: Run, tmp_path: Path, seed: int, count: int, suffixes: tuple[str, ...]
) -> None:
    """Papers are extracted in two parts; however the parts' lines are put together, every export has the same bytes."""
    random = Random(seed)
    papers = [paper.model_dump_json(exclude={"sources"}) for paper in list(sample())[:count]]
    random.shuffle(papers)
    parts = []
    for number in range(2):
        lines = "".join(f"{paper}\n" for paper in papers[number::2])
        parts.append(run("extract", "-", "-o", "-", stdin=lines.encode()).stdout.splitlines(keepends=True))
    whole = [line for part in parts for line in part]
    written = []
    for turn in range(2):
        random.shuffle(whole)
        (tmp_path / f"{turn}.jsonl").write_bytes(b"".join(whole))
        for suffix in suffixes:
            run("export", str(tmp_path / f"{turn}.jsonl"), str(tmp_path / f"{turn}.{suffix}"), "--related")
        written.append([(tmp_path / f"{turn}.{suffix}").read_bytes() for suffix in suffixes])
    assert written[0] == written[1]
    assert b"relatedTo" in written[0][0]
