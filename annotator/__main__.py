"""The entry point above both clients: a known command goes to the command line, files or nothing to the window."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Sequence
from pathlib import Path


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs `annotator ARGUMENTS`; returns the exit code.

    A first argument that names a command is one, even when a file of that name lies here: `./new` opens the file.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    from annotator import cli

    if words and (words[0] in cli.names() or words[0].startswith("-")):
        return cli.run(words)
    return _window([Path(word) for word in words])


def _window(paths: list[Path]) -> int:
    from annotator import cli
    from annotator.sentences import say

    for path in paths:
        if not os.path.exists(path):  # unlike Path.exists it never raises, however long the name
            return _refuse(say("window.no_file", path=str(path)))
    if not has_display():
        return _refuse(say("window.no_display", commands=", ".join(cli.names())))
    try:
        from annotator.ui import app, platform_plugin

        platform_plugin.load()
    except ImportError as error:
        # Qt's wheels leave a few system libraries to the system.
        return _refuse(say("window.no_library", reason=str(error)))
    return app.run(paths)


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1


def has_display() -> bool:
    """Whether a window can be shown: on Linux that a display is named and, where it is a local socket, answers."""
    platform = (os.environ.get("QT_QPA_PLATFORM") or "xcb").split(":")[0]
    if sys.platform in ("win32", "darwin") or platform not in ("xcb", "wayland"):
        return True
    if os.environ.get("WAYLAND_DISPLAY"):
        return True
    display = os.environ.get("DISPLAY", "")
    host, colon, number = display.partition(":")
    if not colon:
        return False
    if host not in ("", "unix"):
        return True  # somebody else's screen: Qt will say
    path = f"/tmp/.X11-unix/X{number.split('.')[0]}"
    # The abstract socket of the same name serves where /tmp is private.
    return any(_answers(address) for address in (path, "\0" + path))


def _answers(address: str) -> bool:
    try:
        with socket.socket(socket.AF_UNIX) as probe:
            probe.settimeout(1)
            probe.connect(address)
    except OSError:
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
