"""Makes the bundle PDF/A: says which part it keeps to, and which colours its RGB means.

The rest is done where it arises: fonts are embedded with CIDSet and ToUnicode (`docgen.fonts.embedding`), nothing is
transparent and no picture is CMYK (`docgen.pages.draw`), streams are deflated, annotations print (`drawing`), files are
associated (`attachments`), /Info and XMP agree (`finish`).

Bundles are PDF/A-3b, since the answers and the Word files travel inside. Part 1 exists for the proof: there is no free
validator of parts 2 and 3 to be had, but one of part 1, and what this code writes differs between them only by what is
named here: the version in the header, the part in the XMP, the attachments.
"""

from __future__ import annotations

import zlib
from typing import Any, Literal, TypeAlias

from docgen.bundle import srgb

Part: TypeAlias = Literal[0, 1, 2, 3]
"""Of ISO 19005, each at its level B: 1 knows PDF 1.4, 2 PDF 1.7, 3 lets any file be attached.

0 is none of them: nobody can vouch for a bundle with an annex that does not say that it is PDF/A itself.
"""

PDF_VERSIONS: dict[Part, tuple[int, int]] = {0: (1, 7), 1: (1, 4), 2: (1, 7), 3: (1, 7)}

_XMP = """\
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>{part}</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
</rdf:Description>"""
"""How a file says that it is PDF/A (ISO 19005-2 6.6.4)."""


def may_attach(part: Part) -> bool:
    """Whether files of any kind may be attached (ISO 19005-3 6.8); the other parts allow none, or only PDF/A."""
    return part in {0, 3}


def statement(part: Part) -> str:
    """What the XMP says of conformance: nothing, where nothing is claimed."""
    return _XMP.format(part=part) if part else ""


def add_output_intent(document: Any) -> None:
    """Say in the catalog of a reportlab document that device colours are sRGB (ISO 19005-2 6.2.3)."""
    from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream, PDFString

    stream = PDFStream(
        PDFDictionary({"N": srgb.COMPONENTS, "Filter": PDFName("FlateDecode")}), zlib.compress(srgb.profile(), 9)
    )
    intent = PDFDictionary(
        {
            "Type": PDFName("OutputIntent"),
            "S": PDFName("GTS_PDFA1"),
            "OutputConditionIdentifier": PDFString(srgb.NAME),
            "Info": PDFString(srgb.NAME),
            "DestOutputProfile": document.Reference(stream),
        }
    )
    document.Catalog.OutputIntents = PDFArray([intent])
    document.Catalog.__NoDefault__ = [*document.Catalog.__NoDefault__, "OutputIntents"]
