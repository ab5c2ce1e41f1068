"""Progress goes to a terminal's stderr, and nowhere else."""

from ui.progress import progress_on_stderr


def test_nothing_is_drawn_where_stderr_is_no_terminal(capsys):
    with progress_on_stderr() as show:
        show("read", 1, 2)
        show("learn", 0, 0)

    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == ""
