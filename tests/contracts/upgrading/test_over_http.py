"""Both commands once over a socket, against a server whose control plane is locked."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Thread

import click
import pytest
from click.testing import CliRunner
from werkzeug.serving import make_server

from contracts.upgrading.command import diff, upgrade
from mock_server.app import create_app
from tests.contracts.upgrading.conftest import EVE


@pytest.fixture
def url() -> Iterator[str]:
    server = make_server("127.0.0.1", 0, create_app(now=EVE, admin_token="sesame"), threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_over_http(url: str) -> None:
    def run(*arguments: str) -> tuple[int, str]:
        group = click.Group(commands=[upgrade, diff])
        result = CliRunner().invoke(group, [*arguments, "--target", url, "--admin-token", "sesame"])
        assert result.stderr == ""
        return result.exit_code, result.stdout.splitlines()[-1]

    scenario = ("upgrade", "--from", "v21.0", "--to", "v22.0", "metric-retired-overnight")
    assert run(*scenario) == (1, "3 requests: 2 would break")
    assert run("diff", "v21.0", "v22.0") == (1, "4 breaking changes, 0 new")
