"""Readers are fuzzed by atheris, each in its own process: `python -m tests.fuzz.run --seconds 600`.

Coverage of our readers and of the libraries below them steers what is tried next. A finding is
kept as a file; make a case of it in tests/data/fuzz once it is fixed. Prints one line a kind:
inputs tried, inputs in which text was found, findings, seconds.
"""

import argparse
import json
import logging
import subprocess
import sys
import tempfile
import time
import traceback
import warnings
from pathlib import Path

from tests.fuzz.corrupting import MOST_BYTES, corrupt, seeds

LIBRARIES = ("ingest", "pypdf", "openpyxl", "odf", "markdown_it", "zipfile", "csv")
MOST_SECONDS_AN_INPUT = 30
MOST_MEGABYTES = 2_500
KINDS = ("csv", "docx", "epub", "html", "md", "odt", "pdf", "pptx", "txt", "xlsx", "zip")


def main():
    """Give every kind its share of the time; exit 1 if anything was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=600, help="For all kinds together.")
    parser.add_argument("--kinds", nargs="*", choices=KINDS, default=KINDS)
    parser.add_argument("--folder", type=Path, help="Where findings go.")
    parser.add_argument("--one", choices=KINDS, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    folder = chosen.folder or Path(tempfile.mkdtemp(prefix="p4c-fuzz-"))
    if chosen.one:
        fuzz_here(chosen.one, folder, chosen.seconds)
        return
    tried = [fuzz(kind, folder, chosen.seconds // len(chosen.kinds)) for kind in chosen.kinds]
    findings = sorted((folder / "findings").glob("*"))
    print(f"all    {sum(tried):>8,} inputs, {len(findings)} files of findings in {folder}/findings")
    sys.exit(bool(findings))


def fuzz(kind, folder, seconds):
    """Fuzz one kind in a process of its own; what ends it is a finding, and another goes on."""
    corpus, findings, notes = folder / kind, folder / "findings", folder / f"{kind}.jsonl"
    corpus.mkdir(parents=True, exist_ok=True)
    findings.mkdir(exist_ok=True)
    for number, raw in enumerate(seeds(kind)):
        (corpus / str(number)).write_bytes(raw[:MOST_BYTES])
    began = time.monotonic()
    while (left := int(seconds - (time.monotonic() - began))) > 1:
        command = [sys.executable, "-m", "tests.fuzz.run", "--one", kind]
        command += ["--folder", str(folder), "--seconds", str(left)]
        with (folder / f"{kind}.log").open("ab") as log:
            subprocess.run(command, stdout=log, stderr=log, check=False)
    told = [json.loads(line) for line in notes.read_text(encoding="utf-8").splitlines()]
    tried, read = sum(one["tried"] for one in told), sum(one["read"] for one in told)
    found = len(list(findings.glob(f"*.{kind}")))
    print(
        f"{kind:<6} {tried:>8,} inputs, {read:>7,} read, {found} findings, {seconds} s", flush=True
    )
    return tried


def fuzz_here(kind, folder, seconds):
    """Fuzz in this process until the time is over; atheris never returns."""
    import atheris

    with atheris.instrument_imports(include=LIBRARIES):
        from tests.fuzz.target import try_bytes
    logging.disable()
    warnings.simplefilter("ignore")
    trial = Trial(kind, folder, try_bytes)

    def mutate(raw, most, seed):
        return corrupt(kind, raw, seed)[:most]

    options = [f"-max_total_time={seconds}", f"-max_len={MOST_BYTES}", "-len_control=0"]
    options += [f"-timeout={MOST_SECONDS_AN_INPUT}", f"-rss_limit_mb={MOST_MEGABYTES}"]
    options += [f"-artifact_prefix={folder}/findings/died-{kind}-", "-verbosity=0"]
    atheris.Setup([sys.argv[0], *options, str(folder / kind)], trial.run, custom_mutator=mutate)
    atheris.Fuzz()


class Trial:
    """What was tried in one process, written down as it goes on, for the process may die."""

    def __init__(self, kind, folder, try_bytes):
        self.kind, self.folder, self.try_bytes = kind, folder, try_bytes
        self.tried = self.read = 0
        self.notes = folder / f"{kind}.jsonl"
        self.place = self.notes.stat().st_size if self.notes.exists() else 0
        self.note()

    def run(self, raw):
        """Try one input; the first that raises an error at some line is kept."""
        try:
            self.read += self.try_bytes(self.kind, raw)
        except Exception as error:  # noqa: BLE001 (each is a finding)
            last = traceback.extract_tb(error.__traceback__)[-1]
            fault = f"{type(error).__name__}-{Path(last.filename).stem}-{last.lineno}.{self.kind}"
            kept = self.folder / "findings" / fault
            if not kept.exists():
                kept.write_bytes(raw)
        self.tried += 1
        if self.tried % 20 == 1:
            self.note()

    def note(self):
        """Write this process's line anew."""
        with self.notes.open("r+b" if self.notes.exists() else "wb") as file:
            file.seek(self.place)
            file.truncate()
            file.write(json.dumps({"tried": self.tried, "read": self.read}).encode() + b"\n")


if __name__ == "__main__":
    main()
