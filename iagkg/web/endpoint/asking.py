"""Queries of one's own: looked through first, then run in the process of queries, so many at a time."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass

from anyio import CapacityLimiter, to_thread

from iagkg.contain import Answer, QueryProcess, Refused, Request
from iagkg.store.guard import QueryForm, names_data, query_form, refuse_unsafe

__all__ = ["Endpoint", "endpoint_of", "understood"]


@dataclass(slots=True)
class Endpoint:
    """What the endpoint answers with: the process of queries, its own address, the size of each graph."""

    queries: QueryProcess
    address: str
    counts: Mapping[str, int]
    room: CapacityLimiter
    is_open: bool = True
    """Whether pages of other sites may read the answers."""

    def renew(self, queries: QueryProcess, counts: Mapping[str, int]) -> None:
        """Answer from another dataset from now on; the process of the one before is ended when it is done."""
        before, self.queries, self.counts = self.queries, queries, counts
        # What runs may end within its time; nothing new is asked of it.
        ending = threading.Timer(before.limits.seconds + 1, before.close)
        ending.daemon = True
        ending.start()

    async def ask(self, request: Request) -> Answer | Refused:
        """Run a query; others are served meanwhile."""
        return await to_thread.run_sync(self.queries.ask, request, limiter=self.room)


def endpoint_of(queries: QueryProcess, address: str, counts: Mapping[str, int]) -> Endpoint:
    """Return the endpoint at an address; `counts` is the size of each named graph."""
    # More than can run and wait may stand here, so that they are told at once that there is no room.
    room = CapacityLimiter(queries.limits.at_once + queries.limits.waiting + 8)
    return Endpoint(queries, address, counts, room)


def understood(text: str) -> tuple[QueryForm, bool]:
    """Return the form of a query, and whether it names the graphs it runs on.

    Raises InputError where it may not be run.
    """
    refuse_unsafe(text, "sparql", own_data=True)
    return query_form(text), names_data(text)
