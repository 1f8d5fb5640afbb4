"""The value of each field of each type of node: a function of the object and the circumstances; None leaves it out."""

from __future__ import annotations

from mock_server.nodes.facebook_values import FACEBOOK_VALUES
from mock_server.nodes.instagram_values import INSTAGRAM_VALUES

VALUES = {**FACEBOOK_VALUES, **INSTAGRAM_VALUES}
