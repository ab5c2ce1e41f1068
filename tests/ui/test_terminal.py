"""An answer at a terminal: its words, its caveats, and every quote with its place."""

from assistant.ask import ask
from ui.terminal import show_answer


def test_every_quote_is_printed_under_its_number(assistant, capsys):
    answer = ask("Who tests Permanent Offices?", assistant)

    show_answer(answer)

    printed = " ".join(capsys.readouterr().out.split())
    for citation in answer.citations:
        assert f"[{citation.marker}] {citation.title.split(':')[0]}" in printed
        assert " ".join(citation.quote.split()) in printed
    for caveat in answer.caveats:
        assert caveat.split(":")[0].replace("*", "") in printed


def test_a_comparison_is_a_table_at_a_terminal_too(assistant, capsys):
    answer = ask("What is the difference between Help Desk and Information Desk?", assistant)

    show_answer(answer)

    lines = capsys.readouterr().out.splitlines()
    head = next(number for number, line in enumerate(lines) if set(line.strip()) == {"─"})
    assert "Help Desk" in lines[head - 1] + lines[head - 2]
    assert "|" not in "".join(lines)
    for row in ("What it is", "Aim", "Who benefits"):
        assert any(line.strip().startswith(row) for line in lines[head:])
    assert max(len(line) for line in lines) <= 100
