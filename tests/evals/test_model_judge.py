"""evals/model_judge.py: every claim of a run is judged once, whatever the server does."""

import json
from pathlib import Path

import pytest

from assistant.settings import Settings
from evals.hand_labels import HandLabel
from evals.model_endpoint import open_model
from evals.model_judge import JUDGED, SUMMARY, cited_claims, claims_of, judge_claims, read_judged
from evals.model_summary import JudgeSummary
from ingest.errors import CannotJudge, Misuse
from tests.evals.model_server import FAILS, SLOW, no, serving, yes
from tests.evals.runs import MANIFEST, a_verdict
from ui.cli import main

LABELS = (
    HandLabel(text="right", language="en", quotes=("q",), supported=True, by="machine"),
    HandLabel(text="wrong", language="mt", quotes=("q",), supported=False, by="machine"),
)


def truthful(material):
    return no() if "wrong" in material["claim"] else yes()


@pytest.fixture
def answer(an_answer, cite):
    def answer(*texts, language="en", **changes):
        quotes = [cite("Corallia will test two services", 1), cite("BEP will test two services", 2)]
        pairs = [(text, (1, 2)) for text in texts]
        return an_answer(*pairs, citations=quotes, language=language, **changes)

    return answer


@pytest.fixture
def run_of(tmp_path):
    def run_of(*answers):
        folder = tmp_path / "runs" / "a-run"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "manifest.json").write_text(MANIFEST.model_dump_json(), encoding="utf-8")
        verdicts = [
            a_verdict(f"c{n}", answer.language, answer=answer) for n, answer in enumerate(answers)
        ]
        lines = "".join(verdict.model_dump_json() + "\n" for verdict in verdicts)
        (folder / "cases.jsonl").write_text(lines, encoding="utf-8")
        return folder

    return run_of


def model_of(server, name="m", timeout_s=20.0):
    settings = Settings(judge_url=server.url, judge_model=name)
    return open_model(settings, timeout_s=timeout_s, repeats=0)


def lines_in(path: Path):
    return path.read_text(encoding="utf-8").splitlines()


def test_every_claim_and_every_label_gets_three_votes(run_of, answer):
    folder = run_of(answer("a", "b wrong"), answer("ċ", language="mt"))
    seen = []
    with serving(truthful) as server:
        found = judge_claims(folder, model_of(server), LABELS, (), lambda *n: seen.append(n))

    assert len(server.requests) == 3 * 5
    assert {material["claim"] for material in server.materials()} == {
        *("a", "b wrong", "ċ", "right", "wrong")
    }
    assert sorted({request["seed"] for request in server.requests}) == [0, 1, 2]
    assert (found.claims.supported.n, found.claims.unsupported) == (3, 1)
    assert found.languages["mt"].supported.value == 1.0
    assert (found.agreement.percent, found.agreement.alpha) == (100.0, 1.0)
    assert seen == [(n, 5) for n in range(6)]
    assert JudgeSummary.model_validate_json((folder / SUMMARY).read_bytes()) == found


def test_garbage_failures_and_silence_are_errors_that_stay_in_the_denominator(run_of, answer):
    def moody(material):
        replies = {"garbage": "I think so.", "broken": FAILS, "slow": SLOW, "html": b"<p>"}
        if material["claim"] == "torn":
            return (yes(), no(), "?")[material["seed"]]
        return replies.get(material["claim"], yes())

    texts = ["good", "garbage", "broken", "good too", "slow", "torn", "html"]
    folder = run_of(answer(*texts))
    with serving(moody) as server:
        found = judge_claims(folder, model_of(server, timeout_s=0.5), (), workers=1)

    assert (found.claims.supported.n, found.claims.errors, found.claims.unsupported) == (7, 5, 0)
    assert found.claims.supported.value == round(2 / 7, 4)
    judged = {j.claim.text: j for j in read_judged(folder / JUDGED).values()}
    assert {v.fault for v in judged["garbage"].votes} == {"unreadable"}
    assert {v.fault for v in judged["slow"].votes} == {"no reply"}
    assert "out of order" in judged["broken"].votes[0].why


def test_what_is_judged_is_not_asked_again(run_of, answer):
    folder = run_of(answer("a", "garbage"))
    with serving(lambda m: "?" if m["claim"] == "garbage" else yes()) as server:
        first = judge_claims(folder, model_of(server), LABELS)
        asked = len(server.requests)
        again = judge_claims(folder, model_of(server), LABELS)
        run_of(answer("a", "garbage", "new"))
        judge_claims(folder, model_of(server), LABELS)

    assert again == first
    assert asked == 3 * 4
    assert [m["claim"] for m in server.materials()[asked:]] == ["new"] * 3


def test_what_got_no_reply_is_asked_again_and_the_later_judgement_counts(run_of, answer):
    folder = run_of(answer("a", "b"))
    with serving(lambda m: FAILS if m["claim"] == "b" else yes()) as server:
        assert judge_claims(folder, model_of(server), ()).claims.errors == 1
        server.rule = lambda _: no()
        found = judge_claims(folder, model_of(server), ())

    assert (found.claims.errors, found.claims.unsupported, found.claims.supported.n) == (0, 1, 2)
    assert len(server.requests) == 9
    assert len(lines_in(folder / JUDGED)) == 3


def test_a_torn_last_line_is_asked_again(run_of, answer):
    folder = run_of(answer("a", "b"))
    with serving(truthful) as server:
        first = judge_claims(folder, model_of(server), (), workers=1)
        whole = (folder / JUDGED).read_text(encoding="utf-8")
        (folder / JUDGED).write_text(whole[:-20], encoding="utf-8")
        assert judge_claims(folder, model_of(server), ()) == first

    assert len(server.requests) == 9
    assert (folder / JUDGED).read_text(encoding="utf-8") == whole


def test_another_model_judges_anew_and_figures_are_its_own(run_of, answer):
    folder = run_of(answer("a"))
    with serving(lambda _: yes()) as server:
        judge_claims(folder, model_of(server), ())
        server.rule = lambda _: no()
        found = judge_claims(folder, model_of(server, "other"), ())

    assert (found.model, found.claims.unsupported, found.claims.supported.n) == ("other", 1, 1)
    assert len(read_judged(folder / JUDGED)) == 2


def test_a_server_that_nobody_runs_stops_the_judging_soon_and_what_was_judged_is_kept(
    run_of, answer
):
    folder = run_of(answer(*(f"claim {n}" for n in range(40))))
    answered = {"claim 0", "claim 1"}
    with (
        serving(lambda m: yes() if m["claim"] in answered else FAILS) as server,
        pytest.raises(CannotJudge) as caught,
    ):
        judge_claims(folder, model_of(server), (), workers=1)

    assert f"{server.url}: 'm' does not reply" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(server.requests) < 3 * 10
    judged = read_judged(folder / JUDGED).values()
    assert sum(judgement.finding == "supported" for judgement in judged) == 2
    assert not (folder / SUMMARY).exists()


def test_the_same_claim_is_judged_once_and_has_its_first_case(answer):
    verdicts = [a_verdict("x", answer=answer("a")), a_verdict("y", answer=answer("a", "b"))]

    found = cited_claims(verdicts, ())

    assert {claim.text: case for claim, case in found.items()} == {"a": "x", "b": "y"}


def test_claims_can_be_of_some_languages_only(answer):
    verdicts = [
        a_verdict("x", answer=answer("a")),
        a_verdict("x", answer=answer("b", language="mt")),
    ]

    assert [claim.text for claim in cited_claims(verdicts, ("mt",))] == ["b"]


def test_only_what_an_answer_claims_is_judged(an_answer, answer, cite):
    assert list(claims_of(answer("a", status="not_in_corpus"))) == []
    assert list(claims_of(an_answer("Nothing is cited here."))) == []
    assert list(cited_claims([a_verdict(answer=None)], ())) == []


def test_a_claim_is_shown_with_its_lead_and_the_quotes_that_it_cites(answer, cite):
    told = answer("Two partners plan it:", "Corallia")
    lead = told.claims[0].model_copy(update={"shape": "lead"})
    item = told.claims[1].model_copy(update={"shape": "item", "markers": (1, 9)})
    first, second = claims_of(told.model_copy(update={"claims": (lead, item)}))

    assert (first.before, len(first.quotes)) == ("", 2)
    assert second.before == "Two partners plan it:"
    assert second.quotes == ("Corallia will test two services",)


def test_a_cell_of_a_table_is_shown_with_its_row_and_column(answer):
    told = answer("to test two services")
    cell = {"shape": "cell", "row": "Aim", "column": "**Help Desk**"}
    claims = (told.claims[0].model_copy(update=cell),)

    (shown,) = claims_of(told.model_copy(update={"claims": claims}))

    assert shown.text == "**Help Desk**, Aim: to test two services"


def test_a_run_without_claims_is_refused(run_of, an_answer):
    with serving(truthful) as server, pytest.raises(Misuse, match="no answer cites anything"):
        judge_claims(run_of(an_answer("Hello.")), model_of(server), LABELS)

    assert server.requests == []


def p4c(capsys, *arguments):
    with pytest.raises(SystemExit) as left:
        main(arguments)
    told = capsys.readouterr()
    return left.value.code or 0, told.out, told.err


def test_without_an_address_the_command_says_in_a_line_what_to_set(capsys):
    code, out, err = p4c(capsys, "eval", "judge")

    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert "P4C_JUDGE_URL" in err
    assert "P4C_JUDGE_MODEL" in err


def test_the_command_judges_a_run_and_tells_the_figures(run_of, answer, capsys, monkeypatch):
    folder = run_of(answer("a", "b wrong"))
    with serving(truthful) as server:
        monkeypatch.setenv("P4C_JUDGE_URL", server.url)
        monkeypatch.setenv("P4C_JUDGE_MODEL", "m")
        code, out, _ = p4c(capsys, "eval", "judge", str(folder))

    assert code == 0
    assert "All claims: 50.0% supported, n = 2, 1 not, 0 errors, 100.0% unanimous" in out
    assert "Hand labels (35 by machine)" in out
    assert "Do not rely on these verdicts" in out
    assert json.loads((folder / SUMMARY).read_bytes())["prompt"]
