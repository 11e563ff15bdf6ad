"""A household's certificate is issued on a pre-printed sheet: its values alone stand in the kept bytes."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from resettle_desktop.households.use_cases.papers import CertificateDraft, issue_relocation_certificate
from resettle_desktop.printing.queries import paper_bytes
from resettle_desktop.printing.rules.forms import SHIPPED
from resettle_desktop.printing.use_cases.forms import UseFormDraft, use_form
from tests.households.town import Town


@pytest.mark.parametrize("form", SHIPPED)
def test_a_certificate_is_issued_on_a_pre_printed_sheet(town: Town, form: str) -> None:
    household = town.register(room="3-2-501")
    town.desk.do(use_form, UseFormDraft(form, in_use=True))
    uid = town.desk.do(issue_relocation_certificate, CertificateDraft(household, "子女入学"))
    with town.desk.store.reading() as session:
        (page,) = PdfReader(BytesIO(paper_bytes(session, uid))).pages
    said = page.extract_text()
    assert "子女入学" in said
    assert "特此证明" not in said
    assert "搬 迁 安 置 证 明" not in said
