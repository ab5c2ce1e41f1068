"""What the server opened becomes what every reader's page asks and works on."""

from dataclasses import dataclass
from pathlib import Path

from assistant.assistant import Assistant
from assistant.settings import Settings, read_settings
from evals.baseline import BASELINE
from evals.golden_set import GOLDEN
from ingest.errors import CannotServe
from ui.run_in_background import BackgroundRun
from ui.signed_in import SignedIn
from ui.workshop import Workshop

THIS_MACHINE = ("127.0.0.1", "::1", "localhost")


@dataclass(frozen=True)
class Served:
    """What the pages of this process share; safe from many threads.

    `is_local` says that only this machine can reach the pages. Whoever opens them then may start
    runs and change the golden set, which `p4c eval` would let them do anyway. Documents are staff's
    alone: `signed_in` knows which sessions are theirs.
    """

    assistant: Assistant
    settings: Settings
    running: BackgroundRun
    signed_in: SignedIn
    workshop: Workshop
    golden: Path = GOLDEN
    baseline: Path = BASELINE
    is_local: bool = False

    @property
    def has_openid(self) -> bool:
        """Whether people can sign in by OpenID Connect."""
        return self.settings.oidc_metadata_url is not None


# Streamlit runs ui/app.py anew for each reader and hands it nothing: this is the one place that
# outlives those runs. It is written once, before the server listens.
_served: list[Served] = []


def hand_over(
    assistant: Assistant,
    settings: Settings | None = None,
    golden: Path = GOLDEN,
    baseline: Path = BASELINE,
    is_local: bool = False,
) -> Served:
    """Let the pages of this process ask this assistant, and work on these folders."""
    known = settings or read_settings()
    signed_in = SignedIn(known.home, known.staff_addresses)
    running, workshop = BackgroundRun(), Workshop()
    served = Served(assistant, known, running, signed_in, workshop, golden, baseline, is_local)
    _served[:] = [served]
    return served


def served_parts() -> Served:
    """All that the pages of this process share.

    Raises:
        CannotServe: the page was started without the server.
    """
    if not _served:
        raise CannotServe("ui/app.py: is not run by itself. Start the chat with `p4c chat`.")
    return _served[0]


def served_assistant() -> Assistant:
    """The assistant of this process, shared by all readers and safe from many threads.

    Raises:
        CannotServe: the page was started without the server.
    """
    return served_parts().assistant
