"""Imports sqlite-utils without numpy and pandas.

sqlite-utils imports both wherever they are installed, to store values of their types. Nothing of theirs goes into a
project, and importing them would be a sixth of the time in which the window opens, with pandas half of it. So for the
time of that one import they are not to be found. Whoever has imported them before keeps them.
"""

import sys

_hidden = {"numpy", "pandas"} - sys.modules.keys()
sys.modules.update(dict.fromkeys(_hidden))  # type: ignore[arg-type]  # None: an import of it is refused
try:
    import sqlite_utils  # noqa: F401
finally:
    for _name in _hidden:
        del sys.modules[_name]
