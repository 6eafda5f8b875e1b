"""The API that users reach. Add routes here."""

import json

from prometheus_client import CollectorRegistry

from app.http import Answer, http_app

MOST_BYTES = 16 * 1024


class Invalid(ValueError):
    """What the caller sent cannot be."""


def create_app(store, registry: CollectorRegistry):
    def list_items(_environ: dict) -> Answer:
        return 200, store.newest()

    def create_item(environ: dict) -> Answer:
        try:
            name = _name_of(_read_json(environ))
        except Invalid as error:
            return 400, {"error": str(error)}
        return 201, store.add(name)

    return http_app({"GET /items": list_items, "POST /items": create_item}, registry)


def _name_of(body) -> str:
    name = body.get("name") if isinstance(body, dict) else None
    if not isinstance(name, str) or not 1 <= len(name) <= 200:
        raise Invalid("name must be a text of 1 to 200 characters")
    return name


def _read_json(environ: dict):
    length = int(environ.get("CONTENT_LENGTH") or 0)
    if length > MOST_BYTES:
        raise Invalid(f"the body is larger than {MOST_BYTES} bytes")
    try:
        return json.loads(environ["wsgi.input"].read(length))
    except ValueError:
        raise Invalid("the body is not JSON") from None
