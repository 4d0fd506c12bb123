"""``python -m benchmarks [NAME ...] [--json FILE]``: measure, print, and fail where a limit is missed."""

import argparse
import importlib
import json
import pkgutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import benchmarks
from benchmarks import REGISTRY, Figure, Unavailable


def main(arguments: Sequence[str]) -> int:
    """Run what was asked for; 0 when every limit holds, 1 when one is missed, 2 when no benchmark has such a name."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=benchmarks.__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="a figure's name or its beginning; all without one")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the figures to this file")
    options = parser.parse_args(arguments)
    for module in pkgutil.iter_modules(benchmarks.__path__):
        if module.name != "__main__":
            importlib.import_module(f"benchmarks.{module.name}")
    figures = []
    for figure in _measure(options.names):
        print(_line(figure), flush=True)
        figures.append(figure)
    if options.json is not None:
        rows = [
            {key: getattr(figure, key) for key in ("name", "value", "unit", "ratio", "against")} for figure in figures
        ]
        options.json.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    if options.names and not any(_related(name, wish) for name in REGISTRY for wish in options.names):
        print(
            f"no benchmark is called {' or '.join(options.names)}; there are {', '.join(sorted(REGISTRY))}",
            file=sys.stderr,
        )
        return 2
    return 0 if all(figure.holds for figure in figures) else 1


def _measure(wishes: Sequence[str]) -> Iterator[Figure]:
    def wanted(name: str) -> bool:
        return not wishes or any(name.startswith(wish) for wish in wishes)

    for name, run in sorted(REGISTRY.items()):
        if wishes and not any(_related(name, wish) for wish in wishes):
            continue
        try:
            for figure in run(wanted):
                if wanted(figure.name):
                    yield figure
        except Unavailable as reason:
            print(f"{name}: skipped, {reason}", file=sys.stderr)


def _related(name: str, wish: str) -> bool:
    return name.startswith(wish) or wish.startswith(name)


def _line(figure: Figure) -> str:
    limits = [f">= {figure.at_least:g}"] if figure.at_least is not None else []
    limits += [f"<= {figure.at_most:g}"] if figure.at_most is not None else []
    verdict = f"  [{' and '.join(limits)}: {'ok' if figure.holds else 'MISSED'}]" if limits else ""
    value = f"{figure.value:.4g} {figure.unit}"
    return f"{figure.name:<28} {value:>16}   {figure.ratio:6.3f} x {figure.against}{verdict}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
