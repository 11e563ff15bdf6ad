"""The first schema, frozen statement by statement beside this file as it was released."""

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    bind = op.get_bind()
    for statement in Path(__file__).with_suffix(".sql").read_text(encoding="utf-8").split("\n\n"):
        bind.exec_driver_sql(statement.rstrip().removesuffix(";"))
