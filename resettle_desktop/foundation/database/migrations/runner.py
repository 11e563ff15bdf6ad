"""Alembic's own part, in a module by itself: importing it costs 25 ms that only an older file needs."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection


def run_steps(connection: Connection, folder: Path, revision: str) -> None:
    """Run all steps up to a revision inside the connection's transaction."""
    config = Config()
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
