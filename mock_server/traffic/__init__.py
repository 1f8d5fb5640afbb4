"""How much an app has called: counted in rolling windows, told in usage headers, refused where a world says so."""

from __future__ import annotations

from mock_server.traffic.subject import Subject, subject_of
from mock_server.traffic.toll import Toll
from mock_server.traffic.traffic import Traffic

__all__ = ["Subject", "Toll", "Traffic", "subject_of"]
