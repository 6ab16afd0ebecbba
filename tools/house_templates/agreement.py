"""How the departments agree, and where the plan is kept: steps 6 and 7 (S4-6, S4-7)."""

from __future__ import annotations

from docgen.word.house.blocks import sheet_title, signature_block
from docgen.word.house.ooxml import HAIR, KEEP, LANDSCAPE, PORTRAIT_FORM, Setting, each, paragraph, when
from docgen.word.house.package import Template
from docgen.word.house.tables import LABEL_FILL, Cell, Column, facts, list_table, row, table

from .plan import details

_REVIEWS = (
    Column("序号", 11, "{{ loop.index }}", "TableCenter"),
    Column("部门", 25.5, "{{ r.department }}", "TableCenter"),
    Column("审核人", 18, "{{ r.reviewer }}", "TableCenter"),
    Column("送审日期", 25, "{{ r.sent }}", "TableCenter"),
    Column("反馈日期", 25, "{{ r.returned }}", "TableCenter"),
    Column("审核结论", 22, "{{ r.verdict }}", "TableCenter"),
    Column("审核意见", 58.5, "{{ r.opinion }}"),
    Column("采纳与修改情况", 47, "{{ r.answer }}"),
    Column("修订日期", 25, "{{ r.revised }}", "TableCenter"),
)
_DISPUTES = (
    Column("序号", 11, "{{ loop.index }}", "TableCenter"),
    Column("争议事项", 108, "{{ d.matter }}"),
    Column("评审会日期", 30, "{{ d.meeting }}", "TableCenter"),
    Column("会议结论", 108, "{{ d.conclusion }}"),
)
_REVISIONS = (
    Column("版本", 24, "{{ v.version }}", "TableCenter"),
    Column("日期", 29, "{{ v.date }}", "TableCenter"),
    Column("修订人", 24, "{{ v.author }}", "TableCenter"),
    Column("修订摘要", 180, "{{ v.summary }}"),
)


def review() -> Template:
    """审核意见与修订记录 (S4-6)."""
    return Template(
        "审核意见与修订记录",
        LANDSCAPE,
        (
            sheet_title("审核意见与修订记录"),
            details(),
            paragraph("TableCaption", "一、部门审核意见"),
            list_table("r in reviews", _REVIEWS, whole=False),
            when(
                "disputes",
                paragraph("TableCaption", "二、争议处理"),
                list_table("d in disputes", _DISPUTES, together=True),
                paragraph("Gap", setting=HAIR),
            ),
            when(
                "revisions",
                paragraph("TableCaption", "{{ '三' if disputes else '二' }}、修订记录"),
                list_table("v in revisions", _REVISIONS, together=True),
            ),
            paragraph("Gap", setting=HAIR),
        ),
    )


def signing() -> Template:
    """签字确认页: a block for every head (S4-6; domain: paper habits)."""
    return Template(
        "签字确认页",
        PORTRAIT_FORM,
        (
            paragraph("Title", "签字确认页"),
            paragraph(
                "Body",
                "各部门负责人已审阅《{{ title }}{{ pack.kind }}》"
                "（编号：{{ edition.number }}，版本：{{ edition.version }}）"
                "及其附件，同意本部门所承担的职责、时间节点与交付成果，签字盖章（或者电子签名）后生效。",
                setting=Setting(align="left", after=6),
            ),
            each("s in signers", signature_block(), paragraph("Gap", setting=Setting(line=9))),
        ),
    )


def publication() -> Template:
    """发布与存档登记表 (S4-7)."""
    half = [28.0, 50.0, 28.0, 50.0]
    return Template(
        "发布与存档登记表",
        PORTRAIT_FORM,
        (
            paragraph("Title", "发布与存档登记表"),
            paragraph("TableCaption", "一、发布"),
            facts(
                half,
                [("计划名称", "{{ title }}")],
                [("文件编号", "{{ edition.number }}"), ("版　　本", "{{ edition.version }}（{{ edition.status }}）")],
                [("牵头部门", "{{ lead.name }}"), ("发布日期", "{{ edition.date|cn_date }}")],
                [("发布渠道", "{{ publication.channels }}")],
                [("查看权限", "{{ publication.viewers }}")],
                [("编辑权限", "{{ publication.editors }}")],
            ),
            paragraph("TableCaption", "二、电子存档"),
            facts(
                half,
                [("文 件 名", "{{ edition.name }}")],
                [("存档目录", "{{ archive.directory }}")],
                [("保存期限", "{{ archive.retention_years }} 年"), ("保 存 至", "{{ retention_until|cn_date }}")],
                [("内容指纹", "{{ edition.fingerprint }}")],
            ),
            when(
                "archive.paper_copies",
                paragraph("TableCaption", "三、纸质文本"),
                list_table(
                    "c in archive.paper_copies",
                    [
                        Column("保存部门", 40, "{{ c.holder }}", "TableCenter"),
                        Column("份数", 24, "{{ c.copies }} 份", "TableCenter"),
                        Column("存放地点", 92, "{{ c.place }}"),
                    ],
                ),
            ),
            paragraph("TableCaption", "{{ '四' if archive.paper_copies else '三' }}、交接登记"),
            _handover(),
            paragraph("Gap", setting=HAIR),
        ),
    )


def _handover() -> str:
    """Who hands the papers over and who takes them into the archive, each signs with a date."""
    widths = [28.0, 58.0, 24.0, 46.0]
    rows = [
        row(
            [
                Cell(widths[0], paragraph("TableLabel", who, setting=setting), fill=LABEL_FILL),
                Cell(widths[1], paragraph("TableText", "签字：", setting=setting)),
                Cell(widths[2], paragraph("TableLabel", "日期", setting=setting), fill=LABEL_FILL),
                Cell(widths[3], paragraph("TableCenter", "　　年　　月　　日", setting=setting)),
            ],
            whole=True,
            height=14,
        )
        for who, setting in (("经 办 人", KEEP), ("档案接收人", Setting()))
    ]
    return table(widths, rows)
