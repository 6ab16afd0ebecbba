"""Markup of drawings: pictures and text boxes, in the line and anchored, in DrawingML and in VML."""

from __future__ import annotations

import io
from itertools import count

from PIL import Image

EMU = 12_700  # to the point
_PICTURES = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_SHAPES = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_GROUPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
_IDS = count(1)

Place = tuple[str, float | str]
"""What a position counts from, and how far from there in points, or how it is aligned."""


def png(width: int = 8, height: int = 8, color: object = (200, 30, 30), mode: str = "RGB", kind: str = "PNG") -> bytes:
    """A picture file of one colour."""
    packed = io.BytesIO()
    Image.new(mode, (width, height), color).save(packed, kind)  # type: ignore[arg-type]
    return packed.getvalue()


def emu(points: float) -> int:
    """A length in the unit of DrawingML."""
    return round(points * EMU)


def picture(name: str, width: float, height: float, frame: str = "", looks: str = "", crop: str = "") -> str:
    """A `pic:pic` of the part `name`; `frame` are attributes of its `a:xfrm`, `looks` follow its geometry."""
    return (
        f'<pic:pic><pic:nvPicPr><pic:cNvPr id="0" name="p"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{name}"/>{crop}<a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f"{properties('pic', width, height, frame=frame, looks=looks)}</pic:pic>"
    )


def properties(
    space: str, width: float, height: float, *, frame: str = "", looks: str = "", shape: str = "rect", at: str = ""
) -> str:
    """An `spPr` in the namespace `space`."""
    at = at or 'x="0" y="0"'
    return (
        f'<{space}:spPr><a:xfrm {frame}><a:off {at}/><a:ext cx="{emu(width)}" cy="{emu(height)}"/></a:xfrm>'
        f'<a:prstGeom prst="{shape}"><a:avLst/></a:prstGeom>{looks}</{space}:spPr>'
    )


def solid(color: str) -> str:
    """A fill."""
    return f'<a:solidFill><a:srgbClr val="{color}"/></a:solidFill>'


def line(color: str, width: float, more: str = "") -> str:
    """An outline."""
    return f'<a:ln w="{emu(width)}">{solid(color)}{more}</a:ln>'


NO_LINE = "<a:ln><a:noFill/></a:ln>"


def shape(
    width: float,
    height: float,
    content: str = "",
    *,
    looks: str = NO_LINE,
    kind: str = "rect",
    body: str = "",
    fit: str = "",
    frame: str = "",
    at: str = "",
) -> str:
    """A `wps:wsp`; `content` are the blocks of its text box, `body` attributes of its `wps:bodyPr`."""
    box = f"<wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx>" if content else ""
    return (
        f"<wps:wsp><wps:cNvSpPr/>{properties('wps', width, height, frame=frame, looks=looks, shape=kind, at=at)}{box}"
        f"<wps:bodyPr {body}>{fit}</wps:bodyPr></wps:wsp>"
    )


def group(width: float, height: float, *shapes: str) -> str:
    """A `wpg:wgp` whose inner coordinates are points times 12,700, as outside."""
    size = f'cx="{emu(width)}" cy="{emu(height)}"'
    frame = f'<a:xfrm><a:off x="0" y="0"/><a:ext {size}/><a:chOff x="0" y="0"/><a:chExt {size}/></a:xfrm>'
    return f"<wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr>{frame}</wpg:grpSpPr>{''.join(shapes)}</wpg:wgp>"


def _graphic(content: str) -> str:
    uri = {"<pic:": _PICTURES, "<wps:": _SHAPES, "<wpg:": _GROUPS}[content[:5]]
    return f'<a:graphic><a:graphicData uri="{uri}">{content}</a:graphicData></a:graphic>'


def _drawing(frame: str, content: str) -> str:
    """A run, the drawing in an alternative as Word writes it where it is no picture."""
    drawing = f"<w:drawing>{frame}</w:drawing>"
    if not content.startswith("<pic:"):
        needs = content[1:4]
        drawing = f'<mc:AlternateContent><mc:Choice Requires="{needs}">{drawing}</mc:Choice></mc:AlternateContent>'
    return f"<w:r>{drawing}</w:r>"


def inline(content: str, width: float, height: float) -> str:
    """A run with a drawing in the line."""
    number = next(_IDS)
    frame = (
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{emu(width)}" cy="{emu(height)}"/>'
        f'<wp:docPr id="{number}" name="d{number}"/>{_graphic(content)}</wp:inline>'
    )
    return _drawing(frame, content)


def anchor(
    content: str,
    width: float,
    height: float,
    *,
    across: Place = ("column", 0),
    down: Place = ("paragraph", 0),
    wrap: str = "<wp:wrapNone/>",
    away: tuple[float, float, float, float] = (0, 0, 0, 0),
    behind: bool = False,
    order: int = 1,
    more: str = "",
) -> str:
    """A run with an anchored drawing; `away` is the distance of text at its top, bottom, left and right."""
    number = next(_IDS)
    distances = " ".join(f'dist{side}="{emu(far)}"' for side, far in zip("TBLR", away, strict=True))
    frame = (
        f'<wp:anchor {distances} simplePos="0" relativeHeight="{order}" behindDoc="{int(behind)}" locked="0" '
        f'layoutInCell="1" allowOverlap="1" {more}><wp:simplePos x="0" y="0"/>{_position("H", across)}'
        f'{_position("V", down)}<wp:extent cx="{emu(width)}" cy="{emu(height)}"/>'
        f'<wp:effectExtent l="0" t="0" r="0" b="0"/>{wrap}<wp:docPr id="{number}" name="d{number}"/>'
        f"<wp:cNvGraphicFramePr/>{_graphic(content)}</wp:anchor>"
    )
    return _drawing(frame, content)


def _position(axis: str, place: Place) -> str:
    relative, where = place
    said = f"<wp:align>{where}</wp:align>" if isinstance(where, str) else f"<wp:posOffset>{emu(where)}</wp:posOffset>"
    return f'<wp:position{axis} relativeFrom="{relative}">{said}</wp:position{axis}>'


def square(side: str = "bothSides") -> str:
    """A wrap around the rectangle."""
    return f'<wp:wrapSquare wrapText="{side}"/>'


TOP_AND_BOTTOM = "<wp:wrapTopAndBottom/>"


def pict(content: str) -> str:
    """A run with VML."""
    return f"<w:r><w:pict>{content}</w:pict></w:r>"


def watermark(text: str, width: float = 300, height: float = 150) -> str:
    """A run with word art across the page, grey and behind everything, as Word makes it for 机密."""
    return pict(
        f'<v:shape type="#_x0000_t136" style="position:absolute;margin-left:0;margin-top:0;width:{width}pt;'
        f"height:{height}pt;rotation:315;z-index:-251658752;mso-position-horizontal:center;"
        "mso-position-horizontal-relative:margin;mso-position-vertical:center;"
        'mso-position-vertical-relative:margin" fillcolor="silver" stroked="f">'
        f'<v:fill opacity=".5"/><v:textpath style="font-family:&quot;宋体&quot;;font-size:1pt" string="{text}"/>'
        "</v:shape>"
    )
