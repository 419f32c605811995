"""Real triple stores on loopback, each on a free port in a folder of its own, stopped by its process id."""

import ctypes
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

import fetch
import httpx

from iagkg.store.detect import detect
from iagkg.store.endpoint import EndpointStore
from iagkg.store.web import Credentials, Web

USER, PASSWORD = "keeper", "s3cret-of-the-tests"
DBA = "dba-of-the-tests"
WAIT = 90


@dataclass
class Server:
    """A running server: its addresses, and how to end it and start it again on the same data."""

    kind: str
    query: str
    update: str
    graph_store: str
    url: str
    command: list[str]
    folder: Path
    environment: dict[str, str] = field(default_factory=dict)
    ready: str = ""
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the process and wait until it answers."""
        self.launch()
        self.wait()

    def launch(self) -> None:
        """Start the process."""
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                cwd=self.folder,
                stdout=log,
                stderr=log,
                env={**os.environ, **self.environment},
                start_new_session=True,
                preexec_fn=_die_with_the_tests if sys.platform == "linux" else None,  # noqa: PLW1509
            )

    def wait(self) -> None:
        """Wait until the process answers; where it ends or does not answer in time, say what it said."""
        end = time.monotonic() + WAIT
        while self.process is not None and time.monotonic() < end:
            if self.process.poll() is not None:
                break
            try:
                if httpx.get(self.ready or self.query, timeout=5, trust_env=False).status_code < 500:
                    return
            except httpx.TransportError:
                time.sleep(0.1)
        log_text = (self.folder / "server.log").read_text(encoding="utf-8", errors="replace")
        self.kill()
        raise AssertionError(f"{self.kind} did not start: {self.command}\n{log_text[-3000:]}")

    def kill(self) -> None:
        """End the process at once, as a loss of power would (signal 9)."""
        if self.process is not None:
            if self.process.poll() is None:
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def stop(self) -> None:
        """End the process as its keeper would, by force where it does not go."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(15)
        self.kill()


def _die_with_the_tests() -> None:
    """Have the kernel end a server whose tests are killed before they can stop it (prctl PDEATHSIG)."""
    ctypes.CDLL(None).prctl(1, int(signal.SIGKILL))


@contextmanager
def running(server: Server) -> Iterator[Server]:
    """Run a server for the length of a block."""
    server.start()
    try:
        yield server
    finally:
        server.stop()


def free_port() -> int:
    """Return a port of loopback that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def oxigraph(folder: Path, *, union: bool = False, read_only: bool = False) -> Server:
    """Return an Oxigraph server with its data in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    port = free_port()
    program = str(Path(sys.executable).parent / "oxigraph")
    mode = ["serve-read-only" if read_only else "serve"]
    if read_only and not (folder / "data").exists():
        subprocess.run(
            [program, "load", "-l", "data", "-f", os.devnull, "--format", "nq"], cwd=folder, check=True
        )
    command = [program, *mode, "--location", "data", "--bind", f"127.0.0.1:{port}"]
    base = f"http://127.0.0.1:{port}"
    return Server(
        "oxigraph",
        f"{base}/query",
        f"{base}/update",
        f"{base}/store",
        base,
        command + (["--union-default-graph"] if union else []),
        folder,
    )


_SERVICE = """
<#{name}> a fuseki:Service ; fuseki:name "{name}" ; fuseki:dataset <#{name}-data> ; {doors} .
<#{name}-data> a tdb2:DatasetTDB2 ; tdb2:location "{place}" {more} .
"""
_READ = 'fuseki:endpoint [ fuseki:operation fuseki:query ; fuseki:name "query" ]'
_GET = 'fuseki:endpoint [ fuseki:operation fuseki:gsp-r ; fuseki:name "get" ]'
_WRITE = (
    'fuseki:endpoint [ fuseki:operation fuseki:update ; fuseki:name "update" ] ; '
    'fuseki:endpoint [ fuseki:operation fuseki:gsp-rw ; fuseki:name "data" ]'
)
_CONFIG = """
PREFIX fuseki: <http://jena.apache.org/fuseki#>
PREFIX tdb2: <http://jena.apache.org/2016/tdb#>
PREFIX ja: <http://jena.hpl.hp.com/2005/11/Assembler#>
[] a fuseki:Server ; fuseki:services ( <#plain> <#union> <#memory> <#readonly> <#locked> ) .
"""


def fuseki(folder: Path, *, dataset: str = "plain", auth: str = "basic") -> Server:
    """Return a Fuseki with datasets plain, union, memory, readonly and locked; `dataset` is addressed."""
    folder.mkdir(parents=True, exist_ok=True)
    port = free_port()
    both, union = f"{_READ} ; {_WRITE}", "; tdb2:unionDefaultGraph true"
    services = [
        _SERVICE.format(name=name, place=place, doors=doors, more=more)
        for name, place, doors, more in (
            ("plain", "plain", both, ""),
            ("union", "union", both, union),
            ("memory", "--mem--", both, union),
            ("readonly", "readonly", f"{_READ} ; {_GET}", ""),
            ("locked", "locked", f'{both} ; fuseki:allowedUsers "{USER}"', ""),
        )
    ]
    (folder / "config.ttl").write_text(_CONFIG + "".join(services), encoding="utf-8")
    (folder / "passwd").write_text(f"{USER}: {PASSWORD}\n", encoding="utf-8")
    jar = fetch.FOLDER / fetch.PINS["fuseki"]["file"]
    command = [
        *("java", "-Xmx1200m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", str(jar)),
        *("--localhost", "--port", str(port), "--ping", "--passwd", "passwd", "--auth", auth),
        *("--config", "config.ttl"),
    ]
    base = f"http://127.0.0.1:{port}/{dataset}"
    return Server(
        "fuseki",
        f"{base}/query",
        f"{base}/update",
        f"{base}/data",
        base,
        command,
        folder,
        {"FUSEKI_BASE": str(folder / "base")},
        f"http://127.0.0.1:{port}/$/ping",
    )


_INI = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 200
MaxCheckpointRemap = 2000
Striping = 0
TempStorage = TempDatabase
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
MaxCheckpointRemap = 2000
Striping = 0
[Parameters]
ServerPort = 127.0.0.1:{sql}
ServerThreads = 20
NumberOfBuffers = 20000
MaxDirtyBuffers = 15000
CheckpointInterval = 60
SchedulerInterval = 10
DirsAllowed = .
ThreadsPerQuery = 1
MaxQueryMem = 1G
DefaultIsolation = 2
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 10
ServerRoot = www
[SPARQL]
ResultSetMaxRows = 10000000
MaxQueryExecutionTime = 120
"""


def virtuoso(folder: Path) -> Server:
    """Return a Virtuoso 7; its updates and its graph store want the password of `dba` (digest)."""
    (folder / "www").mkdir(parents=True, exist_ok=True)
    sql, http = free_port(), free_port()
    (folder / "virtuoso.ini").write_text(_INI.format(sql=sql, http=http), encoding="utf-8")
    home = fetch.FOLDER / f"virtuoso-{fetch.PINS['virtuoso'][0]['version']}"
    libraries = [
        str(path) for path in sorted([*home.glob("lib/*"), *home.glob("usr/lib/*")]) if path.is_dir()
    ]
    base = f"http://127.0.0.1:{http}"
    server = Server(
        "virtuoso",
        f"{base}/sparql",
        f"{base}/sparql-auth",
        f"{base}/sparql-graph-crud-auth",
        f"{base}/sparql",
        [str(home / "usr/bin/virtuoso-t"), "-f", "-c", "virtuoso.ini"],
        folder,
        {"LD_LIBRARY_PATH": ":".join(libraries)},
    )
    if not (folder / "virtuoso.db").exists():
        server.start()
        isql(server, sql, "dba", f'set password "dba" "{DBA}"; checkpoint;')
        server.stop()
    return server


def isql(server: Server, port: int, password: str, statements: str) -> str:
    """Run statements by Virtuoso's own client."""
    home = Path(server.command[0]).parent
    done = subprocess.run(
        [str(home / "isql-vt"), str(port), "dba", password, f"exec={statements}"],
        env={**os.environ, **server.environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Error" not in done.stderr, done.stdout + done.stderr
    return done.stdout


def clear(server: Server) -> None:
    """Take all data from a server that is not running."""
    for path in server.folder.iterdir():
        if path.is_dir() and path.name in {"data", "plain", "union", "readonly", "locked"}:
            shutil.rmtree(path)


def store_of(server: Server, timeout: float = 60) -> EndpointStore:
    """Return a server as a store, with the credentials that may write to it."""
    credentials = Credentials("dba", DBA) if server.kind == "virtuoso" else None
    web = Web(server.url, credentials, timeout)
    return EndpointStore(detect(server.url, web), web)


def empty(store: EndpointStore) -> None:
    """Take all graphs of ours from a store, and what stands in its default graph."""
    for graph in store.all_counts():
        store.update(f"DROP SILENT GRAPH <{graph}>")
    if store.addresses.kind != "virtuoso":
        store.update("CLEAR SILENT DEFAULT")


def without_graph_store(store: EndpointStore) -> EndpointStore:
    """Return the same server as one that has no graph store."""
    return EndpointStore(replace(store.addresses, graph_store=""), store.web)
