"""The OAuth endpoints of both logins: dialogs, code exchanges, token exchanges, and what debug_token tells."""

from mock_server.engine.oauth.endpoints import endpoint_of

__all__ = ["endpoint_of"]
