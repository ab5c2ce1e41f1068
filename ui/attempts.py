"""Wrong passwords become pauses that grow with each further one, and outlast a restart."""

import hashlib
import ipaddress
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.private_file import read_private, write_private
from ingest.errors import Misuse

FILE = "attempts.json"
PAUSE_S = 15 * 60.0
LONGEST_PAUSE_S = 24 * 3600.0
# Names are counted in so many rows: made-up names cannot fill the disk, and a name without an
# account is paused just like one that has one, so that nobody learns which these are.
ROWS = 4096
EVERYBODY = "all"


@dataclass(frozen=True, slots=True)
class Rule:
    """From `most` wrong passwords on there is a pause; `quiet_s` without one forgets them."""

    most: int
    quiet_s: float


# A name is counted apart for each source: else anybody could keep staff out with one wrong password
# a day. Who tries many names, or from many places, meets the other two.
ONE_NAME = Rule(most=5, quiet_s=24 * 3600.0)
ONE_SOURCE = Rule(most=20, quiet_s=3600.0)
ALL_SOURCES = Rule(most=100, quiet_s=3600.0)


class Tally(BaseModel):
    """How many wrong passwords there were, when the last one was, and when the pause ends."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    wrong: int = 0
    last: float = 0.0
    until: float = 0.0

    def one_more(self, rule: Rule, now: float) -> "Tally":
        """The tally after another wrong password."""
        forgotten = now - self.last > rule.quiet_s
        wrong = 1 if forgotten else self.wrong + 1
        beyond = wrong - rule.most
        pause = min(PAUSE_S * 2.0 ** min(beyond, 16), LONGEST_PAUSE_S)
        return Tally(wrong=wrong, last=now, until=now + pause if beyond >= 0 else 0.0)


class Tallies(BaseModel):
    """All tallies of a home folder, as they stand in its file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rows: dict[str, Tally] = {}


class Attempts:
    """The wrong passwords of a home folder. Its one user takes turns: see `ui/signed_in.py`."""

    def __init__(self, home: Path) -> None:
        self._path = home / FILE
        self._rows = self._read()

    def pause_s(self, name: str, source: str, now: float) -> float:
        """How many seconds to wait before a password for this name is looked at; 0: none."""
        until = max(self._row(row).until for row in rules_of(name, source))
        return max(0.0, until - now)

    def count_wrong(self, name: str, source: str, now: float) -> None:
        """Keep that a password for this name was wrong.

        Raises:
            Misuse: it cannot be kept.
        """
        for row, rule in rules_of(name, source).items():
            self._rows[row] = self._row(row).one_more(rule, now)
        self._write()

    def forget(self, name: str, source: str) -> None:
        """Forget a name's wrong passwords from a source that gave the right one.

        Raises:
            Misuse: it cannot be kept.
        """
        if self._rows.pop(row_of(f"{name} {network_of(source)}"), None):
            self._write()

    def _row(self, row: str) -> Tally:
        return self._rows.get(row, Tally())

    def _read(self) -> dict[str, Tally]:
        text = read_private(self._path)
        try:
            return dict(Tallies.model_validate_json(text).rows) if text else {}
        except ValidationError as error:
            problem = f"{self._path}: holds no wrong passwords."
            raise Misuse(f"{problem} Delete it and start the chat again.") from error

    def _write(self) -> None:
        write_private(self._path, Tallies(rows=self._rows).model_dump_json())


def rules_of(name: str, source: str) -> dict[str, Rule]:
    """The rows that a password for a name from a source is counted in, and what holds for each."""
    network = network_of(source)
    return {
        row_of(f"{name} {network}"): ONE_NAME,
        f"from {row_of(network)}": ONE_SOURCE,
        EVERYBODY: ALL_SOURCES,
    }


def network_of(source: str) -> str:
    """Whose address it is: one of IPv6 stands for its network, where anybody has any of them."""
    try:
        address = ipaddress.ip_address(source)
    except ValueError:  # none is known, as on this machine
        return ""
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ipaddress.ip_network((int(address), 64), strict=False))


def row_of(key: str) -> str:
    """The row that a name or a network is counted in."""
    return str(int.from_bytes(hashlib.sha256(key.encode("utf-8", "replace")).digest()[:4]) % ROWS)
