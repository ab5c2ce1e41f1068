"""assistant/catalogue.py: the four files load, agree with the document, and name what is wrong."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from assistant.catalogue import Catalogue, load_catalogue
from assistant.catalogue_spans import evidence_in
from ingest.documents import describe
from ingest.errors import BadCatalogue
from ingest.readers import read

CORPUS = Path(__file__).parents[2] / "corpus"
PRACTICES = [
    "website-paca-innovation",
    "competence-centres",
    "help-desk",
    "scientific-group-intermediation",
    "trainings-and-mentorship",
    "structures-support",
    "co-location",
    "permanent-offices",
    "european-networking",
    "collective-booth",
    "mentorship-and-other-services",
    "project-oriented-funding",
    "contrat-de-croissance",
    "information-desk-funding",
    "business-intelligence",
]
PARTNERS = ["bep", "sophia-antipolis", "corallia", "bsc-kranj", "wrs-stuttgart", "mita", "estonia"]
NEVER_STATED = ["service_type", "cost", "duration", "staff", "results", "contact"]
NEVER_PLANNED = ["start_date", "duration", "cost", "results", "contact", "number_of_participants"]


@pytest.fixture(scope="module")
def bodies() -> dict[str, str]:
    document = describe(CORPUS / "documents" / "pooling4clusters.txt")
    return {document.id: read(document).body}


@pytest.fixture(scope="module")
def catalogue(bodies) -> Catalogue:
    return load_catalogue(CORPUS, bodies)


@pytest.fixture
def spoilt(tmp_path, bodies) -> Callable[..., str]:
    """Spoil one file of a copy with a function on its records; give the error's line."""

    def spoil(file, change) -> str:
        shutil.copytree(CORPUS / "catalogue", tmp_path / "catalogue", dirs_exist_ok=True)
        path = tmp_path / "catalogue" / file
        records = yaml.safe_load(path.read_text(encoding="utf-8"))
        by_id = {record.get("id", number): record for number, record in enumerate(records)}
        change(by_id)
        path.write_text(yaml.safe_dump(list(by_id.values()), allow_unicode=True), encoding="utf-8")
        with pytest.raises(BadCatalogue) as caught:
            load_catalogue(tmp_path, bodies)
        message = str(caught.value)
        assert "\n" not in message
        return message

    return spoil


def test_practices_and_partners_stand_in_the_order_of_the_document(catalogue):
    assert list(catalogue.practices) == PRACTICES
    assert [practice.number for practice in catalogue.practices.values()] == list(range(1, 16))
    assert list(catalogue.partners) == PARTNERS


def test_every_quote_is_the_text_at_its_span(catalogue, bodies):
    records = [*catalogue.practices.values(), *catalogue.partners.values()]
    records += [*catalogue.method.values(), *catalogue.not_facts]
    quotes = [evidence for record in records for _, evidence in evidence_in(record)]

    assert len(quotes) > 400
    for evidence in quotes:
        assert bodies[evidence.document][evidence.start : evidence.end] == evidence.quote


def test_every_title_is_its_quote(catalogue):
    for practice in catalogue.practices.values():
        assert practice.title.value == practice.title.evidence[0].quote


def test_what_the_document_never_states_is_not_stated(catalogue):
    for practice in catalogue.practices.values():
        assert {practice.fact(field).status for field in NEVER_STATED} == {"not_stated"}
    for partner in catalogue.partners.values():
        assert {partner.fact(field).status for field in NEVER_PLANNED} == {"not_stated"}


def test_an_origin_is_stated_for_two_practices_only(catalogue):
    stated = {
        practice.id: practice.facts.origin.value
        for practice in catalogue.practices.values()
        if practice.facts.origin.is_stated
    }

    assert stated == {
        "scientific-group-intermediation": "Belgium",
        "trainings-and-mentorship": "Slovenia",
    }


def test_six_practices_are_named_by_a_partner_as_its_test(catalogue):
    named = {
        (practice_id, tester.partner)
        for practice_id in catalogue.practices
        for tester in catalogue.testers_of(practice_id)
        if tester.status == "stated"
    }

    assert named == {
        ("scientific-group-intermediation", "estonia"),
        ("trainings-and-mentorship", "estonia"),
        ("permanent-offices", "corallia"),
        ("contrat-de-croissance", "corallia"),
        ("european-networking", "sophia-antipolis"),
        ("collective-booth", "bep"),
        ("collective-booth", "sophia-antipolis"),
    }


def test_testers_that_are_stated_come_before_inferred_ones(catalogue):
    testers = catalogue.testers_of("trainings-and-mentorship")

    assert [tester.partner for tester in testers] == ["estonia", "bep", "sophia-antipolis", "mita"]


def test_bsc_kranj_names_no_practice(catalogue):
    assert catalogue.tests_of("bsc-kranj") == ()
    assert catalogue.partner("bsc-kranj").facts.services.nearest


def test_the_country_of_only_one_partner_is_stated(catalogue):
    stated = [partner.id for partner in catalogue.partners.values() if partner.country.is_stated]

    assert stated == ["estonia"]
    assert catalogue.partner("estonia").facts.organisation.status == "not_stated"


def test_counts_carry_their_number(catalogue):
    counts = {record.id: record.number for record in catalogue.method.values() if record.number}

    assert counts == {
        "services-recorded": 96,
        "attributes-counted": 5,
        "practices-selected": 15,
        "minimum-per-partner": 2,
        "partners-counted": 7,
    }


def test_attributes_have_the_points_that_the_document_lists(catalogue):
    points = {
        record.id: len(record.points)
        for record in catalogue.method.values()
        if record.kind == "attribute" and record.fact.is_stated
    }

    assert points == {
        "attribute-cis": 3,
        "attribute-das": 3,
        "attribute-enterprises": 3,
        "attribute-repeatability": 2,
        "attribute-efficiency": 1,
    }
    assert catalogue.point("criterion-transfer").text.startswith("It has the potential")


def test_each_difference_quotes_both_halves(catalogue):
    for partner in catalogue.partners.values():
        languages = [half.language for half in partner.halves]
        assert partner.differences, partner.id
        for difference in partner.differences:
            assert [quote.language for quote in difference.evidence] == languages


@pytest.mark.parametrize(
    ("file", "ids"),
    [("practices.yaml", "practices"), ("partners.yaml", "partners"), ("method.yaml", "method")],
)
def test_every_key_of_the_english_language_files_is_an_id(catalogue, file, ids):
    keys = yaml.safe_load((CORPUS / "languages" / "en" / file).read_text(encoding="utf-8"))
    known = set(getattr(catalogue, ids))
    points = {point.id for record in catalogue.method.values() for point in record.points}

    assert keys
    assert set(keys) <= known | (points if ids == "method" else set())


def test_an_unknown_id_is_a_key_error(catalogue):
    with pytest.raises(KeyError):
        catalogue.practice("no-such-practice")


def test_a_wrong_span_names_file_record_and_field(spoilt):
    def move(records):
        quote = records["help-desk"]["facts"]["aim"]["evidence"][0]
        quote["start"] += 1
        quote["end"] += 1

    message = spoilt("practices.yaml", move)

    assert message.startswith("practices.yaml, help-desk, facts.aim.evidence.0: at ")
    assert "assistant.locate" in message


def test_a_span_of_another_length_names_file_record_and_field(spoilt):
    def lengthen(records):
        records["mita"]["name"]["evidence"][0]["end"] += 1

    assert spoilt("partners.yaml", lengthen).startswith("partners.yaml, mita, name.evidence.0: ")


def test_a_missing_field_names_file_record_and_field(spoilt):
    def drop(records):
        del records["co-location"]["facts"]["cost"]

    assert spoilt("practices.yaml", drop) == (
        "practices.yaml, co-location, facts.cost: Field required. "
        "Add the field; what no document states is `{status: not_stated}`."
    )


def test_a_field_that_is_no_field_is_named(spoilt):
    def add(records):
        records["bep"]["facts"]["budget"] = {"status": "not_stated"}

    message = spoilt("partners.yaml", add)

    assert message.startswith("partners.yaml, bep, facts.budget: ")
    assert message.endswith("Remove the field or correct its name.")


@pytest.mark.parametrize(
    ("fact", "reason"),
    [
        ({"status": "stated", "value": "10 euro"}, "a fact that is stated has value and evidence"),
        ({"status": "not_stated", "value": "10 euro"}, "has neither value nor evidence"),
        ({"status": "guessed"}, "Input should be 'stated', 'inferred' or 'not_stated'"),
    ],
)
def test_a_fact_that_breaks_its_status_is_refused(spoilt, fact, reason):
    def replace(records):
        records["help-desk"]["facts"]["cost"] = fact

    message = spoilt("practices.yaml", replace)

    assert message.startswith("practices.yaml, help-desk, facts.cost")
    assert reason in message


def test_an_inferred_fact_needs_a_note(spoilt):
    def silence(records):
        del records["mita"]["country"]["note"]

    message = spoilt("partners.yaml", silence)

    assert message.startswith("partners.yaml, mita, country: a fact that is inferred has a note")


def test_a_tester_that_is_no_partner_is_named(spoilt):
    def rename(records):
        records["permanent-offices"]["testers"][0]["partner"] = "coralia"

    assert spoilt("practices.yaml", rename) == (
        "practices.yaml, permanent-offices, testers: no partner 'coralia'. Correct the id."
    )


def test_a_test_of_no_practice_is_named(spoilt):
    def rename(records):
        records["corallia"]["tests"][0]["practice"] = "permanent-office"

    assert spoilt("partners.yaml", rename) == (
        "partners.yaml, corallia, tests: no practice 'permanent-office'. Correct the id."
    )


def test_practices_and_partners_must_agree_about_tests(spoilt):
    def forget(records):
        records["permanent-offices"]["testers"] = []

    message = spoilt("practices.yaml", forget)

    assert message.startswith("practices.yaml, permanent-offices, testers: 'corallia' is absent")


def test_a_form_that_has_no_phrase_is_refused(spoilt):
    def invent(records):
        records["permanent-offices"]["testers"][0]["how"]["value"] = ["dance"]

    assert "testers.0.how: forms ['dance'] are none of" in spoilt("practices.yaml", invent)


def test_a_document_that_the_corpus_lacks_is_named(spoilt):
    def rename(records):
        records[0]["document"] = "lost"

    message = spoilt("not_facts.yaml", rename)

    assert message.startswith("not_facts.yaml, record 1: the corpus holds no document 'lost'.")


def test_a_language_outside_the_24_is_named(spoilt):
    def rename(records):
        records["term-wrs"]["fact"]["evidence"][0]["language"] = "la"

    message = spoilt("method.yaml", rename)

    assert message.startswith("method.yaml, term-wrs, fact.evidence.0.language: language 'la'")


def test_an_id_that_stands_twice_is_named(spoilt):
    def double(records):
        records["again"] = records["term-ci"]

    message = spoilt("method.yaml", double)

    assert message == "method.yaml, term-ci, id: stands twice. Rename one record."


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("- id: [", "method.yaml: not YAML: "),
        ("", "method.yaml: no list of records."),
        ("id: one", "method.yaml: no list of records."),
        ("- just words", "method.yaml, record 1: "),
    ],
)
def test_a_file_that_is_no_list_of_records_is_one_line(tmp_path, bodies, text, reason):
    shutil.copytree(CORPUS / "catalogue", tmp_path / "catalogue")
    (tmp_path / "catalogue" / "method.yaml").write_text(text, encoding="utf-8")

    with pytest.raises(BadCatalogue) as caught:
        load_catalogue(tmp_path, bodies)

    assert str(caught.value).startswith(reason)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_missing_is_named(tmp_path, bodies):
    with pytest.raises(BadCatalogue, match=r"practices\.yaml: cannot be read"):
        load_catalogue(tmp_path, bodies)
