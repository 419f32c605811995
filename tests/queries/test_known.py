"""Addresses that a user gives and the dataset does not know are refused, on every engine."""

from collections.abc import Callable

import pytest
from engines import RdflibStore

from iagkg.errors import UsageError
from iagkg.graph.quads import Quad
from iagkg.queries import catalogue, refuse_unknown
from iagkg.store.base import Store
from iagkg.store.embedded import EmbeddedStore

D = "https://w3id.org/iagkg/id/decision/cbd/cop/"
QUADS = [
    Quad(f"<{D}16/3>", "<http://a.example/p>", '"x"', "<https://w3id.org/iagkg/graph/one>"),
    Quad("<http://a.example/s>", "<http://a.example/p>", f"<{D}16/9>", "<https://w3id.org/iagkg/graph/two>"),
]


@pytest.mark.parametrize("make", [EmbeddedStore.from_quads, RdflibStore], ids=["pyoxigraph", "rdflib"])
def test_what_stands_in_a_statement_is_known(make: Callable[..., Store]) -> None:
    store, query = make(QUADS), catalogue()["paragraphs-by-decision"]
    for known in ("16/3", "16/9", f"{D}16/9"):
        refuse_unknown(store, query, {"decision": known, "lang": "xx"})
    with pytest.raises(UsageError, match=r"decision: '15/8' is not known in this dataset") as caught:
        refuse_unknown(store, query, {"decision": "15/8"})
    assert f"{D}15/8" in caught.value.expected
    with pytest.raises(UsageError, match="workplan: 'no/such' is not known"):
        refuse_unknown(store, query, {"decision": "16/3", "workplan": "no/such"})


def test_values_that_are_no_whole_addresses_pass() -> None:
    store = EmbeddedStore.from_quads(QUADS)
    refuse_unknown(
        store, catalogue()["new-recalls"], {"session": "https://w3id.org/iagkg/id/decision/cbd/cop/9"}
    )
    refuse_unknown(store, catalogue()["ends-by"], {"date": "2025-12-31", "lang": "fr"})
    with pytest.raises(UsageError, match="cannot be taken"):
        refuse_unknown(store, catalogue()["ends-by"], {"date": "soon"})
