"""The SPARQL endpoint: SPARQL 1.1 Protocol, reading only."""

from iagkg.web.endpoint.protocol import Endpoint, endpoint_routes

__all__ = ["Endpoint", "endpoint_routes"]
