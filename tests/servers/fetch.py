"""Fetch the triple stores of pins.toml into .cache/servers, each held to its checksum, and a client of them.

Maven's own client fetches Fuseki and RDF4J, apt-get Virtuoso, npm Comunica (which npm checks itself); the
Oxigraph server is a Python package of the extra `dev`. What is there and right is not fetched again.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).parent
FOLDER = HERE.parent.parent / ".cache" / "servers"
PINS = tomllib.loads((HERE / "pins.toml").read_text(encoding="utf-8"))
COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy"
_NEEDS = (
    "<dependency><groupId>{group}</groupId><artifactId>{artifact}</artifactId>"
    "<version>{version}</version></dependency>"
)
_PROJECT = (
    "<project><modelVersion>4.0.0</modelVersion><groupId>org.example</groupId><artifactId>needs</artifactId>"
    "<version>1</version><dependencies>{needs}</dependencies></project>"
)


def main() -> None:
    """Fetch all that is not there and print the versions."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    fuseki()
    virtuoso()
    comunica()
    rdf4j()
    print(f"Oxigraph {version(PINS['oxigraph']['package'])}")


def fuseki() -> Path:
    """Return the jar of Fuseki, fetched if it is not there."""
    pin = PINS["fuseki"]
    jar = FOLDER / str(pin["file"])
    if not jar.is_file():
        artifact = f"{pin['group']}:{pin['artifact']}:{pin['version']}"
        with tempfile.TemporaryDirectory(dir=FOLDER) as folder:
            call("mvn", "-B", "-q", COPY, f"-Dartifact={artifact}", f"-DoutputDirectory={folder}")
            hold(Path(folder) / jar.name, pin["sha256"])
            (Path(folder) / jar.name).replace(jar)
    hold(jar, pin["sha256"])
    print(f"Apache Jena Fuseki {pin['version']}")
    return jar


def virtuoso() -> Path:
    """Return the folder of Virtuoso's files, fetched and unpacked if they are not there."""
    pins = PINS["virtuoso"]
    home = FOLDER / f"virtuoso-{pins[0]['version']}"
    if not home.is_dir():
        with tempfile.TemporaryDirectory(dir=FOLDER) as folder:
            names = [f"{pin['package']}={pin['version']}" for pin in pins]
            if call("apt-get", "-qq", "download", *names, cwd=folder, strict=False):
                call("apt-get", "-qq", "update")
                call("apt-get", "-qq", "download", *names, cwd=folder)
            for pin in pins:
                found = list(Path(folder).glob(f"{pin['package']}_*.deb"))
                assert len(found) == 1, f"{pin['package']}: {found}"
                hold(found[0], pin["sha256"])
                call("dpkg", "-x", str(found[0]), f"{folder}/files")
            (Path(folder) / "files").replace(home)
    print(f"Virtuoso {pins[0]['version']}")
    return home


def comunica() -> Path:
    """Return the program that asks as Comunica does, fetched if it is not there."""
    pin = PINS["comunica"]
    home = FOLDER / f"comunica-{pin['version']}"
    if not home.is_dir():
        with tempfile.TemporaryDirectory(dir=FOLDER) as folder:
            quiet = ("--no-audit", "--no-fund", "--ignore-scripts", "--no-package-lock")
            call("npm", "install", *quiet, "--prefix", folder, f"{pin['package']}@{pin['version']}")
            Path(folder).replace(home)
            Path(folder).mkdir()  # for the one who clears it away
    print(f"Comunica {pin['version']}")
    return home / "node_modules" / ".bin" / "comunica-sparql"


def rdf4j() -> Path:
    """Return the folder with the libraries of RDF4J and what they need, fetched if they are not there."""
    pin = PINS["rdf4j"]
    home = FOLDER / f"rdf4j-{pin['version']}"
    if not home.is_dir():
        needs = "".join(
            _NEEDS.format(group=pin["group"], artifact=artifact, version=pin["version"])
            for artifact in pin["artifacts"]
        )
        with tempfile.TemporaryDirectory(dir=FOLDER) as folder:
            (Path(folder) / "pom.xml").write_text(_PROJECT.format(needs=needs), encoding="utf-8")
            call("mvn", "-B", "-q", f"{COPY}-dependencies", "-DoutputDirectory=lib", cwd=folder)
            hold_all(Path(folder) / "lib", pin["sha256"])
            (Path(folder) / "lib").replace(home)
    hold_all(home, pin["sha256"])
    print(f"RDF4J {pin['version']}")
    return home


def call(*command: str, cwd: str | None = None, strict: bool = True) -> int:
    """Run a program; with `strict`, say what failed and stop."""
    if shutil.which(command[0]) is None:
        sys.exit(f"{command[0]} is needed to fetch the servers that the tests start.")
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, env={**os.environ})
    if strict and done.returncode:
        sys.exit(f"{' '.join(command)}: {done.returncode}\n{done.stdout}{done.stderr}")
    return done.returncode


def hold(path: Path, checksum: str) -> None:
    """Stop where a file has another checksum than the one pinned."""
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != checksum:
        sys.exit(f"{path}: checksum {found}\nExpected: {checksum}")


def hold_all(folder: Path, checksum: str) -> None:
    """Stop where the files of a folder are not those pinned, by the checksum of their list of checksums."""
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in sorted(folder.iterdir())
    ]
    found = hashlib.sha256("".join(lines).encode()).hexdigest()
    if found != checksum:
        sys.exit(f"{folder}: checksum {found}\nExpected: {checksum}")


if __name__ == "__main__":
    main()
