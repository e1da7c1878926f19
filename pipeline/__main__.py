"""The command line: arguments in, commands called, one line for each mistake. No logic."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from datetime import date
from typing import NoReturn

from pipeline.cli.arguments import parser
from pipeline.cli.console import prepare_console
from pipeline.messages import PipelineError
from pipeline.model import Signer


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; 0 when all went well, 1 when a document or file failed, 2 for wrong arguments."""
    prepare_console()
    arguments = parser().parse_args(argv)
    from pipeline.cli import commands

    try:
        if arguments.command == "text":
            return commands.text(arguments.file)
        if arguments.command == "explain":
            return commands.explain(arguments.file, arguments.task, arguments.place)
        if arguments.command == "clean":
            return commands.clean(arguments.output)
        if arguments.command == "check-letter":
            return commands.check_letter(arguments.files)
        if arguments.command in ("check", "issue", "send"):
            return _gate(arguments)
        return _extract(arguments) if arguments.command == "extract" else _desk(arguments)
    except PipelineError as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:
        return 1
    except KeyboardInterrupt:
        return 130


def _extract(arguments: argparse.Namespace) -> int:
    from pipeline.batch.batch import Engine, extract
    from pipeline.contract import OUTPUTS
    from pipeline.options import Options

    only = tuple(arguments.only or OUTPUTS)
    given = (arguments.signer, arguments.position, arguments.authority)
    signer = Signer(*given) if any(given) else None
    options = Options(only, arguments.template, arguments.combined, arguments.pdf, arguments.by_agency, signer)
    engine = Engine(arguments.jobs, arguments.dask)
    return extract(arguments.inputs, arguments.output, arguments.date or date.today(), options, engine)


def _gate(arguments: argparse.Namespace) -> int:
    from pipeline.cli import gate

    command = {"check": gate.check_command, "issue": gate.issue_command, "send": gate.send_command}
    return command[arguments.command](arguments)


def _desk(arguments: argparse.Namespace) -> int:
    from pipeline.cli import desk

    if arguments.command == "learn":
        return desk.learn_command(arguments.sources)
    today, output = arguments.date or date.today(), arguments.output
    match arguments.command:
        case "correct":
            return desk.correct_command(arguments.file, arguments.plan, arguments.inputs, today)
        case "compare":
            return desk.compare_command(arguments.old, arguments.new, output)
        case "remind":
            return desk.remind_command(arguments.folders, output, arguments.inputs, today, arguments.within)
        case "report":
            return desk.report_command(arguments.folders, output, arguments.inputs, today)
        case "calendar":
            return desk.calendar_command(arguments.folders, output, today)
        case "share":
            return desk.share_command(arguments.folders, output, today)
        case "merge" | "accept" | "return" | "extend" | "carry-over":
            return _acts(arguments, today)
        case _:
            return desk.register_command(output, today)


def _acts(arguments: argparse.Namespace, today: date) -> int:
    from pipeline.cli import acts

    hand = acts.hand_of(today, arguments.by)
    if arguments.command == "merge":
        return acts.merge_command(arguments.files, arguments.plan, arguments.output, hand, arguments.prefer)
    if arguments.command == "carry-over":
        return acts.carry_over_command(arguments.old, arguments.new, hand)
    folder, agency = arguments.folder, arguments.agency
    if arguments.command == "accept":
        return acts.accept_command(folder, arguments.ids, agency, arguments.evidence, hand)
    if arguments.command == "return":
        return acts.return_command(folder, arguments.ids, agency, arguments.reason, hand)
    return acts.extend_command(
        folder, arguments.id, agency, arguments.to, arguments.by_document, arguments.refuse, hand
    )


def entry() -> NoReturn:
    """Run and leave without collecting garbage or tearing four libraries down: together a fifth of a short run."""
    gc.disable()
    code = main()
    sys.stdout.flush()
    sys.stderr.flush()
    if "joblib" in sys.modules:
        sys.exit(code)  # it clears up after its processes when Python ends
    os._exit(code)


if __name__ == "__main__":
    entry()
