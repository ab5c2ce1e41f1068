"""Short calls stay short: heavy packages are imported by the commands that need them only."""

import subprocess
import sys

import pytest

HEAVY = {"llama_index", "chromadb", "streamlit", "onnx", "onnxruntime", "uvicorn", "yaml"}
LISTING = """
import sys
from ui.cli import main
try:
    main({arguments!r})
finally:
    print(*sorted({{name.partition(".")[0] for name in sys.modules}}), file=sys.stderr)
"""


@pytest.mark.parametrize("arguments", [["--help"], ["ask", "--help"], ["chat", "--help"]])
def test_help_imports_nothing_heavy(arguments):
    script = LISTING.format(arguments=arguments)
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, encoding="utf-8"
    )

    assert done.returncode == 0, done.stderr
    assert "Usage: " in done.stdout
    imported = set(done.stderr.split())
    assert "typer" in imported
    assert imported & HEAVY == set()
