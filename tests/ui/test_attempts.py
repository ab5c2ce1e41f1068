"""Pauses after wrong passwords, with a clock of our own."""

import pytest

from ingest.errors import Misuse
from ui.attempts import (
    ALL_SOURCES,
    FILE,
    LONGEST_PAUSE_S,
    ONE_NAME,
    ONE_SOURCE,
    PAUSE_S,
    ROWS,
    Attempts,
)

NOW = 1_800_000_000.0
HERE, THERE = "192.0.2.1", "198.51.100.7"


def count(attempts, name, times, source=HERE):
    for _ in range(times):
        attempts.count_wrong(name, source, NOW)


def test_five_wrong_passwords_bring_a_pause_for_this_name_only(tmp_path):
    attempts = Attempts(tmp_path)

    count(attempts, "mari", ONE_NAME.most - 1)
    assert attempts.pause_s("mari", HERE, NOW) == 0
    count(attempts, "mari", 1)

    assert attempts.pause_s("mari", HERE, NOW) == PAUSE_S
    assert attempts.pause_s("jüri", HERE, NOW) == 0
    assert attempts.pause_s("mari", HERE, NOW + PAUSE_S) == 0


def test_each_further_wrong_password_doubles_the_pause_up_to_a_day(tmp_path):
    attempts, now, pauses = Attempts(tmp_path), NOW, []
    count(attempts, "mari", ONE_NAME.most - 1)

    for _ in range(10):
        attempts.count_wrong("mari", HERE, now)
        pauses.append(attempts.pause_s("mari", HERE, now))
        now += pauses[-1]

    assert pauses[:3] == [PAUSE_S, 2 * PAUSE_S, 4 * PAUSE_S]
    assert pauses[-1] == LONGEST_PAUSE_S


def test_a_pause_outlasts_a_restart(tmp_path):
    count(Attempts(tmp_path), "mari", ONE_NAME.most)

    assert Attempts(tmp_path).pause_s("mari", HERE, NOW + 1) == PAUSE_S - 1


def test_the_right_password_and_a_quiet_day_forget_the_wrong_ones(tmp_path):
    attempts = Attempts(tmp_path)
    count(attempts, "mari", ONE_NAME.most - 1)
    count(attempts, "jüri", ONE_NAME.most - 1)

    attempts.forget("mari", HERE)
    attempts.count_wrong("mari", HERE, NOW)
    attempts.count_wrong("jüri", HERE, NOW + ONE_NAME.quiet_s + 1)

    assert attempts.pause_s("mari", HERE, NOW) == 0
    assert attempts.pause_s("jüri", HERE, NOW + ONE_NAME.quiet_s + 1) == 0


def test_whoever_guesses_elsewhere_keeps_nobody_out_here(tmp_path):
    attempts = Attempts(tmp_path)

    count(attempts, "mari", ONE_NAME.most + 5, THERE)

    assert attempts.pause_s("mari", THERE, NOW) > PAUSE_S
    assert attempts.pause_s("mari", HERE, NOW) == 0


def test_guesses_of_one_source_spread_over_many_names_pause_that_source(tmp_path):
    attempts = Attempts(tmp_path)

    for number in range(ONE_SOURCE.most):
        attempts.count_wrong(f"name{number}", THERE, NOW)

    assert attempts.pause_s("mari", THERE, NOW) == PAUSE_S
    assert attempts.pause_s("mari", HERE, NOW) == 0


def test_guesses_from_everywhere_pause_everybody_for_a_while(tmp_path):
    attempts = Attempts(tmp_path)

    for number in range(ALL_SOURCES.most):
        attempts.count_wrong("mari", f"192.0.2.{number}", NOW)

    assert attempts.pause_s("jüri", HERE, NOW) == PAUSE_S
    assert attempts.pause_s("jüri", HERE, NOW + PAUSE_S) == 0


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("192.0.2.1", "::ffff:192.0.2.1", True),
        ("", "testclient", True),
    ],
)
def test_addresses_of_one_network_are_one_source(tmp_path, one, other, same):
    attempts = Attempts(tmp_path)

    count(attempts, "mari", ONE_NAME.most, one)

    assert (attempts.pause_s("mari", other, NOW) > 0) == same


def test_made_up_names_cannot_fill_the_disk(tmp_path):
    attempts = Attempts(tmp_path)
    for number in range(2_000):
        attempts._rows[f"{number}"] = attempts._row("none").one_more(ONE_NAME, NOW)

    attempts.count_wrong("x" * 1_000_000 + "\ud800", HERE, NOW)

    assert (tmp_path / FILE).stat().st_size < 100 * ROWS


def test_a_file_that_holds_something_else_is_said(tmp_path):
    (tmp_path / FILE).write_text("[]", encoding="utf-8")

    with pytest.raises(Misuse, match="holds no wrong passwords"):
        Attempts(tmp_path)
