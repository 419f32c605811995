"""Three hosts on one machine: a network namespace each, with a Fuseki in it, joined by a bridge.

Wants root and `ip`. What an earlier run left standing, because it was killed, is taken down first.
"""

import os
import re
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from unittest.mock import patch

import serving

_MARK = "iag"
"""What the names of all namespaces and links of ours begin with; the process id of their maker follows."""
_NAME = re.compile(rf"{_MARK}([0-9]+)[bnpvw][0-9]*")
_PORT = 3030
_NETWORK = "198.18"
"""Addresses set aside for tests of networks (RFC 2544): they lead nowhere else."""


@dataclass(frozen=True)
class Host:
    """A host: its namespace, its end of the cable and ours, its address, and the Fuseki on it."""

    name: str
    namespace: str
    link: str
    address: str
    server: serving.Server

    def cut_off(self) -> None:
        """Pull the cable: nothing comes from the host or gets there, and nobody is told."""
        _ip("link", "set", self.link, "down")

    def slow_down(self, rate: str) -> None:
        """Let no more than so much a second come from the host, such as 8mbit."""
        inner = self.link.replace("v", "w")
        _ip(
            *("netns", "exec", self.namespace, "tc", "qdisc", "replace", "dev", inner, "root"),
            *("tbf", "rate", rate, "burst", "32kb", "latency", "400ms"),
        )

    def speed_up(self) -> None:
        """Take the limit away again."""
        inner = self.link.replace("v", "w")
        _ip("netns", "exec", self.namespace, "tc", "qdisc", "delete", "dev", inner, "root")

    def sent(self) -> int:
        """Return how many bytes came from the host so far."""
        return int(Path(f"/sys/class/net/{self.link}/statistics/rx_bytes").read_text(encoding="ascii"))

    def join(self) -> None:
        """Plug the cable in again."""
        _ip("link", "set", self.link, "up")


def permitted() -> bool:
    """Say whether this process may make namespaces."""
    probe = f"{_MARK}{os.getpid()}p"
    try:
        done = subprocess.run(["ip", "netns", "add", probe], capture_output=True, check=False)
    except FileNotFoundError:
        return False
    if done.returncode == 0:
        _ip("netns", "delete", probe)
    return done.returncode == 0


@contextmanager
def running(folder: Path, names: Sequence[str]) -> Iterator[tuple[Host, ...]]:
    """Run a host with a Fuseki for each name, its data below `folder`, and take all down at the end."""
    with network(len(names)) as places, ExitStack() as stack:
        stack.enter_context(patch.dict(os.environ, {"NO_PROXY": "*", "no_proxy": "*"}))
        hosts = [
            Host(name, *place, _fuseki(folder / name, place[0], place[2]))
            for name, place in zip(names, places, strict=True)
        ]
        for host in hosts:
            stack.callback(host.server.stop)
            host.server.launch()
        for host in hosts:
            host.server.wait()
        yield tuple(hosts)


@contextmanager
def network(size: int) -> Iterator[list[tuple[str, str, str]]]:
    """Make as many namespaces, joined by a bridge, and yield namespace, link and address of each."""
    sweep()
    own, net = f"{_MARK}{os.getpid()}", _free_network()
    try:
        bridge = f"{own}b"
        _ip("link", "add", bridge, "type", "bridge")
        _ip("address", "add", f"{net}.1/24", "dev", bridge)
        _ip("link", "set", bridge, "up")
        places = [(f"{own}n{n}", f"{own}v{n}", f"{net}.{n + 2}") for n in range(size)]
        for namespace, link, address in places:
            inner = link.replace("v", "w")
            _ip("netns", "add", namespace)
            _ip("link", "add", link, "type", "veth", "peer", "name", inner, "netns", namespace)
            _ip("link", "set", link, "master", bridge, "up")
            _ip("-n", namespace, "address", "add", f"{address}/24", "dev", inner)
            for each in ("lo", inner):
                _ip("-n", namespace, "link", "set", each, "up")
        yield places
    finally:
        _take_down(own)


def sweep() -> None:
    """Take down what a run left that is no more."""
    makers = {found[1] for name in _standing() if (found := _NAME.fullmatch(name))}
    for maker in makers:
        if not Path(f"/proc/{maker}").exists():
            _take_down(f"{_MARK}{maker}")


def _fuseki(folder: Path, namespace: str, address: str) -> serving.Server:
    """Return the Fuseki of a host: its dataset `union`, whose default graph is the union of its graphs."""
    made = serving.fuseki(folder, dataset="union")
    old = made.ready.removesuffix("/$/ping")
    new = f"http://{address}:{_PORT}"
    port = made.command.index("--port") + 1
    command = [*made.command[:port], str(_PORT), *made.command[port + 1 :]]
    return replace(
        made,
        query=made.query.replace(old, new),
        update=made.update.replace(old, new),
        graph_store=made.graph_store.replace(old, new),
        url=made.url.replace(old, new),
        ready=made.ready.replace(old, new),
        command=["ip", "netns", "exec", namespace, *(part for part in command if part != "--localhost")],
    )


def _free_network() -> str:
    """Return the first three numbers of a network that this machine has no address in."""
    taken = _ip("-4", "-o", "address", "show")
    return next(
        name for n in range(256) if f" {(name := f'{_NETWORK}.{(os.getpid() + n) % 256}')}." not in taken
    )


def _take_down(own: str) -> None:
    """Remove all namespaces and links whose names begin so; a link goes with its other end."""
    for name in _standing():
        if (found := _NAME.fullmatch(name)) and f"{_MARK}{found[1]}" == own:
            kind = ("netns", "delete") if name[len(own)] in "np" else ("link", "delete")
            subprocess.run(["ip", *kind, name], capture_output=True, check=False)


def _standing() -> list[str]:
    """Return the names of the namespaces and links of ours that stand: namespaces first."""
    spaces = [line.split()[0] for line in _ip("netns", "list").splitlines() if line.strip()]
    links = [line.split()[1].split("@")[0].rstrip(":") for line in _ip("-o", "link", "show").splitlines()]
    return [name for name in (*spaces, *links) if name.startswith(_MARK)]


def _ip(*arguments: str) -> str:
    done = subprocess.run(["ip", *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"ip {' '.join(arguments)}: {done.stderr}"
    return done.stdout
