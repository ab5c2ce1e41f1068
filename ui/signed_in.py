"""A password or a provider's word becomes a sign-in, which ends by itself."""

import threading
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path
from secrets import token_hex

from ui.attempts import Attempts
from ui.staff_accounts import folded, has_password, read_accounts

LONGEST_S = 8 * 3600.0
LONGEST_IDLE_S = 30 * 60.0
# An own clock and a provider's may differ by so much.
CLOCKS_APART_S = 120.0


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a password did not sign in: it was wrong, or it is not looked at before `wait_s`."""

    wait_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Login:
    """One sign-in. `hashed` is that of the account's password, None where a provider vouches."""

    name: str
    hashed: str | None
    began: float
    last: float
    has_ended: bool = False

    def is_over(self, now: float) -> bool:
        """Whether it lasted too long, or nothing was done for too long."""
        return self.has_ended or now - self.began > LONGEST_S or now - self.last > LONGEST_IDLE_S


class SignedIn:
    """Which of the sessions of this process are staff's; threads may share it.

    It lives in memory alone: after a restart everybody signs in again. What a browser holds is
    its session's id, which it was given by the server; a reload makes a new session.
    """

    def __init__(self, home: Path, addresses: Collection[str] = ()) -> None:
        """Know accounts from a home folder, and addresses that a provider may vouch for.

        Raises:
            Misuse: the file of wrong passwords cannot be read.
        """
        self._home = home
        self._addresses = frozenset(folded(address) for address in addresses)
        self._attempts = Attempts(home)
        self._trying = threading.Lock()
        self._changing = threading.Lock()
        self._logins: dict[str, Login] = {}
        self._sessions: dict[str, str] = {}

    def try_password(
        self, session: str, name: str, password: str, now: float, source: str = ""
    ) -> Refusal | None:
        """Sign a session in, or say why not; `source` is the network address that it comes from.

        One password is looked at at a time: it takes 64 MB, and guesses that come together must
        not pass before the first is counted.

        Raises:
            Misuse: a file of accounts or attempts cannot be read or written.
        """
        name = folded(name)
        with self._trying:
            wait_s = self._attempts.pause_s(name, source, now)
            if wait_s:
                return Refusal(wait_s)
            account = read_accounts(self._home).get(name)
            if not has_password(account, password) or account is None:
                self._attempts.count_wrong(name, source, now)
                return Refusal(self._attempts.pause_s(name, source, now))
            self._attempts.forget(name, source)
        self._begin(session, token_hex(), Login(account.name, account.hashed, now, now))
        return None

    def vouch(self, session: str, address: str, issued: float, now: float) -> bool:
        """Sign a session in whose address a provider vouched for; whether it is staff's.

        Args:
            session: the session's id.
            address: the e-mail address.
            issued: when the provider said so. All sessions of a browser share one sign-in by it,
                so that signing out in one ends the others too.
            now: the time.
        """
        if folded(address) not in self._addresses or issued > now + CLOCKS_APART_S:
            return False
        key = f"{folded(address)} {issued}"
        known = self._logins.get(key)
        self._begin(session, key, known or Login(folded(address), None, issued, now))
        return self.who(session, now) is not None

    def who(self, session: str, now: float) -> str | None:
        """The name of the member of staff whose session this is, or None if it is nobody's.

        Raises:
            Misuse: the file of accounts cannot be read.
        """
        login = self._logins.get(self._sessions.get(session, ""))
        if login is None or login.is_over(now):
            return None
        if login.hashed is None:
            return login.name if login.name in self._addresses else None
        account = read_accounts(self._home).get(login.name)
        return login.name if account and account.hashed == login.hashed else None

    def touch(self, session: str, now: float) -> None:
        """Note that somebody did something in a session: its time of rest begins anew."""
        with self._changing:
            key = self._sessions.get(session, "")
            if key in self._logins and not self._logins[key].is_over(now):
                self._logins[key] = replace(self._logins[key], last=now)

    def sign_out(self, session: str) -> None:
        """End the sign-in of a session."""
        with self._changing:
            key = self._sessions.pop(session, "")
            if key in self._logins:
                self._logins[key] = replace(self._logins[key], has_ended=True)

    def _begin(self, session: str, key: str, login: Login) -> None:
        with self._changing:
            self._logins = {
                known: each
                for known, each in self._logins.items()
                # One that ended is remembered for as long as a provider's word would count.
                if login.last - each.began <= LONGEST_S
            }
            self._sessions = {
                each: known for each, known in self._sessions.items() if known in self._logins
            }
            self._logins[key] = login
            self._sessions[session] = key
