"""Whether Qt's plugin for the screen can be loaded: Qt itself ends the process when it cannot."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

from PySide6.QtCore import QLibraryInfo


def load() -> None:
    """Loads the plugin for X11 where it will be the one; ImportError names the system library that is missing.

    Elsewhere, and under Wayland, which has Qt try X11 next, there is nothing to find out beforehand.
    """
    platform = (os.environ.get("QT_QPA_PLATFORM") or "xcb").split(":")[0]
    if not sys.platform.startswith("linux") or platform != "xcb" or os.environ.get("WAYLAND_DISPLAY"):
        return
    plugin = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath), "platforms", "libqxcb.so")
    if plugin.exists():
        try:
            ctypes.CDLL(str(plugin))
        except OSError as error:
            raise ImportError(str(error)) from error
