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
