"""The register's whole history: earlier wordings, life events, old homes, lists beside ours, parked cases."""

from pathlib import Path

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    bind = op.get_bind()
    for statement in Path(__file__).with_suffix(".sql").read_text(encoding="utf-8").split("\n\n"):
        bind.exec_driver_sql(statement.rstrip().removesuffix(";"))
