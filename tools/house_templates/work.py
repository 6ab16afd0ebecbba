"""How the work runs: process, schedule, resources, risks: steps 3 to 5 (S4-3 to S4-5, S1)."""

from __future__ import annotations

from .ooxml import LANDSCAPE, PORTRAIT, Setting, paragraph, when
from .package import Template
from .plan import details, sheet_title
from .tables import Column, facts, list_table, looped_table

_NEW_PAGE = Setting(page_break_before=True, keep_next=True)

_FLOW = (
    Column("序号", 13, "{{ loop.index }}", "TableCenter"),
    Column("节点", 32, "{{ n.name }}"),
    Column("责任部门", 28, "{{ n.departments }}"),
    Column("输入", 34, "{{ n.input }}"),
    Column("输出", 34, "{{ n.output }}"),
    Column("下一节点", 38, "{{ n.next|next_nodes }}"),
    Column("性质", 20, "{{ n|node_kind }}", "TableCenter"),
    Column("备选方案", 54, "{{ n.fallback }}"),
)
_COMMUNICATION = (
    Column("沟通事项", 34, "{{ c.occasion }}"),
    Column("频次与时间", 50, "{{ c.frequency }}"),
    Column("形式", 26, "{{ c.form }}", "TableCenter"),
    Column("参加部门", 77, "{{ c.participants }}"),
    Column("召集部门", 26, "{{ c.convener }}", "TableCenter"),
    Column("记录形式", 40, "{{ c.record }}", "TableCenter"),
)
_DECISIONS = (
    Column("序号", 13, "{{ loop.index }}", "TableCenter"),
    Column("决策事项", 94, "{{ d.matter }}"),
    Column("审批人", 116, "{{ d.approvers|people }}"),
    Column("审批方式", 30, "{{ d.mode }}", "TableCenter"),
)
_TOOLS = (
    Column("序号", 13, "{{ loop.index }}", "TableCenter"),
    Column("协作工具", 96, "{{ t.name }}"),
    Column("用途", 144, "{{ t.purpose }}"),
)
_CONFLICTS = (
    Column("级别", 30, "{{ c.level|level }}", "TableCenter"),
    Column("处理人", 130, "{{ c.handled_by }}"),
    Column("响应时限", 93, "{{ c.response_days }} 个工作日内", "TableCenter"),
)


def process() -> Template:
    """协作流程与沟通机制 (S4-3, S1-2, S3)."""
    return Template(
        "协作流程与沟通机制",
        LANDSCAPE,
        (
            sheet_title("协作流程与沟通机制"),
            details(),
            paragraph("TableCaption", "一、流程节点"),
            list_table("n in flow", _FLOW, whole=False),
            paragraph("TableCaption", "二、流程图", setting=_NEW_PAGE),
            paragraph("Picture", "{{ chart('flow-chart') }}"),
            paragraph("TableCaption", "三、沟通机制", setting=_NEW_PAGE),
            list_table("c in communication", _COMMUNICATION),
            paragraph("TableCaption", "四、决策权限"),
            list_table("d in decisions", _DECISIONS),
            paragraph("Note", "注：共同审批须全部审批人同意方可生效；单独审批由任一审批人同意即可生效。"),
            when(
                "tools",
                paragraph("TableCaption", "五、协作工具"),
                list_table("t in tools", _TOOLS, together=True),
                paragraph("Gap"),
            ),
            paragraph("TableCaption", "{{ '六' if tools else '五' }}、三级冲突解决机制"),
            list_table("c in conflict_resolution", _CONFLICTS, together=True),
            paragraph("Note", "注：下一级在时限内未能解决的，自动上报上一级。"),
        ),
    )


_PHASES = (
    Column("阶段", 73, "{{ p.name }}", "TableCenter"),
    Column("开始日期", 60, "{{ p.start|cn_date }}", "TableCenter"),
    Column("结束日期", 60, "{{ p.end|cn_date }}", "TableCenter"),
    Column("任务数", 60, "{{ p.tasks|length }} 项", "TableCenter"),
)
_TASKS = (
    Column("阶段", 22, "{{ p.name }}{% vm %}", "TableCenter"),
    Column("任务", 46, "{{ t.name }}"),
    Column("交付成果", 62, "{{ t.deliverables }}"),
    Column("开始日期", 28, "{{ t.start }}", "TableCenter"),
    Column("完成日期", 28, "{{ t.end }}", "TableCenter"),
    Column("责任人", 25, "{{ t.owner }}\n{{ t.owner_department }}", "TableCenter"),
    Column("前置任务", 24, "{{ t.after }}"),
    Column("状态", 18, "{{ t.status }}", "TableCenter"),
)


def schedule() -> Template:
    """时间节点进度表 with the Gantt chart (S4-4)."""
    return Template(
        "时间节点进度表",
        LANDSCAPE,
        (
            sheet_title("时间节点进度表"),
            details(),
            paragraph("TableCaption", "一、阶段划分"),
            list_table("p in schedule", _PHASES, together=True),
            paragraph("Gap"),
            paragraph("TableCaption", "二、任务与交付成果"),
            looped_table(["p in schedule", "t in p.tasks"], _TASKS),
            paragraph("TableCaption", "三、甘特图", setting=_NEW_PAGE),
            paragraph("Picture", "{{ chart('gantt-chart') }}"),
        ),
    )


_RESOURCES = (
    Column("类别", 18, "{{ r.kind }}", "TableCenter"),
    Column("资源名称", 38, "{{ r.item }}"),
    Column("数量", 22, "{{ r.quantity|quantity(r.unit) }}", "TableCenter"),
    Column("来源", 24, "{{ r.source }}", "TableCenter"),
    Column("到位日期", 28, "{{ r.needed_by }}", "TableCenter"),
    Column("保障方式", 26, "{{ r.secured_by }}"),
)


def resources() -> Template:
    """资源清单 (S1-4)."""
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
        PORTRAIT,
        (
            paragraph("Title", "资源清单"),
            paragraph("TableCaption", "一、资源明细"),
            list_table("r in resources", _RESOURCES),
            when("budget", paragraph("TableCaption", "二、预算"), budget),
            paragraph("Gap"),
        ),
    )


_RISKS = (
    Column("序号", 13, "{{ loop.index }}", "TableCenter"),
    Column("风险", 48, "{{ r.risk }}"),
    Column("影响", 14, "{{ r.impact }}", "TableCenter"),
    Column("概率", 14, "{{ r.probability }}", "TableCenter"),
    Column("责任部门", 24, "{{ r.responsible }}", "TableCenter"),
    Column("应对措施", 52, "{{ r.measure }}"),
    Column("触发条件", 44, "{{ r.trigger }}"),
    Column("上报与沟通路径", 44, "{{ r.escalation }}"),
)


def risks() -> Template:
    """风险应对与沟通机制表 with the risk matrix (S4-5)."""
    return Template(
        "风险应对与沟通机制表",
        LANDSCAPE,
        (
            sheet_title("风险应对与沟通机制表"),
            details(),
            paragraph("TableCaption", "一、风险清单"),
            list_table("r in risks", _RISKS, whole=False),
            paragraph("TableCaption", "二、风险矩阵", setting=_NEW_PAGE),
            paragraph("Picture", "{{ chart('risk-matrix') }}"),
        ),
    )
