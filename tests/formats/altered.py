"""Records with some of their values gone wrong, for readers that must tell right from wrong."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

_NUMBERS = st.one_of(st.integers(-3, 40), st.just(2**63), st.sampled_from([0.0, 1.0, 2.5, 1e300]))
_WORDS = st.one_of(st.text("가a ,]}\r", max_size=5), st.text(max_size=5), st.sampled_from(["reject", "I-X"]))
_ODD = st.one_of(st.none(), st.booleans(), _NUMBERS, _WORDS)
_OTHER = st.one_of(_ODD, st.lists(_ODD, max_size=2), st.dictionaries(st.text(max_size=3), _ODD))


@st.composite
def altered(draw: st.DrawFn, record: dict[str, Any], least: int = 0) -> dict[str, Any]:
    """The record; `least` to three of its values, however deep, are gone or have become something else."""
    for _ in range(draw(st.integers(least, 3))):
        table: Any = record
        while table:
            name = draw(st.sampled_from(sorted(table) if isinstance(table, dict) else range(len(table))))
            if isinstance(table[name], (dict, list)) and table[name] and draw(st.booleans()):
                table = table[name]
                continue
            if draw(st.booleans()):
                del table[name]
            else:
                table[name] = draw(_OTHER)
            break
    return record
