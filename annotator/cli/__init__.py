"""The command line: commands that are thin calls into the core, in the user's language."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper

import click

from annotator.cli import exchange as _exchange  # noqa: F401 -- registers its commands
from annotator.cli import search as _search  # noqa: F401 -- registers its command
from annotator.cli import suggesting as _suggesting  # noqa: F401 -- the same
from annotator.cli.commands import group
from annotator.cli.output import refuse, told
from annotator.cli.spoken import usage
from annotator.errors import AnnotatorError
from annotator.sentences import say


def names() -> list[str]:
    """The words that are commands."""
    return list(group.commands)


def run(words: Sequence[str]) -> int:
    """Runs `annotator WORDS`; the exit code: 0 when all went well, 1 when something did not, 2 for wrong usage.

    What went wrong is one sentence on stderr each, never a traceback.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # File names need not be text, and not every terminal has every character.
            stream.reconfigure(errors="backslashreplace")
    try:
        code = group.main(list(words), prog_name="annotator", standalone_mode=False)
        sys.stdout.flush()
        return int(code or 0)
    except click.UsageError as error:
        for line in usage(error):
            told(line)
        return 2
    except AnnotatorError as error:
        return refuse(error)
    except (KeyboardInterrupt, click.Abort):
        told(say("cli.interrupted"))
        return 130
    except SystemExit:
        return 1  # click met a broken pipe: whoever read our output has seen enough
    except BrokenPipeError:
        # The same in our own flush; Python's at the end must not fail on it again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        told(say("cli.system", reason=str(error)))
        return 1
    except Exception as error:
        told(say("cli.fault", reason=f"{type(error).__name__}: {error}"))
        return 1
