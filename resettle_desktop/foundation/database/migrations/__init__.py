"""Alembic's folder: every format the file ever had, as steps from one to the next (see ``migrate``)."""
