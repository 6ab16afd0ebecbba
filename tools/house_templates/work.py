"""How the work runs: process, schedule, resources, risks: steps 3 to 5 (S4-3 to S4-5, S1).

A chart stands first, below the title, where it always finds room; the tables that follow it fill the pages. The other
way round, a chart that does not fit below its table would leave half a page empty.
"""

from __future__ import annotations

from docgen.word.house.blocks import sheet_title
from docgen.word.house.ooxml import HAIR, KEEP, LANDSCAPE, PORTRAIT_FORM, paragraph, when
from docgen.word.house.package import Template
from docgen.word.house.tables import (
    LABEL_FILL,
    Cell,
    Column,
    facts,
    head_row,
    list_table,
    looped_table,
    names_below,
    row,
    table,
    tag_row,
)

from .plan import details

_FLOW = (
    Column("序号", 10.5, "{{ loop.index }}", "TableCenter"),
    Column("节点", 29.2, "{{ n.name }}"),
    Column("责任部门", 25.3, names_below("n.departments")),
    Column("输入", 25.4, "{{ n.input }}"),
    Column("输出", 25.4, "{{ n.output }}"),
    Column("下一节点", 29.2, "{{ n.next|next_nodes }}"),
    Column("性质", 11, "{{ (n|node_kind)|replace('、', '\\n') }}", "TableCenter"),
)
_FALLBACKS = (
    Column("节点", 39, "{{ n.name }}"),
    Column("备选方案", 117, "{{ n.fallback }}"),
)
_COMMUNICATION = (
    Column("沟通事项", 23, "{{ c.occasion }}"),
    Column("频次与时间", 31, "{{ c.frequency }}"),
    Column("形式", 19, "{{ c.form }}", "TableCenter"),
    Column("参加部门", 34, "{{ c.participants }}"),
    Column("召集部门", 25.5, "{{ c.convener }}", "TableCenter"),
    Column("记录形式", 23.5, "{{ c.record }}", "TableCenter"),
)
_DECISIONS = (
    Column("序号", 11, "{{ loop.index }}", "TableCenter"),
    Column("决策事项", 55, "{{ d.matter }}"),
    Column("审批人", 69, "{{ d.approvers|people }}"),
    Column("审批方式", 21, "{{ d.mode }}", "TableCenter"),
)
_TOOLS = (
    Column("序号", 11, "{{ loop.index }}", "TableCenter"),
    Column("协作工具", 55, "{{ t.name }}"),
    Column("用途", 90, "{{ t.purpose }}"),
)
_CONFLICTS = (
    Column("级别", 24, "{{ c.level|level }}", "TableCenter"),
    Column("处理人", 96, "{{ c.handled_by }}"),
    Column("响应时限", 36, "{{ c.response_days }} 个工作日内", "TableCenter"),
)


def process() -> Template:
    """协作流程与沟通机制 (S4-3, S1-2, S3). Portrait: a flow runs from the top down."""
    fallbacks = "flow|selectattr('fallback')|list"
    return Template(
        "协作流程与沟通机制",
        PORTRAIT_FORM,
        (
            sheet_title("协作流程与沟通机制"),
            paragraph("TableCaption", "一、流程图"),
            paragraph("Picture", "{{ chart('flow-chart', height_mm=104) }}"),
            paragraph("TableCaption", "二、流程节点"),
            list_table("n in flow", _FLOW),
            when(
                fallbacks,
                paragraph("TableCaption", "三、备选方案"),
                list_table("n in flow if n.fallback", _FALLBACKS),
            ),
            paragraph("TableCaption", f"{{% set part = 4 if {fallbacks} else 3 %}}{{{{ part|cn_number }}}}、沟通机制"),
            list_table("c in communication", _COMMUNICATION),
            paragraph("TableCaption", "{{ (part + 1)|cn_number }}、决策权限"),
            _remark("共同审批，须全部审批人同意方可生效；单独审批，由任一审批人同意即可生效。"),
            list_table("d in decisions", _DECISIONS, together=True),
            paragraph("Gap", setting=HAIR),
            when(
                "tools",
                paragraph("TableCaption", "{{ (part + 2)|cn_number }}、协作工具"),
                list_table("t in tools", _TOOLS, together=True),
                paragraph("Gap", setting=HAIR),
            ),
            paragraph("TableCaption", "{{ (part + (3 if tools else 2))|cn_number }}、三级冲突解决机制"),
            _remark("下一级在时限内未能解决的，自动上报上一级。"),
            list_table("c in conflict_resolution", _CONFLICTS, together=True),
            paragraph("Gap", setting=HAIR),
        ),
    )


def _remark(text: str) -> str:
    """What is to be known for a table, before it: after it, it could come to stand alone on the next page."""
    return paragraph("Note", text, setting=KEEP)


_TASKS = (
    Column("任务", 37, "{{ t.name }}"),
    Column("交付成果", 80, "{{ t.deliverables }}"),
    Column("开始日期", 22.5, "{{ t.start }}", "TableCenter"),
    Column("完成日期", 22.5, "{{ t.end }}", "TableCenter"),
    Column("责任人", 18, "{{ t.owner }}", "TableCenter"),
    Column("责任部门", 25.5, "{{ t.owner_department }}", "TableCenter"),
    Column("前置任务", 36.5, "{{ t.after }}"),
    Column("状态", 15, "{{ t.status }}", "TableCenter"),
)


def schedule() -> Template:
    """时间节点进度表 with the Gantt chart (S4-4)."""
    return Template(
        "时间节点进度表",
        LANDSCAPE,
        (
            sheet_title("时间节点进度表"),
            details(),
            paragraph("TableCaption", "一、甘特图"),
            paragraph("Picture", "{{ chart('gantt-chart', height_mm=123) }}"),
            paragraph("TableCaption", "二、任务与交付成果"),
            _tasks_by_phase(),
            paragraph("Gap", setting=HAIR),
        ),
    )


def _tasks_by_phase() -> str:
    """A row across the table opens each phase and goes with its first task; merged cells would be blank overleaf."""
    widths = [column.width for column in _TASKS]
    phase = (
        "{{ p.name }}{% if p.start %}　{{ p.start|cn_date }}至{{ p.end|cn_date }}{% endif %}"
        "　共 {{ p.tasks|length }} 项任务"
    )
    return table(
        widths,
        [
            head_row(_TASKS),
            tag_row("{%tr for p in schedule %}", widths),
            row(
                [Cell(sum(widths), paragraph("TableGroup", phase, setting=KEEP), span=len(widths), fill=LABEL_FILL)],
                whole=True,
                height=6.8,
            ),
            tag_row("{%tr for t in p.tasks %}", widths),
            row([column.body_cell() for column in _TASKS], whole=True, height=6.8),
            tag_row("{%tr endfor %}", widths),
            tag_row("{%tr endfor %}", widths),
        ],
    )


_RESOURCES = (
    Column("类别", 16, "{{ kind }}{% vm %}", "TableCenter"),
    Column("资源名称", 34, "{{ r.item }}"),
    Column("数量", 21, "{{ r.quantity|quantity(r.unit) }}", "TableCenter"),
    Column("来源", 23, "{{ r.source }}", "TableCenter"),
    Column("到位日期", 25, "{{ r.needed_by }}", "TableCenter"),
    Column("保障方式", 37, "{{ r.secured_by }}"),
)


def resources() -> Template:
    """资源清单 (S1-4), by kind."""
    budget = facts(
        [26, 26, 26, 26, 26, 26],
        [
            ("预算总额", "{{ budget.total|quantity(budget.unit) }}"),
            ("应急预算", "{{ budget.contingency|quantity(budget.unit) }}"),
            ("应急占比", "{{ budget.contingency|share_of(budget.total) }}"),
        ],
    )
    return Template(
        "资源清单",
        PORTRAIT_FORM,
        (
            sheet_title("资源清单"),
            paragraph("TableCaption", "一、资源明细"),
            looped_table(["kind, listed in resources|groupby('kind')", "r in listed"], _RESOURCES),
            when("budget", paragraph("TableCaption", "二、预算"), budget),
            paragraph("Gap", setting=HAIR),
        ),
    )


_RISKS = (
    Column("序号", 11, "{{ loop.index }}", "TableCenter"),
    Column("风险", 45, "{{ r.risk }}"),
    Column("影响", 12, "{{ r.impact }}", "TableCenter"),
    Column("概率", 12, "{{ r.probability }}", "TableCenter"),
    Column("责任部门", 25.5, "{{ r.responsible }}", "TableCenter"),
    Column("应对措施", 69, "{{ r.measure }}"),
    Column("触发条件", 41, "{{ r.trigger }}"),
    Column("上报与沟通路径", 41.5, "{{ r.escalation }}"),
)


def risks() -> Template:
    """风险应对与沟通机制表 with the risk matrix (S4-5): the fewer the risks, the lower it is."""
    matrix_height = "46 if risks|length <= 5 else 60 if risks|length <= 8 else 112"
    return Template(
        "风险应对与沟通机制表",
        LANDSCAPE,
        (
            sheet_title("风险应对与沟通机制表"),
            details(),
            paragraph("TableCaption", "一、风险矩阵"),
            paragraph("Picture", f"{{{{ chart('risk-matrix', height_mm={matrix_height}) }}}}"),
            paragraph("TableCaption", "二、风险清单"),
            list_table("r in risks", _RISKS),
            paragraph("Gap", setting=HAIR),
        ),
    )
