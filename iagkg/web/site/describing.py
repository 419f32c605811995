"""What machines read of a site: VoID, DCAT, schema.org, a map of its pages, and who may read it."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from iagkg.graph.about import DATASET
from iagkg.graph.quads import Quad, integer, iri, parsed, say, term, text, turtle
from iagkg.names import IAG, ID, graph_iri
from iagkg.web.data import written

__all__ = ["Description", "File", "catalogue", "schema_org", "site_map", "void"]

_MEDIA = "https://www.iana.org/assignments/media-types/"
_SPDX = "http://spdx.org/rdf/terms#"
_FORMATS = "http://www.w3.org/ns/formats/"


@dataclass(frozen=True, slots=True)
class File:
    """A file of the dataset: its name, media type, size in bytes and SHA-256."""

    name: str
    media: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Description:
    """What is told of a dataset: where the site is, titles and words by language, and its files."""

    base: str
    titles: tuple[tuple[str, str], ...]
    words: tuple[tuple[str, str], ...]
    rights: tuple[tuple[str, str], ...]
    triples: int
    example: str
    files: tuple[File, ...]


def void(told: Description) -> bytes:
    """Return the description in VoID (https://www.w3.org/TR/void/) as Turtle."""
    return _turtle(
        [
            *_common(told),
            *_say(
                DATASET,
                ("rdf:type", term("void:Dataset")),
                ("foaf:homepage", iri(f"{told.base}/")),
                ("void:triples", integer(told.triples)),
                ("void:uriSpace", text(ID)),
                ("void:vocabulary", iri(IAG.removesuffix("#"))),
                ("void:exampleResource", iri(told.example) if told.example else None),
                *(("void:feature", iri(_FORMATS + name)) for name in ("Turtle", "N-Triples", "JSON-LD")),
                *(("void:dataDump", iri(f"{told.base}/{file.name}")) for file in told.files),
            ),
        ]
    )


def catalogue(told: Description) -> tuple[bytes, bytes]:
    """Return the description in DCAT 3 (https://www.w3.org/TR/vocab-dcat-3/) as Turtle and as JSON-LD."""
    quads = [
        *_say(
            f"{told.base}/catalogue.ttl#catalogue",
            ("rdf:type", term("dcat:Catalog")),
            *(("dcterms:title", text(words, lang)) for lang, words in told.titles),
            *(("dcterms:description", text(words, lang)) for lang, words in told.words),
            ("dcat:dataset", iri(DATASET)),
        ),
        *_common(told),
        *_say(
            DATASET,
            ("rdf:type", term("dcat:Dataset")),
            ("dcat:landingPage", iri(f"{told.base}/")),
            *(("dcat:distribution", iri(_distribution(file))) for file in told.files),
        ),
    ]
    for file in told.files:
        address = f"{told.base}/{file.name}"
        quads += _say(
            _distribution(file),
            ("rdf:type", term("dcat:Distribution")),
            ("dcterms:title", text(file.name)),
            ("dcat:downloadURL", iri(address)),
            ("dcat:mediaType", iri(_MEDIA + file.media)),
            ("dcat:byteSize", text(str(file.size), datatype="xsd:nonNegativeInteger")),
            ("spdx:checksum", iri(f"{_distribution(file)}#checksum")),
        )
        quads += _say(
            f"{_distribution(file)}#checksum",
            ("rdf:type", term("spdx:Checksum")),
            ("spdx:algorithm", iri(f"{_SPDX}checksumAlgorithm_sha256")),
            ("spdx:checksumValue", text(file.sha256, datatype="xsd:hexBinary")),
        )
    return _turtle(quads), written((quad.triple for quad in parsed(quads)), "jsonld")


def schema_org(told: Description, lang: str) -> str:
    """Return the description as schema.org's Dataset in JSON-LD, fit to stand in a page."""
    said = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": DATASET,
        "name": dict(told.titles)[lang],
        "description": dict(told.words)[lang],
        "url": f"{told.base}/",
        "copyrightNotice": dict(told.rights)[lang],
        "inLanguage": [code for code, _ in told.titles],
        "distribution": [
            {
                "@type": "DataDownload",
                "name": file.name,
                "contentUrl": f"{told.base}/{file.name}",
                "encodingFormat": file.media,
                "contentSize": f"{file.size} B",
                "sha256": file.sha256,
            }
            for file in told.files
        ],
    }
    return json.dumps(said, ensure_ascii=False, indent=1).replace("<", "\\u003c")


def site_map(base: str, pages: Iterable[str]) -> bytes:
    """Return the map of a site (https://www.sitemaps.org/protocol.html): the addresses of its pages."""
    lines = [f"<url><loc>{escape(f'{base}/{page}')}</loc></url>" for page in pages]
    head = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ]
    return "\n".join([*head, *lines, "</urlset>\n"]).encode()


def _common(told: Description) -> list[Quad]:
    return _say(
        DATASET,
        *(("dcterms:title", text(words, lang)) for lang, words in told.titles),
        *(("dcterms:description", text(words, lang)) for lang, words in told.words),
        ("dcterms:rights", iri(f"{told.base}/catalogue.ttl#rights")),
    ) + _say(
        f"{told.base}/catalogue.ttl#rights",
        ("rdf:type", term("dcterms:RightsStatement")),
        *(("rdfs:label", text(words, lang)) for lang, words in told.rights),
    )


def _distribution(file: File) -> str:
    """Return the address of a file of the dataset, as the dataset itself names it."""
    return f"{DATASET}/{file.name.rpartition('.')[2]}"


def _say(subject: str, *statements: tuple[str, str | None]) -> list[Quad]:
    return list(say(graph_iri("about"), subject, *statements))


def _turtle(quads: Sequence[Quad]) -> bytes:
    return turtle(parsed(quads))
