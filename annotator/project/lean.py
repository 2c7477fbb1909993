"""Imports sqlite-utils without numpy and pandas.

sqlite-utils imports both wherever they are installed, to store values of their types. Nothing of theirs goes into a
project, and the window, which opens in less than a second, would wait a fifth of one for numpy and half of one for
pandas. So for the time of that one import they are not to be found. Whoever has imported them before keeps them.
"""

import sys

_hidden = {"numpy", "pandas"} - sys.modules.keys()
sys.modules.update(dict.fromkeys(_hidden))  # type: ignore[arg-type]  # None: an import of it is refused
try:
    import sqlite_utils  # noqa: F401
finally:
    for _name in _hidden:
        del sys.modules[_name]
