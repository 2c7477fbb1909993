"""Rebuilds the base tagger: `python -m annotator.suggest.build DATA [--out FOLDER]`.

DATA holds the four files named in `annotator.suggest.build.corpora`. Needs the extra `build` (torch); uses one thread
and takes about a quarter of an hour a net on one core, so three quarters with the default of two parts measured.
"""

from __future__ import annotations

import json
import time
from pathlib import Path

import click

from annotator.paths import resource


@click.command()
@click.argument("data", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--out", type=click.Path(path_type=Path), help="Where the model goes; the shipped one by default.")
@click.option("--folds", default=3, show_default=True, help="Parts of the labelled news, each kept aside in turn.")
@click.option("--measured", default=2, show_default=True, help="How many parts a net is trained for, only to measure.")
@click.option("--epochs", default=9, show_default=True)
@click.option("--seed", default=0, show_default=True, help="Chooses the anchor morphemes.")
def main(data: Path, out: Path | None, folds: int, measured: int, epochs: int, seed: int) -> None:
    """Trains on the public corpora in DATA, writes the model, prints its cross-validated scores as JSON."""
    import torch

    from annotator import morphology
    from annotator.suggest.build import material, recipe
    from annotator.suggest.build.vectors import vectors

    torch.set_num_threads(1)
    began = time.monotonic()

    def report(*values: object) -> None:
        click.echo(f"{time.monotonic() - began:6.0f} s  {' '.join(map(str, values[:2]))}", err=True)

    read = material.read(data)
    report("read")
    table = vectors(morphology._kiwi(), seed)
    report("vectors")
    final = recipe.train(read, recipe.lessons(read, read.known, report), table, epochs, report)
    folder = out or resource("models", "base")
    recipe.save(final, {}, folder)
    report("saved, not calibrated yet")
    parts = []
    for fold in range(min(measured, folds)):
        kept = read.news[fold::folds]
        away = {one.klue.id for one in kept}
        taught = recipe.lessons(read, [one for one in read.known if one.klue.id not in away], report)
        parts.append((recipe.train(read, taught, table, epochs, report).tagger, kept))
        report("fold", fold + 1)
    found = recipe.measure(parts)
    recipe.save(final, recipe.maps(found.scored), folder)
    text = json.dumps(found.summary(), indent=1)
    (folder / "scores.json").write_text(text + "\n", encoding="utf-8")
    click.echo(text)


main()
