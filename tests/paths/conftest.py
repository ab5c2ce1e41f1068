"""The golden questions, each asked once for all tests that judge answers."""

import pytest

from assistant.ask import ask
from assistant.settings import Settings
from evals.outcomes import Outcome
from evals.run import Askers, hold, plan
from evals.scoring import judge
from evals.workbench import open_workbench
from tests.conftest import CORPUS


@pytest.fixture(scope="session")
def bench(ready_home):
    """The assistant with the golden set and the sources that answers are checked against."""
    return open_workbench(Settings(corpus=CORPUS, home=ready_home))


@pytest.fixture(scope="session")
def asked(bench):
    """The assistant, with what was asked of it once remembered."""
    answers = {}

    def real(question, history):
        key = (question, *history)
        if key not in answers:
            answers[key] = ask(question, bench.assistant, history)
        return answers[key]

    return real


@pytest.fixture(scope="session")
def verdicts(bench, asked):
    """Every case in every language that it is told in, judged; planted documents aside."""
    cases = [case for case in bench.golden.cases.values() if not case.planted]
    outcomes: list[Outcome] = [
        hold(Askers(asked, asked), item) for item in plan(cases, variants=())
    ]
    return [judge(o, bench.golden.cases[o.case], bench.sources) for o in outcomes]
