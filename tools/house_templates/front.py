"""The front matter that all packs share: cover, document control, findings of a draft."""

from __future__ import annotations

from docgen.word.house.ooxml import HAIR, LANDSCAPE, PORTRAIT_FORM, Page, Setting, paragraph, when
from docgen.word.house.package import Template
from docgen.word.house.styles import INK
from docgen.word.house.tables import Cell, Column, facts, list_table, row, table

_COVER_PAGE = Page(210, 297, top=30, right=26, bottom=30, left=28, header=15)
_LABEL, _VALUE = 30.0, 100.0


def cover() -> Template:
    """Organisation, logo, title, and what identifies the issue."""
    width = _COVER_PAGE.text_width
    organisation = "".join(
        (
            when("edition.has_logo", paragraph("Picture", "{{ logo(18) }}", setting=Setting(after=8))),
            paragraph("CoverOrganisation", "{{ edition.organisation }}"),
        )
    )
    title = "".join(
        (
            paragraph("CoverTitle", "{{ title }}"),
            paragraph("CoverKind", "{{ pack.title }}"),
        )
    )
    rule = f'<w:tcBorders><w:bottom w:val="single" w:sz="12" w:space="0" w:color="{INK}"/></w:tcBorders>'
    head = table(
        [width],
        [
            row([Cell(width, organisation, vertical="bottom", borders=rule)], height=42),
            row([Cell(width, title, vertical="center")], height=86),
        ],
        borders="",
        vertical_margin=3,
    )
    # Without a paragraph between them LibreOffice gives both tables the width of the second.
    return Template(
        None, _COVER_PAGE, (head, paragraph("Gap", setting=HAIR), _cover_facts(), paragraph("Gap", setting=HAIR))
    )


def _cover_facts() -> str:
    """Label and text with a thin line below each text, centred on the page."""
    line = '<w:tcBorders><w:bottom w:val="single" w:sz="4" w:space="0" w:color="7F8FA6"/></w:tcBorders>'
    items = (
        ("文件编号", "{{ edition.number }}"),
        ("版　　本", "{{ edition.version }}（{{ edition.status }}）"),
        ("日　　期", "{{ edition.date|cn_date }}"),
        ("适用场合", "{{ occasion }}"),
        ("计划期间", "{{ start|cn_date }}至{{ end|cn_date }}"),
        ("牵头部门", "{{ lead.name }}"),
    )
    values = [(label, paragraph("CoverText", text)) for label, text in items]
    rows = [
        row(
            [
                Cell(_LABEL, paragraph("CoverLabel", label), vertical="top"),
                Cell(_VALUE, value, vertical="bottom", borders=line),
            ],
            whole=True,
            height=10.5,
        )
        for label, value in [*values, ("参与部门", _participants())]
    ]
    return table([_LABEL, _VALUE], rows, borders="", vertical_margin=0.8)


def _participants() -> str:
    """The names of the others; smaller where they are many, so that the cover stays one page."""
    most = 12
    listed = f"{{{{ participants[:{most}] }}}}"
    rest = f"{{% if participants|length > {most} %}}等 {{{{ participants|length }}}} 个部门{{% endif %}}"
    return "".join(
        (
            when("participants|length <= 6", paragraph("CoverText", "{{ participants }}")),
            when("participants|length > 6", paragraph("CoverList", listed + rest)),
        )
    )


def control() -> Template:
    """文件控制页: what the document is, its versions, who may do what with it, how long it is kept."""
    identity = facts(
        [26, 52, 26, 52],
        [("文件名称", "{{ edition.name }}")],
        [("文件编号", "{{ edition.number }}"), ("版　　本", "{{ edition.version }}")],
        [("状　　态", "{{ edition.status }}"), ("日　　期", "{{ edition.date|cn_date }}")],
        [("牵头部门", "{{ lead.name }}"), ("负 责 人", "{{ lead.head }}")],
        [("内容指纹", "{{ edition.fingerprint }}")],
    )
    versions = list_table(
        "v in versions",
        [
            Column("版本", 22, "{{ v.version }}", "TableCenter"),
            Column("日期", 40, "{{ v.date|cn_date }}", "TableCenter"),
            Column("内容指纹", 60, "{{ v.fingerprint }}", "TableCenter"),
            Column("说明", 34, "{{ v.note }}", "TableCenter"),
        ],
    )
    rights = facts(
        [26, 130],
        [("查看权限", "{{ publication.viewers }}")],
        [("编辑权限", "{{ publication.editors }}")],
        [("发布渠道", "{{ publication.channels }}")],
    )
    keeping = facts(
        [26, 52, 26, 52],
        [("存档目录", "{{ archive.directory }}")],
        [("保存期限", "{{ archive.retention_years }} 年"), ("保存至", "{{ retention_until|cn_date }}")],
    )
    return Template(
        "文件控制页",
        PORTRAIT_FORM,
        (
            paragraph("Title", "文件控制页"),
            paragraph("TableCaption", "一、文件标识"),
            identity,
            paragraph("TableCaption", "二、版本记录"),
            versions,
            paragraph("TableCaption", "三、使用权限"),
            rights,
            paragraph("TableCaption", "四、保存"),
            keeping,
            paragraph(
                "Note",
                "本文件以编号、版本和内容指纹为准；每页下方的二维码载有编号、版本、页次和内容指纹，可据以核对纸质文本与电子原件是否一致。",
            ),
        ),
    )


def findings() -> Template:
    """草稿检查意见: the page that only a draft has."""
    columns = [
        Column("序号", 11, "{{ loop.index }}", "TableCenter"),
        Column("规则", 15, "{{ f.rule }}", "TableCenter"),
        Column("级别", 15, "{{ f.severity }}", "TableCenter"),
        Column("位置", 76, "{{ f.place }}"),
        Column("问题", 70, "{{ f.message }}"),
        Column("处理建议", 70, "{{ f.mend }}"),
    ]
    rows = list_table("f in findings", columns)
    return Template(
        "草稿检查意见",
        LANDSCAPE,
        (
            paragraph("Title", "草稿检查意见"),
            paragraph(
                "Body",
                "本文件为草稿，不得作为正式文本签署、发布或者存档。"
                "{% if findings %}经检查，共有 {{ findings|length }} 条意见"
                "（其中错误 {{ findings|selectattr('severity', 'equalto', '错误')|list|length }} 条），列示如下。"
                "错误全部改正后，方可生成正式文本。{% else %}经检查，没有意见，可以生成正式文本。{% endif %}",
                setting=Setting(after=10),
            ),
            when("findings", rows),
            paragraph("Gap", setting=HAIR),
        ),
    )
