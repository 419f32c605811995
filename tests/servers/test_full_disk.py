"""The disk of a server is full in the middle of a load: one clear message, what was there can still be read.

A process that may not write files beyond a size stands for a full disk: the server ignores the signal that
would end it (SIGXFSZ), so its writes fail as they do where no room is left.
"""

import resource
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import serving
from test_faults import dataset

from iagkg.errors import ServerError
from iagkg.store.loading import compare, load

MAKE: dict[str, Callable[[Path], serving.Server]] = {
    "fuseki": serving.fuseki,
    "fuseki-union": lambda folder: serving.fuseki(folder, dataset="union"),
    "oxigraph": serving.oxigraph,
    "oxigraph-union": lambda folder: serving.oxigraph(folder, union=True),
    "virtuoso": serving.virtuoso,
}

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits of a running process are Linux's")


@pytest.mark.parametrize("name", MAKE)
def test_what_was_there_is_read_while_the_disk_is_full_and_a_load_completes_when_it_is_not(
    name: str, tmp_path: Path
) -> None:
    server = MAKE[name](tmp_path / name)
    server.command = ["sh", "-c", 'trap "" XFSZ; exec "$@"', "sh", *server.command]
    with serving.running(server):
        store = serving.store_of(server, timeout=30)
        load(store, dataset("old"))
        assert server.process is not None
        most = resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (50_000, most[1]))
        with pytest.raises(ServerError, match="the disk of the server is full") as caught:
            load(store, dataset("new"))
        assert len(str(caught.value).splitlines()) == 3
        assert compare(store, dataset("old")) == []
        server.kill()
        server.start()
        assert compare(store, dataset("old")) == []
        load(store, dataset("new"))
        assert compare(store, dataset("new")) == []
        store.web.close()
