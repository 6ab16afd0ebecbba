"""The plan itself, and who does what: steps 1 and 2 (S4-1, S4-2)."""

from __future__ import annotations

from docgen.word.house.blocks import sheet_title
from docgen.word.house.ooxml import HAIR, KEEP, LANDSCAPE, PORTRAIT, Setting, each, paragraph, when
from docgen.word.house.package import Template
from docgen.word.house.tables import HEAD_FILL, Cell, Column, list_table, names_below, row, table, tag_row

_GOALS = (
    Column("序号", 11, "{{ loop.index }}", "TableCenter"),
    Column("目标", 51, "{{ g.statement }}"),
    Column("衡量指标", 27, "{{ g.indicator }}", "TableCenter"),
    Column("现状值", 21, "{{ g.baseline|quantity(g.unit) }}", "TableCenter"),
    Column("目标值", 21, "{{ g.target|quantity(g.unit) }}", "TableCenter"),
    Column("完成期限", 25, "{{ g.deadline }}", "TableCenter"),
)
_DEPARTMENTS = (
    Column("部门", 25.5, "{{ d.name }}", "TableCenter"),
    Column("角色", 14, "{{ d.role }}", "TableCenter"),
    Column("负责人", 18, "{{ d.head }}", "TableCenter"),
    Column("职务", 36, "{{ d.head_title }}", "TableCenter"),
    Column("接口人", 29.5, "{{ d.liaisons }}", "TableCenter"),
    Column("联系方式", 33, "{{ d.contact }}", "TableCenter"),
)


def plan() -> Template:
    """协作计划书: a formal text by GB/T 9704."""
    opening = (
        "为推进“{{ title }}”，现由{{ lead.name }}牵头，会同{{ participants }}制定本计划。"
        "计划期间为{{ start|cn_date }}至{{ end|cn_date }}。"
    )
    return Template(
        "协作计划书",
        PORTRAIT,
        (
            paragraph("Title", "{{ title }}", setting=Setting(after=0, keep_next=True)),
            paragraph("Title", "{{ pack.kind }}书", setting=Setting(after=12)),
            paragraph("Body", opening),
            paragraph("Heading1", "一、背景与核心问题"),
            each("text in background|paragraphs", paragraph("Body", "{{ text }}")),
            *_goals(),
            *_scope(),
            paragraph("Heading1", "四、参与部门"),
            paragraph(
                "Body",
                "本计划由{{ departments|length }}个部门共同执行，名单如下。",
                setting=Setting(keep_next=True, after=8),
            ),
            list_table("d in departments", _DEPARTMENTS, together=True),
            *_closing(),
        ),
    )


def _goals() -> tuple[str, ...]:
    return (
        paragraph("Heading1", "二、协作目标"),
        paragraph("Heading2", "（一）目标与衡量指标", setting=Setting(after=6, keep_next=True)),
        list_table("g in goals", _GOALS),
        paragraph("Heading2", "（二）可达成依据与关联", setting=Setting(before=6, keep_next=True)),
        each(
            "g in goals",
            paragraph(
                "Body",
                "{{ loop.index }}. {{ g.statement|sentence }}"
                "{% if g.achievable %}可达成依据：{{ g.achievable|sentence }}{% endif %}"
                "{% if g.relevant %}与公司目标的关联：{{ g.relevant|sentence }}{% endif %}",
            ),
        ),
    )


def _scope() -> tuple[str, ...]:
    return (
        paragraph("Heading1", "三、协作范围"),
        paragraph("Heading2", "（一）纳入本计划的事项"),
        each("item in in_scope", paragraph("Body", "{{ loop.index }}. {{ item|sentence('；', loop.last) }}")),
        paragraph("Heading2", "（二）不纳入本计划的事项"),
        each(
            "row in out_of_scope",
            paragraph(
                "Body", "{{ loop.index }}. {{ row.item }}，由{{ row.handled_by }}处理{{ '。' if loop.last else '；' }}"
            ),
        ),
    )


def _closing() -> tuple[str, ...]:
    """Annexes as clause 7.3.4 of GB/T 9704 sets them, then the lead department and the date: never alone on a page."""
    item = "{{ '附件：' if loop.first else '　　　' }}{{ loop.index }}. {{ document }}"
    listed = each(
        "document in attachments",
        when("loop.revindex <= 2", paragraph("Body", item, setting=KEEP)),
        when("loop.revindex > 2", paragraph("Body", item)),
    )
    return (
        paragraph("Gap", setting=Setting(line=14)),
        listed,
        paragraph("Closing", "{{ lead.name }}　　", setting=Setting(before=28, keep_next=True)),
        paragraph("Closing", "{{ edition.date|cn_date }}　"),
    )


def responsibilities() -> Template:
    """部门职责分工明细表 (S4-2)."""
    columns = (
        Column("序号", 11, "{{ loop.index }}", "TableCenter"),
        Column("协作任务", 25, "{{ a.task }}"),
        Column("负责部门", 25.5, "{{ a.responsible }}", "TableCenter"),
        Column("配合部门", 25.5, names_below("a.cooperating")),
        Column("负责部门职责", 56, "{{ a.duty }}"),
        Column("配合部门职责", 45.5, "{{ a.cooperation_duty }}"),
        Column("交付标准", 46, "{{ a.standard }}"),
        Column("起止日期", 22.5, "{{ a.start }}\n{{ a.end }}", "TableCenter"),
    )
    return Template(
        "部门职责分工明细表",
        LANDSCAPE,
        (
            sheet_title("部门职责分工明细表"),
            details(),
            list_table("a in assignments", columns),
            paragraph("Gap", setting=HAIR),
        ),
    )


def details() -> str:
    """The line below a form's title that says what plan it belongs to: one line, a long name is in the header only."""
    return paragraph(
        "Details",
        "{% if title|length <= 24 %}计划名称：{{ title }}　　{% endif %}牵头部门：{{ lead.name }}　　"
        "计划期间：{{ start }} 至 {{ end }}　　编号：{{ edition.number }}",
        setting=Setting(align="center", after=4, keep_next=True),
    )


def raci() -> Template:
    """RACI 矩阵: tasks down, departments across (S1-3, S2)."""
    task, mark, approver = 58.0, 1.0, 26.0
    letters = LANDSCAPE.text_width - task - 2 * mark - approver
    head = (
        Cell(task, paragraph("TableHead", "任务 / 节点", setting=KEEP), fill=HEAD_FILL),
        Cell(mark, paragraph("Tag", "{%tc for name in raci_matrix.departments %}")),
        Cell(letters, paragraph("TableHead", "{{ name }}", setting=KEEP), fill=HEAD_FILL),
        Cell(mark, paragraph("Tag", "{%tc endfor %}")),
        Cell(approver, paragraph("TableHead", "批准人", setting=KEEP), fill=HEAD_FILL),
    )
    body = (
        Cell(task, paragraph("TableText", "{{ r.task }}")),
        Cell(mark, paragraph("Tag", "{%tc for letters in r.cells %}")),
        Cell(letters, paragraph("TableCenter", "{{ letters }}")),
        Cell(mark, paragraph("Tag", "{%tc endfor %}")),
        Cell(approver, paragraph("TableCenter", "{{ r.approver }}")),
    )
    widths = [task, mark, letters, mark, approver]
    matrix = table(
        widths,
        [
            row(head, head=True, height=8),
            tag_row("{%tr for r in raci_matrix.rows %}", widths),
            row(body, whole=True, height=7.5),
            tag_row("{%tr endfor %}", widths),
        ],
    )
    return Template(
        "RACI 矩阵",
        LANDSCAPE,
        (
            sheet_title("RACI 矩阵"),
            details(),
            paragraph(
                "Note",
                "R 执行：具体完成任务；A 批准：对结果最终负责，每项任务只有一个；C 咨询：行动前征求意见；"
                "I 知会：完成后告知。A/R 表示该部门执行任务，并由其负责人批准。",
                setting=Setting(align="center", keep_next=True),
            ),
            matrix,
            paragraph("Gap", setting=HAIR),
        ),
    )
