"""The help page and the usage errors, in the language spoken. Their texts are the messages `help.COMMAND.PARAMETER`."""

import difflib
from typing import Any

import typer
from rich.console import Console
from rich.console import Group as Together
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from typer.core import TyperCommand, TyperGroup

from pipeline.cli.console import Refusal
from pipeline.messages import knows, say


class Command(TyperCommand):
    """A command whose help page is ours."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        formatter.write(_rendered(ctx))


class Group(TyperGroup):
    """A group of commands whose help page is ours."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        formatter.write(_rendered(ctx))

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if not args and not ctx.resilient_parsing:  # which is how a line is completed
            print(_rendered(ctx))
            raise typer.Exit(2)
        return super().parse_args(ctx, args)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args[0] not in self.commands and not ctx.resilient_parsing:
            close = difflib.get_close_matches(args[0], self.commands)
            raise Refusal(say("usage.command", name=args[0]) + _guess(close) + "\n" + usage(ctx))
        return super().resolve_command(ctx, args)


def usage(ctx: Any) -> str:
    """The line that shows how a command is called, with what it cannot do without."""
    words = [ctx.command_path]
    for param in ctx.command.params:
        if param.param_type_name == "argument":
            words.append(_metavar(param) if param.required else f"[{_metavar(param)}]")
        elif param.required:
            words.append(f"{param.opts[0]} {_metavar(param)}")
    words.append(say("help.options_metavar"))
    if isinstance(ctx.command, TyperGroup):
        words.append(say("help.command_metavar"))
    return f"{say('help.usage')} {' '.join(words)}"


def explain(error: Any) -> list[str]:
    """A usage error of the parser in clear words, with the way to the help page."""
    lines = [_reason(error)]
    if error.ctx is not None:
        lines += [usage(error.ctx), say("usage.hint", command=error.ctx.command_path)]
    return lines


def _reason(error: Any) -> str:
    match type(error).__name__:
        case "MissingParameter":
            return say("usage.missing", what=label(error.param))
        case "NoSuchOption":
            return say("usage.option", name=error.option_name) + _guess(error.possibilities)
        case "BadParameter" if error.param is not None:
            return say("usage.value", what=label(error.param))
        case "BadOptionUsage":
            return say("usage.no_value", what=error.option_name)
    return say("usage.extra")


def _guess(names: Any) -> str:
    return " " + say("usage.guess", names=", ".join(sorted(names))) if names else ""


def label(param: Any) -> str:
    """How a parameter is written on a line: its option or its place, and what it takes."""
    return _metavar(param) if param.param_type_name == "argument" else f"{param.opts[0]} {_metavar(param)}".strip()


def _metavar(param: Any) -> str:
    if getattr(param, "is_flag", False):
        return ""
    word = param.metavar or param.name.upper()
    word = say(f"metavar.{word}") if knows(f"metavar.{word}") else word
    return f"{word}..." if param.nargs == -1 else word


def _rendered(ctx: Any) -> str:
    console = Console(highlight=False)
    with console.capture() as capture:
        console.print(_page(ctx))
    return capture.get().rstrip("\n")


def _page(ctx: Any) -> Together:
    name = "_".join(ctx.command_path.split()[1:]) or "recense"
    commands = []
    if isinstance(ctx.command, TyperGroup):
        prefix = "" if name == "recense" else f"{name}_"
        commands = [(command, say(f"help.{prefix}{command}.about").split("\n")[0]) for command in ctx.command.commands]
    params = ctx.command.params
    arguments = [(_metavar(p), say(f"help.{name}.{p.name}")) for p in params if p.param_type_name == "argument"]
    options = [(label(p), say(f"help.{name}.{p.name}")) for p in params if p.param_type_name == "option"]
    options.append(("--help", say("help.help")))
    return Together(
        Text(usage(ctx), style="bold"),
        Padding(Text(say(f"help.{name}.about")), (1, 0, 1, 2)),
        *_section("help.commands", commands),
        *_section("help.arguments", arguments),
        *_section("help.options", options),
        *([Text(say(f"help.{name}.after"))] if knows(f"help.{name}.after") else []),
    )


def _section(title: str, lines: list[tuple[str, str]]) -> list[Any]:
    if not lines:
        return []
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, style="cyan")
    table.add_column()
    for name, about in lines:
        table.add_row(Text(name), Text(about))
    return [Text(say(title), style="bold"), Padding(table, (0, 0, 1, 2))]
