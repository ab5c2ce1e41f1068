"""Who is signed in, with a clock of our own."""

import threading

import pytest

from ui.attempts import ONE_NAME, PAUSE_S
from ui.signed_in import LONGEST_IDLE_S, LONGEST_S, Refusal, SignedIn
from ui.staff_accounts import put_account, remove_account

NOW = 1_800_000_000.0
PASSWORD = "kass istub kohvitassis"
ADDRESS = "mari@example.ee"


@pytest.fixture
def home(tmp_path):
    put_account(tmp_path, "mari", PASSWORD)
    return tmp_path


@pytest.fixture
def signed_in(home):
    return SignedIn(home, [ADDRESS])


def test_the_right_password_signs_in_this_session_and_no_other(signed_in):
    assert signed_in.try_password("one", " MARI ", PASSWORD, NOW) is None

    assert signed_in.who("one", NOW) == "mari"
    assert signed_in.who("two", NOW) is None
    assert signed_in.who("", NOW) is None


@pytest.mark.parametrize("name", ["mari", "nobody", "", "../../etc/passwd"])
def test_a_wrong_password_signs_nobody_in_and_says_the_same_for_every_name(name, signed_in):
    assert signed_in.try_password("one", name, "wrong", NOW) == Refusal(0)

    assert signed_in.who("one", NOW) is None


@pytest.mark.parametrize("name", ["mari", "nobody"])
def test_in_a_pause_not_even_the_right_password_is_looked_at(name, signed_in):
    for _ in range(ONE_NAME.most):
        signed_in.try_password("one", name, "wrong", NOW)

    assert signed_in.try_password("one", name, PASSWORD, NOW + 1) == Refusal(PAUSE_S - 1)
    assert signed_in.who("one", NOW + 1) is None


def test_guesses_that_come_together_are_counted_one_by_one(signed_in):
    refused = []

    def guess():
        refused.append(signed_in.try_password("one", "mari", "wrong", NOW))

    threads = [threading.Thread(target=guess) for _ in range(ONE_NAME.most + 5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sum(each.wait_s == 0 for each in refused) == ONE_NAME.most - 1


def test_a_sign_in_ends_after_eight_hours_whatever_is_done(signed_in):
    signed_in.try_password("one", "mari", PASSWORD, NOW)
    for passed in range(0, int(LONGEST_S) + 1, 900):
        signed_in.touch("one", NOW + passed)

    assert signed_in.who("one", NOW + LONGEST_S) == "mari"
    assert signed_in.who("one", NOW + LONGEST_S + 1) is None


def test_a_sign_in_ends_after_half_an_hour_without_anything_done(signed_in):
    signed_in.try_password("one", "mari", PASSWORD, NOW)

    assert signed_in.who("one", NOW + LONGEST_IDLE_S) == "mari"
    later = NOW + LONGEST_IDLE_S + 1
    assert signed_in.who("one", later) is None

    signed_in.touch("one", later)
    assert signed_in.who("one", later) is None


def test_signing_out_ends_it(signed_in):
    signed_in.try_password("one", "mari", PASSWORD, NOW)

    signed_in.sign_out("one")

    assert signed_in.who("one", NOW) is None


@pytest.mark.parametrize(
    "change",
    [
        lambda home: remove_account(home, "mari"),
        lambda home: put_account(home, "mari", "teine hea parool siin"),
    ],
)
def test_it_ends_when_the_account_goes_or_gets_another_password(change, signed_in, home):
    signed_in.try_password("one", "mari", PASSWORD, NOW)

    change(home)

    assert signed_in.who("one", NOW) is None


def test_a_restart_signs_everybody_out(signed_in, home):
    signed_in.try_password("one", "mari", PASSWORD, NOW)

    assert SignedIn(home).who("one", NOW) is None


def test_an_address_of_staff_that_a_provider_vouches_for_is_signed_in(signed_in):
    assert signed_in.vouch("one", "Mari@Example.ee", NOW - 60, NOW)

    assert signed_in.who("one", NOW) == ADDRESS


@pytest.mark.parametrize(
    ("address", "issued"),
    [
        ("kati@example.ee", NOW),
        ("", NOW),
        (ADDRESS, NOW - LONGEST_S - 1),
        (ADDRESS, 0.0),
        (ADDRESS, NOW + 3600),
    ],
)
def test_other_addresses_and_words_that_are_too_old_or_of_tomorrow_are_not(
    address, issued, signed_in
):
    assert not signed_in.vouch("one", address, issued, NOW)

    assert signed_in.who("one", NOW) is None


@pytest.mark.parametrize(
    "end",
    [
        lambda signed_in: (signed_in.sign_out("one"), NOW),
        lambda signed_in: (None, NOW + LONGEST_IDLE_S + 1),
    ],
)
def test_a_provider_s_word_of_before_signs_nobody_in_again_after_the_end(end, signed_in):
    signed_in.vouch("one", ADDRESS, NOW - 60, NOW)
    signed_in.vouch("two", ADDRESS, NOW - 60, NOW)

    _, now = end(signed_in)

    assert not signed_in.vouch("three", ADDRESS, NOW - 60, now)
    assert [signed_in.who(session, now) for session in ("one", "two", "three")] == [None] * 3
    assert signed_in.vouch("four", ADDRESS, now, now)


def test_a_provider_s_word_is_still_refused_when_others_have_signed_in_since(signed_in):
    signed_in.vouch("one", ADDRESS, NOW, NOW)
    signed_in.sign_out("one")

    signed_in.try_password("two", "mari", PASSWORD, NOW + LONGEST_S - 1)

    assert not signed_in.vouch("one", ADDRESS, NOW, NOW + LONGEST_S - 1)
