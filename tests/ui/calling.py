"""A call of `p4c` becomes what it prints and its exit code, in a process of its own.

The process is forked from one that has imported what the commands import and run nothing: that
spares 0.7 processor seconds of `p4c docs` and 1.3 of `p4c add`. Commands that tests/test_docs.py
and tests/paths/test_no_network.py run are started as people start them, and one test of
tests/ui/test_cli.py starts those that are not among them.
"""

import multiprocessing
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from ui import cli

ROOT = Path(__file__).parents[2]
IMPORTED = (
    *("assistant.checkup", "assistant.intake_path", "evals.workbench", "ui.batch", "ui.terminal"),
    *("llama_index.core.vector_stores.types", "llama_index.vector_stores.chroma"),
)
PROCESSES = multiprocessing.get_context("forkserver")


def call(arguments, environment, given=""):
    """Run p4c with these arguments; like `subprocess.run` with its output captured."""
    PROCESSES.set_forkserver_preload([__name__, *IMPORTED])
    command = ["p4c", *map(str, arguments)]
    with tempfile.TemporaryDirectory() as name:
        pipes = [Path(name, pipe) for pipe in ("stdin", "stdout", "stderr")]
        for pipe, content in zip(pipes, (given or "", "", ""), strict=True):
            pipe.write_text(content, encoding="utf-8")
        process = PROCESSES.Process(target=be_called, args=(command, environment, pipes))
        process.start()
        process.join()
        said = [pipe.read_bytes().decode() for pipe in pipes[1:]]
    return subprocess.CompletedProcess(command, process.exitcode, *said)


def be_called(command, environment, pipes):
    """Be a process that was started by a shell: its streams, its folder, its environment."""
    for number, pipe in enumerate(pipes):
        opened = os.open(pipe, os.O_RDWR)
        os.dup2(opened, number)
        os.close(opened)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", closefd=False, buffering=1)  # noqa: SIM115
    os.chdir(ROOT)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = command
    try:
        cli.main(command[1:])
    finally:
        sys.stdout.flush()
