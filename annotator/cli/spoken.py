"""click in two languages: help and usage errors say what resources/i18n/sentences.toml has for them.

A command's text is `cli.help_NAME`, an option's `cli.option_NAME`. They are looked up when help is shown: no start of
the program waits for them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import click

from annotator.errors import AnnotatorError
from annotator.sentences import explain, say


class Formatter(click.HelpFormatter):
    """click's layout with our headings."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix=say("cli.usage") + " ")

    def write_heading(self, heading: str) -> None:
        super().write_heading(say(f"cli.heading_{heading.lower()}"))


class Context(click.Context):
    """A context whose help is in the user's language."""

    def make_formatter(self) -> click.HelpFormatter:
        _speak(self.command, self)
        return Formatter(width=self.terminal_width, max_width=self.max_content_width)


class Command(click.Command):
    context_class = Context

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx  # not every error of click's parser knows where it was
            raise


class Group(click.Group):
    context_class = Context
    command_class = Command


def _speak(command: click.Command, context: click.Context) -> None:
    command.help = say(f"cli.help_{command.name}")
    for param in command.get_params(context):
        if isinstance(param, click.Option):
            param.help = say(f"cli.option_{param.name if param.name in _own(command) else 'help'}")
    for each in command.commands.values() if isinstance(command, click.Group) else ():
        each.help = say(f"cli.help_{each.name}")


def _own(command: click.Command) -> set[str | None]:
    return {param.name for param in command.params}


def usage(error: click.UsageError) -> list[str]:
    """What was asked wrongly, and how it is asked: the lines to show."""
    if isinstance(error, click.NoSuchOption):
        sentence = say("cli.no_option", option=error.option_name)
    elif isinstance(error, click.MissingParameter):
        sentence = say("cli.missing_argument", name=error.param.human_readable_name if error.param else "")
    elif isinstance(error, click.BadParameter):
        sentence = error.message
    elif isinstance(error, click.BadOptionUsage):
        sentence = say("cli.option_value", option=error.option_name)
    else:
        sentence = say("cli.wrong_usage")
    context = error.ctx
    if context is None:
        return [sentence]
    return [sentence, context.get_usage(), say("cli.see_help", command=context.command_path)]


class OneOf(click.ParamType):  # type: ignore[type-arg]
    """One of some names, asked for only when an option is read or its help shown; `code` refuses any other."""

    name = "name"

    def __init__(self, known: Callable[[], Iterable[str]], code: str) -> None:
        self._known = known
        self._code = code

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        known = list(self._known())
        if value not in known:
            self.fail(explain(AnnotatorError(self._code, name=value, known=", ".join(known))), param, ctx)
        return str(value)

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:
        return "NAME"  # there are too many to stand on a line; a wrong one is answered with the list


class Count(click.ParamType):  # type: ignore[type-arg]
    """A number from 1 up."""

    name = "n"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        text = str(value)
        # Not isdigit, which takes ² for a digit that int does not.
        if not text.isdecimal() or not int(text[:9]):
            self.fail(say("cli.not_a_count", value=text), param, ctx)
        return int(text[:9])


class Parsed(click.ParamType):  # type: ignore[type-arg]
    """A value that the core reads; what it refuses is wrong usage."""

    def __init__(self, name: str, parse: Callable[[str], Any]) -> None:
        self.name = name
        self._parse = parse

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        try:
            return self._parse(str(value))
        except AnnotatorError as error:
            self.fail(explain(error), param, ctx)
