"""How Alembic runs the migrations: on the connection it is given, in one transaction."""

from __future__ import annotations

from alembic import context


def run() -> None:
    """Brings the store on the given connection up to date."""
    connection = context.config.attributes["connection"]
    with connection.begin():
        context.configure(connection=connection, version_table="riscontro_version", transactional_ddl=True)
        context.run_migrations()


run()
