"""Commands become calls; records become lines. The one place that prints, and prints errors."""

import json
import logging
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ingest.errors import Misuse, P4CError
from ui import cli_documents, cli_eval, cli_staff, cli_watch

# Heavy packages are imported inside the commands that need them: `p4c --help` stays quick.
if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from assistant.settings import Settings

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Ask the documents of POOLING4CLUSTERS, and look after them.",
)

app.add_typer(cli_documents.app)  # its commands are named as they are
app.add_typer(cli_watch.app)
app.add_typer(cli_eval.app, name="eval")
app.add_typer(cli_staff.app, name="staff")

Lang = Annotated[
    str | None, typer.Option("--lang", help="Answer in this language (ISO 639-1, for example mt).")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]


@app.command()
def ask(
    question: Annotated[str | None, typer.Argument(help="What you want to know.")] = None,
    as_json: AsJson = False,
    batch: Annotated[
        Path | None, typer.Option("--batch", help="Answer a file of JSON lines ('-': stdin).")
    ] = None,
    lang: Lang = None,
) -> None:
    """Ask a question, in any official EU language."""
    from assistant.ask import ask as ask_assistant
    from ui.batch import answer_line, check_language, read_lines
    from ui.terminal import show_answer

    if (question is None) == (batch is None):
        raise Misuse('ask: give either a question or --batch FILE, for example p4c ask "…".')
    check_language(lang)
    lines = None if batch is None else read_lines(batch)
    assistant = opened()
    if lines is None:
        answer = ask_assistant(question or "", assistant, language=lang)
        print(answer.contract_json()) if as_json else show_answer(answer)
        return
    failed = False
    for number, line in lines:
        text, ok = answer_line(number, line, assistant, lang)
        failed = failed or not ok
        print(text, flush=True)
    if failed:
        raise typer.Exit(1)


@app.command()
def chat(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.", min=1, max=65535)] = 8501,
) -> None:
    """Serve the chat in the browser."""
    from ui.server import serve

    serve(
        settings_now(),
        host,
        port,
        ready=lambda address: print(f"Chat: {address}", flush=True),
        say=lambda line: print(line, file=sys.stderr, flush=True),
    )


@app.command()
def sync(as_json: AsJson = False) -> None:
    """Bring the index up to date with the corpus."""
    from assistant.assistant import sync_all
    from ui.progress import progress_on_stderr

    with progress_on_stderr() as progress:
        report = sync_all(settings_now(), progress)
    cli_documents.finish(report, as_json)


@app.command()
def doctor(as_json: AsJson = False) -> None:
    """Check that corpus, catalogue and index agree; exit code 1 if they do not."""
    from assistant.checkup import check_all

    checks = check_all(settings_now())
    if as_json:
        print(json.dumps([check.as_record() for check in checks], ensure_ascii=False))
    else:
        print("\n".join(check.in_words() for check in checks))
    if any(check.severity == "error" for check in checks):
        raise typer.Exit(1)


def settings_now() -> "Settings":
    """The settings of this call."""
    from assistant.settings import read_settings

    return read_settings()


def opened() -> "Assistant":
    """The assistant; an index that is missing or damaged is built first, and that is said."""
    from assistant.assistant import open_assistant

    return open_assistant(settings_now(), lambda line: print(line, file=sys.stderr, flush=True))


def main(arguments: Iterable[str] | None = None) -> None:
    """Run a command; every error becomes one line on stderr and an exit code."""
    os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # pyright: ignore[reportAttributeAccessIssue]
    try:
        app(args=list(arguments) if arguments is not None else None)
    except P4CError as error:
        print(f"p4c: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # The reader of our output left (`p4c show … | head`): nothing is wrong.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:  # noqa: BLE001 (a bug: one line for the person, the rest in the log)
        log = log_bug()
        kind = type(error).__name__
        print(f"p4c: an unexpected fault ({kind}). Details are in {log}.", file=sys.stderr)
        sys.exit(1)


def log_bug() -> str:
    """Write the traceback of the exception at hand to a log; where that is, in words."""
    home = Path(os.environ.get("P4C_HOME") or ".p4c")
    try:
        home.mkdir(parents=True, exist_ok=True)
        path = home / "p4c.log"
        handler = logging.FileHandler(path, encoding="utf-8")
    except OSError:
        return "no log (the folder P4C_HOME cannot be written)"
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    logger = logging.getLogger("p4c")
    logger.addHandler(handler)
    logger.exception("unexpected fault")
    handler.close()
    return str(path)


if __name__ == "__main__":
    main()
