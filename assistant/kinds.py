"""Kinds of question: what each is about, which field it asks for, with which names it goes."""

from collections.abc import Mapping

# Kinds that make no sense without a practice, a partner, or both.
OF_PRACTICE = frozenset({"practice", "testers", "provider", "beneficiaries", "aim", "access"})
OF_PARTNER = frozenset({"partner"})
OF_BOTH = frozenset({"partner_practice"})
OF_TWO = frozenset({"compare"})
# Kinds that ask for one field, of a practice, a partner or the project: by the catalogue's names.
FIELDS: Mapping[str, str] = {
    "provider": "provider",
    "beneficiaries": "beneficiaries",
    "aim": "aim",
    "access": "access_conditions",
    "origin": "origin",
    "service_type": "service_type",
    "cost": "cost",
    "duration": "duration",
    "date": "date",
    "contact": "contact",
    "results": "results",
    "staff": "staff",
    "scores": "scores",
    "participants": "participants",
    "person": "person",
    "legal": "legal",
    "technology": "detail",
}

# Kinds of example that are told apart only because one middle cannot stand for both: a question on
# European calls or on clusters elsewhere is off the subject as one on the weather is.
SORTED_UNDER: Mapping[str, str] = {"elsewhere": "off_subject"}

# Kinds that can be meant when a practice or a partner is named, and no others.
WITH_PRACTICE = OF_PRACTICE | OF_BOTH | OF_TWO | FIELDS.keys() | {"need", "vague"}
WITH_PARTNER = (
    OF_PARTNER | {"its_counts"} | OF_BOTH | (FIELDS.keys() - OF_PRACTICE) | {"off_subject", "need"}
)
WITH_PLACE = WITH_PARTNER | {"planner"}
