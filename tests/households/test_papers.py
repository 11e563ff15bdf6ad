"""A household's certificate is issued as the file stands: the facts, the number, the bytes, the book."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from resettle_desktop.foundation.attachments import digest_of
from resettle_desktop.foundation.database.audit import verify_audit
from resettle_desktop.foundation.database.work import NOT_YOURS
from resettle_desktop.foundation.errors import Refusal
from resettle_desktop.households.queries import certificate_facts
from resettle_desktop.households.rules.papers import RELOCATION_CERTIFICATE
from resettle_desktop.households.use_cases.papers import CertificateDraft, issue_relocation_certificate
from resettle_desktop.office.rules import Role
from resettle_desktop.printing import queries
from resettle_desktop.printing.rules import Answer
from resettle_desktop.printing.use_cases import AnswerDraft, answer_print
from resettle_desktop.samples.township import fill_township, set_up_practice_office
from tests.kit.office import Desk, actor_of


@pytest.fixture
def households(desk: Desk) -> tuple[str, ...]:
    """Three households of the sample township."""
    set_up_practice_office(desk.store)
    return fill_township(desk.store, desk.actor, households=3)


def text_of(pdf: bytes) -> str:
    return "".join("".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages)


def test_the_certificate_says_what_the_file_says(desk: Desk, households: tuple[str, ...]) -> None:
    uid = desk.do(issue_relocation_certificate, CertificateDraft(households[0], " 子女入学 "))
    row = desk.ask(queries.paper, uid)
    pdf = desk.ask(queries.paper_bytes, uid)
    facts = desk.ask(certificate_facts, households[0], row.paper_date)
    assert row.number == "练搬证字〔2026〕1号"
    assert row.digest == digest_of(pdf)
    assert (row.subject_kind, row.subject_uid) == ("household", households[0])
    assert row.subject_label == f"{facts.head_name}家 {facts.household_number}"
    text = text_of(pdf)
    for words in (
        row.number,
        facts.household_number,
        facts.origin,
        facts.room_spoken,
        "本证明用于子女入学。",
    ):
        assert words in text
    for person in facts.members:
        assert person.name in text
        assert person.number is None or person.number not in text
    assert desk.ask(verify_audit).broken_at is None


def test_each_household_takes_the_next_number_and_a_spoiled_one_is_replaced(
    desk: Desk, households: tuple[str, ...]
) -> None:
    first, second, _ = (desk.do(issue_relocation_certificate, CertificateDraft(uid)) for uid in households)
    desk.do(answer_print, AnswerDraft(first, Answer.SPOILED, "000123"))
    again = desk.do(issue_relocation_certificate, CertificateDraft(households[0], replaces_uid=first))
    assert desk.ask(queries.paper, second).number == "练搬证字〔2026〕2号"
    assert desk.ask(queries.paper, again).number == "练搬证字〔2026〕4号"
    assert desk.ask(queries.paper, again).replaces == "练搬证字〔2026〕1号"
    book = desk.ask(queries.papers_of, (RELOCATION_CERTIFICATE.name,), households[0])
    assert [row.uid for row in book] == [again, first]


@pytest.mark.parametrize("use", ["长" * 41, "子女\x07入学"])
def test_what_it_is_for_is_checked(desk: Desk, households: tuple[str, ...], use: str) -> None:
    with pytest.raises(Refusal) as told:
        desk.do(issue_relocation_certificate, CertificateDraft(households[0], use))
    assert told.value.field == "use"
    assert desk.ask(queries.issued_papers, (RELOCATION_CERTIFICATE.name,)) == ()


@pytest.mark.parametrize("role", [Role.PARTY_CLERK, Role.ADMINISTRATOR, Role.AUDITOR])
def test_other_roles_do_not_issue_it(desk: Desk, households: tuple[str, ...], role: Role) -> None:
    with pytest.raises(Refusal, match=NOT_YOURS):
        desk.do(issue_relocation_certificate, CertificateDraft(households[0]), by=actor_of(role))


def test_a_household_nobody_registered_is_refused(desk: Desk, households: tuple[str, ...]) -> None:
    with pytest.raises(Refusal):
        desk.do(issue_relocation_certificate, CertificateDraft("0198c000-0000-7000-8000-00000000dead"))
