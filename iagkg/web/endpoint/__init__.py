"""The SPARQL endpoint: SPARQL 1.1 Protocol, reading only."""

from iagkg.web.endpoint.asking import Endpoint, endpoint_of, understood
from iagkg.web.endpoint.protocol import endpoint_routes

__all__ = ["Endpoint", "endpoint_of", "endpoint_routes", "understood"]
