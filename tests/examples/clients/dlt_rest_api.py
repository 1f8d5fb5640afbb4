"""dlt's generic REST source: the host is part of its configuration.

A media without insights answers 400; the source skips it and goes on.
"""

import os
from typing import Any

from dlt.sources.rest_api import rest_api_source
from dlt.sources.rest_api.typing import RESTAPIConfig

EMULATOR = os.environ.get("INSIGHTS_MOCK_URL", "http://127.0.0.1:8080")

instagram: RESTAPIConfig = {
    "client": {
        "base_url": f"{EMULATOR}/v25.0/",
        "auth": {"type": "api_key", "name": "access_token", "api_key": "EAAmock-reader", "location": "query"},
        "paginator": {"type": "json_link", "next_url_path": "paging.next"},
    },
    "resources": [
        {
            "name": "media",
            "primary_key": "id",
            "endpoint": {
                "path": "17841400000000001/media",
                "params": {"fields": "id,timestamp", "limit": 50},
                "data_selector": "data",
            },
        },
        {
            "name": "media_insights",
            "include_from_parent": ["id"],
            "endpoint": {
                "path": "{resources.media.id}/insights",
                "params": {"metric": "reach"},
                "data_selector": "data",
                "paginator": "single_page",
                "response_actions": [{"status_code": 400, "action": "ignore"}],
            },
        },
    ],
}


def rows(resource: str) -> list[dict[str, Any]]:
    """Everything that a resource yields; a pipeline would load it into a destination."""
    return list(rest_api_source(instagram).with_resources(resource))


if __name__ == "__main__":
    reach = {row["_media_id"]: row["values"][0]["value"] for row in rows("media_insights")}
    print(len(rows("media")), "posts")
    print(reach["17900000000000001"], "accounts reached")
