"""The sample article that ships with the program, in a scratch project of its own.

`python -m annotator.samples` tokenises the sample anew for the tokenizer installed.
"""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path

from annotator.labels import load_preset
from annotator.morphology import chunks, tokenize, tokenizer_version
from annotator.paths import resource, user_data
from annotator.project import NewArticle, Project, operations
from annotator.tokens import encode

SAMPLE = "news.txt"
TOKENS = "news.tokens.json"


def scratch_path() -> Path:
    """Where the sample's project lives: among the program's own files, never among the user's."""
    return user_data() / "sample.annotator"


def is_scratch(project: Project | None) -> bool:
    return project is not None and Path(project.path) == scratch_path()


def open_scratch(name: str) -> Project:
    """The scratch project as the user left it, made with the sample (and `name`) when there is none yet."""
    path = scratch_path()
    if path.exists():
        return Project.open(path)
    # Imported here: the window starts with this module, and mostly finds the project made.
    from annotator.articles import clean, read_source

    project = Project.create(path, load_preset(resource("labels", "news.toml")), name=name)
    source = read_source(resource("samples", SAMPLE))
    result = operations.add_articles(project, [NewArticle(source=source, article=clean(source))])
    for article_id in result.added:
        article = project.article(article_id)
        tokens = shipped_tokens(article.text)
        if tokens:
            project.put_tokens(article_id, article.revision, tokenizer_version(), tokens)
    return project


def shipped_tokens(text: str) -> dict[tuple[int, int], bytes]:
    """The tokens that come with the sample: `(start, end)` in code points -> encoded tokens.

    Empty when they are not those of this text and this tokenizer; then the tokenizer does the work.
    """
    file = resource("samples", TOKENS)
    data = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    digest = hashlib.sha256(text.encode()).hexdigest()
    if data.get("tokenizer") != tokenizer_version() or data.get("text_sha256") != digest:
        return {}
    return {(start, end): base64.b64decode(tokens) for start, end, tokens in data["chunks"]}


def make_tokens(text: str) -> dict[str, object]:
    """What `shipped_tokens` reads: the tokens of `text`, with the tokenizer and the text they belong to."""
    return {
        "tokenizer": tokenizer_version(),
        "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
        "chunks": [
            [start, end, base64.b64encode(encode(tokenize([text[start:end]])[0])).decode()]
            for start, end in chunks(text)
        ],
    }


if __name__ == "__main__":
    from annotator.articles import clean, read_source

    made = make_tokens(clean(read_source(resource("samples", SAMPLE))).text)
    resource("samples", TOKENS).write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
