"""The catalogue as an OpenAPI document: one for each version and day."""

from mock_server.spec.assembly import document
from mock_server.spec.yaml_text import as_yaml

__all__ = ["as_yaml", "document"]
