"""The comments of a media."""

from __future__ import annotations

from tests.conftest import PHOTO, Emulator

# What instagram-graph-api asks of each comment unless it is told otherwise.
ALL = "hidden,id,like_count,media,replies,text,timestamp,user,username,from,parent_id,legacy_instagram_comment_id"


def test_a_client_may_ask_every_field(client: Emulator) -> None:
    """Fields that a comment lacks are left out: it answers none, and nobody that the app speaks for wrote it."""
    [comment] = client.get(f"/v25.0/{PHOTO}/comments", fields=ALL, limit=1).data

    assert set(ALL.split(",")) - comment.keys() == {"parent_id", "replies", "user"}
    assert comment["legacy_instagram_comment_id"].isdigit()
    assert comment["legacy_instagram_comment_id"] != comment["id"]
