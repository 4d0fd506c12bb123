import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import benchmarks
from benchmarks import Figure, Unavailable, Wanted
from benchmarks.__main__ import main


@pytest.fixture(autouse=True)
def registry(monkeypatch: pytest.MonkeyPatch) -> dict[str, benchmarks.Benchmark]:
    only: dict[str, benchmarks.Benchmark] = {}
    monkeypatch.setattr(benchmarks, "REGISTRY", only)
    monkeypatch.setattr("benchmarks.__main__.REGISTRY", only)
    monkeypatch.setattr("pkgutil.iter_modules", lambda _: [])
    return only


def figures(*values: Figure) -> benchmarks.Benchmark:
    def run(_: Wanted) -> Iterator[Figure]:
        yield from values

    return run


def test_figures_are_printed_and_written_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    benchmarks.benchmark("a.b")(figures(Figure("a.b", 12.5, "ms", 1.25, "bare", at_most=2)))
    assert main(["--json", str(tmp_path / "out.json")]) == 0
    assert json.loads((tmp_path / "out.json").read_text()) == [
        {"name": "a.b", "value": 12.5, "unit": "ms", "ratio": 1.25, "against": "bare"}
    ]
    assert "12.5 ms" in capsys.readouterr().out


def test_a_missed_limit_fails_the_run(capsys: pytest.CaptureFixture[str]) -> None:
    benchmarks.benchmark("a")(figures(Figure("a.x", 1, "ms", 2.1, "bare", at_most=2)))
    benchmarks.benchmark("b")(figures(Figure("b.x", 1, "read", 0.9, "bare", at_least=1)))
    assert main(["a"]) == main(["b"]) == 1
    assert capsys.readouterr().out.count("MISSED") == 2


def test_a_name_may_be_the_beginning_of_a_benchmark_or_of_one_figure(capsys: pytest.CaptureFixture[str]) -> None:
    benchmarks.benchmark("a.read")(figures(Figure("a.read.x", 1, "u", 1, "p"), Figure("a.read.y", 1, "u", 1, "p")))
    benchmarks.benchmark("c")(figures(Figure("c", 1, "u", 1, "p")))
    assert main(["a"]) == main(["a.read.x"]) == 0
    out = capsys.readouterr().out
    assert (out.count("a.read.x"), out.count("a.read.y"), out.count("\nc")) == (2, 1, 0)


def test_an_unknown_name_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["nothing"]) == 2
    assert "nothing" in capsys.readouterr().err


def test_what_is_not_available_is_skipped_with_its_reason(capsys: pytest.CaptureFixture[str]) -> None:
    def run(_: Wanted) -> Iterator[Figure]:
        yield from ()
        raise Unavailable("no pictures")

    benchmarks.benchmark("a")(run)
    assert main([]) == 0
    assert "no pictures" in capsys.readouterr().err


def test_two_benchmarks_of_one_name_are_refused() -> None:
    benchmarks.benchmark("a")(figures())
    with pytest.raises(ValueError, match="two benchmarks"):
        benchmarks.benchmark("a")(figures())
