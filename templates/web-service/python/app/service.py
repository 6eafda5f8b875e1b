"""The service that users reach. Add routes here."""

from prometheus_client import CollectorRegistry

from app.http import http_app


def create_app(name: str, registry: CollectorRegistry):
    return http_app(
        {"GET /": lambda _environ: (200, {"service": name, "message": "Hello"})},
        registry,
    )
