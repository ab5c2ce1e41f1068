"""The catalogue's value of a fact becomes the reader's language, in a few words."""

from assistant.catalogue import FORMS
from assistant.phrases import Phrases


def in_catalogue(text: str) -> str:
    """Mark a value of corpus/catalogue/practices.yaml: `make phrases` collects it by this name."""
    return text


# The values of the fields that practices are compared by. One that is missing here is shown as the
# document's own words.
VALUES = frozenset(
    {
        in_catalogue("Belgium"),
        in_catalogue("Companies can become members only by invitation of a cluster member."),
        in_catalogue("PACA Innovation, a governmental and regional initiative"),
        in_catalogue("PACA, a region by its name"),
        in_catalogue("Slovenia"),
        in_catalogue("The mentorship is available to any member of a cluster."),
        in_catalogue(
            "The support is given in cases where they manage collaborative projects between"
            " network members."
        ),
        in_catalogue("a member and its cluster initiative (CI) sign an agreement"),
        in_catalogue("all members of the cluster ecosystem"),
        in_catalogue("any member of a cluster (for the mentorship)"),
        in_catalogue("cluster initiatives (CIs)"),
        in_catalogue("cluster members"),
        in_catalogue("cluster members, in their innovation activities"),
        in_catalogue("companies"),
        in_catalogue("development agencies (DAs)"),
        in_catalogue(
            "employees in the Slovenian wood manufacturing sector or in non-wood companies"
        ),
        in_catalogue("enterprises"),
        in_catalogue("entrepreneurs with innovative projects"),
        in_catalogue("members of cluster initiatives (CIs)"),
        in_catalogue("members of the cluster"),
        in_catalogue("members of the cluster initiative (CI)"),
        in_catalogue("network members"),
        in_catalogue("networks and companies that wish to participate in European projects"),
        in_catalogue("research centres"),
        in_catalogue("scientific groups"),
        in_catalogue("staff of the development agency (DA)"),
        in_catalogue("that enterprises take an active part in new projects"),
        in_catalogue("the cluster"),
        in_catalogue("the cluster initiative (CI)"),
        in_catalogue("the manager of the cluster initiative (CI)"),
        in_catalogue(
            "to advise network members on technology and business opportunities, and to help to"
            " identify business and technology partners"
        ),
        in_catalogue("to attract new firms and talent for the region (by its title)"),
        in_catalogue("to attract new members for the clusters (its key aim)"),
        in_catalogue(
            "to be a facilitating hub for all members of the cluster ecosystem, and a reference"
            " point"
        ),
        in_catalogue(
            "to facilitate and strengthen business development and international cooperation"
        ),
        in_catalogue("to fill the gaps in knowledge, skills and competences of employees"),
        in_catalogue(
            "to help networks and companies that wish to participate in European projects"
        ),
        in_catalogue("to implement certain clustering activities"),
        in_catalogue("to strengthen the export orientation of enterprises"),
        in_catalogue("to support clustering and the innovation activities of the cluster members"),
        in_catalogue(
            "to support companies in finding a project leader with experience and management"
            " knowledge"
        ),
        in_catalogue("to support entrepreneurs in their innovative projects"),
        in_catalogue(
            "to support members in their search for information about funding opportunities"
        ),
        in_catalogue("to support the member by providing tailor-made services"),
    }
)


def value_in(phrases: Phrases, text: str) -> str | None:
    """A value in the reader's language; None if nobody has translated it."""
    return phrases(text) if text in VALUES or phrases.language == "en" else None


def forms_of(phrases: Phrases) -> dict[str, str]:
    """What each of the catalogue's words for how a practice is tested is called."""
    names = {
        "workshop": phrases("workshop"),
        "questionnaires": phrases("questionnaires"),
        "concrete": phrases("concrete implementation"),
        "field_testing": phrases("field test"),
        "adaptation": phrases("adaptation to local conditions"),
        "survey": phrases("survey of needs"),
        "solutions": phrases("offer of solutions"),
        "platform": phrases("common platform"),
        "programme": phrases("programme of actions abroad"),
        "training_programme": phrases("training programme"),
        "website": phrases("website"),
        "service": phrases("new service"),
    }
    return {form: names[form] for form in FORMS}
