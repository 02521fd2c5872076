"""A PostgreSQL to test against: the one that POSTGRES_URL names, else a private one from the machine's own binaries."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa

MUST = "POSTGRES_REQUIRED"
"""Environment variable: set, a PostgreSQL that cannot be had is a failure."""


class NoServer(Exception):
    """Why there is no PostgreSQL."""


@contextlib.contextmanager
def postgres() -> Iterator[str]:
    """The URL of a server where bases can be made. Raises NoServer."""
    named = os.environ.get("POSTGRES_URL")
    if named:
        yield named
        return
    binaries = _binaries()
    folder = Path(tempfile.mkdtemp(prefix="riscontro-postgres-"))
    try:
        yield from _private(binaries, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _binaries() -> Path:
    found = [*sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: -float(p.parts[-3])), shutil.which("initdb")]
    if not found[0]:
        raise NoServer("no initdb was found (apt install postgresql, or set POSTGRES_URL)")
    return Path(found[0]).parent


def _private(binaries: Path, folder: Path) -> Iterator[str]:
    """A server of our own in a folder, on a free port of this machine alone; it ends with the tests."""
    user = _somebody(folder)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    data = folder / "data"
    _call(user, binaries / "initdb", "-D", data, "-U", "tester", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync")
    options = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={folder} -c fsync=off -c full_page_writes=off"
    _call(user, binaries / "pg_ctl", "-D", data, "-l", folder / "log", "-w", "-t", "30", "-o", options, "start")
    try:
        yield f"postgresql://tester@127.0.0.1:{port}/postgres"
    finally:
        _call(user, binaries / "pg_ctl", "-D", data, "-m", "immediate", "stop")


def _somebody(folder: Path) -> str | None:
    """PostgreSQL refuses to be run by root: another user then, whom the folder is given to."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    user = next((name for name in ("postgres", "nobody") if name in names), None)
    if user is None:
        raise NoServer("PostgreSQL refuses to be run by root, and there is no other user")
    shutil.chown(folder, user)
    return user


def _call(user: str | None, *command: object) -> None:
    done = subprocess.run(
        list(map(str, command)), user=user, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False
    )
    if done.returncode:
        raise NoServer(f"{Path(str(command[0])).name}: {done.stderr.strip().splitlines()[-1:] or done.returncode}")


@contextlib.contextmanager
def base(server: str, template: str = "template0") -> Iterator[str]:
    """The URL of a new base on a server, made like another one, which is dropped afterwards."""
    name = f"riscontro_{uuid.uuid4().hex[:12]}"
    admin = sa.create_engine(server.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with admin.connect() as connection:
        connection.exec_driver_sql(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    try:
        yield sa.make_url(server).set(database=name).render_as_string(hide_password=False)
    finally:
        with admin.connect() as connection:
            connection.exec_driver_sql(f'DROP DATABASE "{name}" WITH (FORCE)')
