"""Pauses after wrong passwords, with a clock of our own."""

import pytest

from ingest.errors import Misuse
from ui.attempts import ALL_NAMES, FILE, LONGEST_PAUSE_S, ONE_NAME, PAUSE_S, ROWS, Attempts

NOW = 1_800_000_000.0


def count(attempts, name, times, now=NOW):
    for _ in range(times):
        attempts.count_wrong(name, now)


def test_five_wrong_passwords_bring_a_pause_for_this_name_only(tmp_path):
    attempts = Attempts(tmp_path)

    count(attempts, "mari", ONE_NAME.most - 1)
    assert attempts.pause_s("mari", NOW) == 0
    count(attempts, "mari", 1)

    assert attempts.pause_s("mari", NOW) == PAUSE_S
    assert attempts.pause_s("jüri", NOW) == 0
    assert attempts.pause_s("mari", NOW + PAUSE_S) == 0


def test_each_further_wrong_password_doubles_the_pause_up_to_a_day(tmp_path):
    attempts, now, pauses = Attempts(tmp_path), NOW, []
    count(attempts, "mari", ONE_NAME.most - 1)

    for _ in range(10):
        attempts.count_wrong("mari", now)
        pauses.append(attempts.pause_s("mari", now))
        now += pauses[-1]

    assert pauses[:3] == [PAUSE_S, 2 * PAUSE_S, 4 * PAUSE_S]
    assert pauses[-1] == LONGEST_PAUSE_S


def test_a_pause_outlasts_a_restart(tmp_path):
    count(Attempts(tmp_path), "mari", ONE_NAME.most)

    assert Attempts(tmp_path).pause_s("mari", NOW + 1) == PAUSE_S - 1


def test_the_right_password_and_a_quiet_day_forget_the_wrong_ones(tmp_path):
    attempts = Attempts(tmp_path)
    count(attempts, "mari", ONE_NAME.most - 1)
    count(attempts, "jüri", ONE_NAME.most - 1)

    attempts.forget("mari")
    attempts.count_wrong("mari", NOW)
    attempts.count_wrong("jüri", NOW + ONE_NAME.quiet_s + 1)

    assert attempts.pause_s("mari", NOW) == 0
    assert attempts.pause_s("jüri", NOW + ONE_NAME.quiet_s + 1) == 0


def test_guesses_spread_over_many_names_pause_everybody_for_a_while(tmp_path):
    attempts = Attempts(tmp_path)

    for number in range(ALL_NAMES.most):
        attempts.count_wrong(f"name{number}", NOW)

    assert attempts.pause_s("mari", NOW) == PAUSE_S
    assert attempts.pause_s("mari", NOW + PAUSE_S) == 0


def test_made_up_names_cannot_fill_the_disk(tmp_path):
    attempts = Attempts(tmp_path)
    for number in range(2_000):
        attempts._rows[f"{number}"] = attempts._row("none").one_more(ONE_NAME, NOW)

    attempts.count_wrong("x" * 1_000_000 + "\ud800", NOW)

    assert (tmp_path / FILE).stat().st_size < 100 * ROWS


def test_a_file_that_holds_something_else_is_said(tmp_path):
    (tmp_path / FILE).write_text("[]", encoding="utf-8")

    with pytest.raises(Misuse, match="holds no wrong passwords"):
        Attempts(tmp_path)
