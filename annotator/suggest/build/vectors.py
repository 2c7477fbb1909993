"""Kiwi's own morpheme vectors, recovered from the similarities its interface gives.

The model of Kiwi (kiwipiepy_model) is under the Apache License 2.0; what is derived from it keeps its notice. Kiwi
gives the cosine of a morpheme with every other one. The cosines with enough anchor morphemes determine all vectors up
to a rotation, which a net that learns its own projection does not mind.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

_ANCHORS = 400
_FREQUENT = 20_000
_SMALLEST = 0.015
_SCALE = 4.0


def vectors(kiwi: Any, seed: int = 0) -> tuple[dict[str, int], npt.NDArray[np.float32]]:
    """Row by "form/tag", from 1 on; row 0 is the zero vector of what Kiwi does not know. Takes a minute or two."""
    morphemes = kiwi.most_similar_morphemes(0, 10**7)
    size = max(one.id for one in morphemes) + 1
    names: dict[str, int] = {}
    for one in sorted(morphemes, key=lambda one: one.id):
        names.setdefault(f"{one.form}/{one.tag}", one.id + 1)
    content = sorted({one.id for one in morphemes if one.id > 200 and one.tag in ("NNG", "NNP", "VV", "MAG", "VA")})
    anchors = sorted(np.random.default_rng(seed).choice(content, _ANCHORS, replace=False).tolist())
    cosines = np.zeros((size, _ANCHORS), np.float32)
    for column, anchor in enumerate(anchors):
        for one in kiwi.most_similar_morphemes(anchor, 10**7):
            cosines[one.id, column] = max(one.score, -1.0)
        cosines[anchor, column] = 1.0
    gram = cosines[anchors].astype(np.float64)
    values, axes = np.linalg.eigh((gram + gram.T) / 2)
    strong = values > _SMALLEST
    found = cosines @ (axes[:, strong] / np.sqrt(values[strong]))
    found = _SCALE * (found - found[:_FREQUENT].mean(0))
    return names, np.concatenate([np.zeros((1, found.shape[1])), found]).astype(np.float32)
