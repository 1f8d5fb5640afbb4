"""The engine: a Graph request in, a Graph reply out. It knows no web framework, no sockets and no wall clock."""

from mock_server.engine.engine import Engine

__all__ = ["Engine"]
