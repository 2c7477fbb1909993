"""Which lines of a page its article is made of, after trafilatura, the best kept of the extractors for it.

It is imported inside, for it is slow to load; on a page it cannot read it has no say, and cleaning goes by the lines.
"""

from __future__ import annotations

import logging
import re

# Above this a page costs an extractor more than it can give; its lines are judged without it.
MAX_PAGE = 3_000_000
_MIN_CONTENT = 120
_KEY = re.compile(r"\W+")


class Content:
    """The text that an extractor took for the article's."""

    def __init__(self, text: str) -> None:
        self._lines = {key for line in text.split("\n") if (key := _KEY.sub("", line))}
        self._all = "\n".join(self._lines)

    def holds(self, line: str) -> bool | None:
        """Whether the line is part of the article; None for one too short to be told."""
        key = _KEY.sub("", line)
        if len(key) < 4:
            return None
        return key in self._lines or (len(key) >= 16 and key in self._all)


def find_content(html: str) -> Content | None:
    """What trafilatura takes for the article of a page; None when it finds none."""
    if not html or len(html) > MAX_PAGE:
        return None
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        text = trafilatura.extract(html, include_comments=False, include_tables=True, with_metadata=False)
    except Exception:
        # Hostile pages make it fail in ways it does not name; the lines are still there to be judged.
        return None
    return Content(text) if text and len(text) >= _MIN_CONTENT else None
