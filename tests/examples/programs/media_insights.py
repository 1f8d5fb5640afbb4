"""A client's program for the harness, naive on purpose: it reads media insights and never asks again."""

import json
import sys
from typing import Any

import requests

KINDS = {(190, 463): "token_expired", (190, 460): "password_changed", (100, 33): "unknown_object"}
ALONE = {"period": "lifetime", "end_time": None, "breakdown": None, "shape": "values"}


def answer(call: str, client: dict[str, Any], arguments: dict[str, Any]) -> dict[str, Any]:
    """What one call comes to."""
    if call != "media_insights" or arguments.keys() != {"media", "metrics"} or "on_unsupported" in client:
        return {"unsupported": call}
    url = f"{client['base_url']}/{client['version']}/{arguments['media']}/insights"
    headers = {"Authorization": f"Bearer {client['token']}"}
    reply = requests.get(url, {"metric": ",".join(arguments["metrics"])}, headers=headers, timeout=10)
    if not reply.ok:
        error = reply.json()["error"]
        told = {"code": error["code"], "subcode": error.get("error_subcode"), "message": error["message"]}
        kind = KINDS.get((told["code"], told["subcode"]), "other")
        return {"error": {"kind": kind, "status": reply.status_code, **told}}
    entries = reply.json()["data"]
    rows = [{**ALONE, "metric": each["name"], "id": each["id"], **each["values"][0]} for each in entries]
    return {"result": {"rows": rows, "missing": sorted({*arguments["metrics"]} - {row["metric"] for row in rows})}}


for line in sys.stdin:
    print(json.dumps(answer(**json.loads(line))), flush=True)
