"""Suggestions that learn: what a window, a command or a script needs of them.

    from annotator.suggest.suggester import Example, Suggester
    from annotator.suggest.evaluation import evaluate

    suggester = Suggester.load()                                  # 0.5 s; AnnotatorError("suggest.damaged")
    suggester.suggest(text, tokens, segments, rejected=marks)     # -> list[Suggestion], none crossing another
    suggester.learn([Example(key, text, tokens, marks)])          # True when it trained
    suggester.forget([key])                                       # marks undone, article removed
    suggester.look(text, tokens, segments)                        # the same, and how sure it is: which article next
    suggester.held_out(fold)                                      # every fifth article, as shipped and learnt
    evaluate(gold, predicted)                                     # exact and overlap P/R/F1, confusion

`tokens` are Kiwi's, ordered, in code points of `text` (chunks of a project shifted by their start); `segments` are
stretches no suggestion leaves. Marks are `(start, end, label)`. Nothing here loads Kiwi or imports Qt; learning holds
the interpreter's lock, so it belongs in a worker process, to which `service` is the window's way: nothing is imported
here, for the window needs none of the rest, numpy least of all.
"""

import os

# The matrices of a sentence are small: threads of numpy's own wait for each other ten times as long as they work
# (measured), and bulk work has a process for every core. Whoever sets a number keeps it. Set before anything imports
# numpy, which counts its threads then.
for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")
