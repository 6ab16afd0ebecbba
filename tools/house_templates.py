"""Makes the first version of the Word templates that come with docgen: `python tools/house_templates.py`.

The templates are ordinary Word files from then on; whoever changes one in Word does not run this again, for it would write
over the change.
"""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

from docx.document import Document
from docx.shared import Pt
from house_style import (
    FORMAL,
    LANDSCAPE,
    UPRIGHT,
    Column,
    Sheet,
    add,
    add_facts,
    add_figure,
    add_header,
    add_list,
    add_rows,
    cell,
    new_document,
    paragraph,
    row,
)

FORMS = Path(__file__).resolve().parent.parent / "forms"
PACK = FORMS / "seven-step-plan"
SHARED = FORMS / "shared"


def cover() -> Document:
    """封面."""
    document = new_document(FORMAL)
    add(document, "Figure", "{{ logo(24) }}").paragraph_format.line_spacing = 1.0
    organisation = add(document, "Title", "{{ edition.organisation }}")
    organisation.paragraph_format.space_before, organisation.paragraph_format.space_after = Pt(10), Pt(64)
    organisation.runs[0].font.size = Pt(18)
    title = add(document, "Title", "{{ title }}")
    title.runs[0].font.size = Pt(26)
    title.paragraph_format.line_spacing = Pt(42)
    kind = add(document, "Title", "部 门 协 作 计 划")
    kind.runs[0].font.size = Pt(30)
    kind.paragraph_format.line_spacing, kind.paragraph_format.space_before = Pt(48), Pt(10)
    kind.paragraph_format.space_after = Pt(90)
    facts = (
        ("文件编号", "{{ edition.number }}"),
        ("版　　本", "{{ edition.version }}"),
        ("文件状态", "{{ edition.status }}"),
        ("牵头部门", "{{ lead.name }}"),
        ("适用场合", "{{ occasion }}"),
        ("计划期间", "{{ start|cn_date }}至{{ end|cn_date }}"),
        ("编制日期", "{{ edition.date|cn_date }}"),
    )
    line = "<w:bottom w:val='single' w:sz='4' w:space='0' w:color='7F7F7F'/>"
    none = "".join(f"<w:{edge} w:val='nil'/>" for edge in ("top", "left"))
    rows = [
        row(
            [
                cell(
                    28, [paragraph("CoverLabel", label)], borders=none + "<w:bottom w:val='nil'/><w:right w:val='nil'/>"
                ),
                cell(96, [paragraph("CoverValue", tag)], borders=none + line + "<w:right w:val='nil'/>"),
            ],
            minimum=11,
        )
        for label, tag in facts
    ]
    add_rows(document, (28, 96), rows)
    return document


def control() -> Document:
    """文件控制页."""
    document = _document("文件控制页", UPRIGHT)
    add_facts(
        document,
        (
            ("文件名称", "{{ edition.name }}"),
            ("文件编号", "{{ edition.number }}"),
            ("当前版本", "{{ edition.version }}（{{ edition.status }}）"),
            ("牵头部门", "{{ lead.name }}"),
            ("负责人", "{{ lead.head }}（{{ lead.head_title }}）"),
            ("编制日期", "{{ edition.date }}"),
            ("保存期限", "{{ archive.retention_years }} 年，至 {{ retention_until }}"),
        ),
        (25, 57.5, 25, 57.5),
    )
    add(document, "Section", "一、版本记录")
    rows = [
        _head((("版本", 30), ("编制日期", 40), ("状态", 95))),
        _tags("{%tr for item in edition.earlier %}", (30, 40, 95)),
        row(
            [
                _centred(30, "{{ item.version }}"),
                _centred(40, "{{ item.date }}"),
                _plain(95, "已由后续版本代替，留存备查"),
            ]
        ),
        _tags("{%tr endfor %}", (30, 40, 95)),
        row(
            [
                _centred(30, "{{ edition.version }}"),
                _centred(40, "{{ edition.date }}"),
                _plain(95, "{{ edition.status }}，本版本"),
            ]
        ),
    ]
    add_rows(document, (30, 40, 95), rows)
    add(document, "Section", "二、查阅与编辑权限")
    add_facts(
        document,
        (
            ("可以查阅", "{{ publication.viewers }}"),
            ("可以编辑", "{{ publication.editors }}"),
            ("发布渠道", "{{ publication.channels }}"),
        ),
        (25, 140),
    )
    add(document, "Section", "三、使用说明")
    add(
        document,
        "Explanation",
        "本套文件由同一份答案文件生成，各表内容一致；需要修改的，由牵头部门修改答案文件后生成新版本，不在纸面上涂改。",
    )
    add(
        document,
        "Explanation",
        "每页下方印有文件编号、版本、页码和二维码，可据以核对纸质文件与电子原件是否一致。内容指纹：{{ edition.fingerprint }}。",
    )
    return document


def findings() -> Document:
    """草稿检查意见."""
    document = _document("草稿检查意见", LANDSCAPE)
    add(
        document, "Explanation", "本文件为草稿，仅供讨论，不得签署。按编制规范核对，共有 {{ findings|length }} 条意见："
    )
    add_list(
        document,
        (
            Column("序号", 11, "{{ loop.index }}", centred=True),
            Column("规则", 18, "{{ f.rule }}", centred=True),
            Column("级别", 14, "{{ f.severity }}", centred=True),
            Column("行", 13, "{{ f.line }}", centred=True),
            Column("位置", 57, "{{ f.place }}"),
            Column("问题", 67, "{{ f.message }}"),
            Column("改法", 67, "{{ f.mend }}"),
        ),
        ["f in findings"],
        may_split=True,
    )
    return document


def plan() -> Document:
    """协作计划书."""
    document = new_document(FORMAL)
    add_header(document, "协作计划书", FORMAL.text_width)
    first = add(document, "Title", "{{ title }}")
    first.paragraph_format.space_after = Pt(0)
    add(document, "Title", "协作计划书")
    add(document, "Heading1", "一、协作背景")
    add(document, "Running", "{{ background }}")
    add(document, "Heading1", "二、适用场合与计划期间")
    add(
        document,
        "Running",
        "本计划适用于{{ occasion }}，由{{ lead.name }}牵头，{{ departments|length }} 个部门参加，"
        "自{{ start|cn_date }}起至{{ end|cn_date }}止。",
    )
    add(document, "Heading1", "三、协作目标")
    add_rows(document, (11, 48, 28, 22, 22, 25), _goal_rows())
    add(document, "Heading1", "四、协作范围")
    add(document, "Heading2", "（一）协作事项")
    add(document, "Running", "{%p for item in in_scope %}")
    add(document, "Item", "{{ loop.index }}．{{ item }}{% if loop.last %}。{% else %}；{% endif %}")
    add(document, "Running", "{%p endfor %}")
    add(document, "Heading2", "（二）不在本计划范围内的事项")
    add_list(
        document,
        (
            Column("序号", 12, "{{ loop.index }}", centred=True),
            Column("事项", 84, "{{ item.item }}"),
            Column("由谁处理", 60, "{{ item.handled_by }}"),
        ),
        ["item in out_of_scope"],
    )
    add(document, "Heading1", "五、参与部门")
    add_list(
        document,
        (
            Column("部门", 32, "{{ d.name }}", centred=True),
            Column("角色", 15, "{{ d.role }}", centred=True),
            Column("负责人", 21, "{{ d.head }}", centred=True),
            Column("职务", 32, "{{ d.head_title }}", centred=True),
            Column("接口人", 28, "{{ d.liaisons }}", centred=True),
            Column("联系方式", 28, "{{ d.contact }}", centred=True),
        ),
        ["d in departments"],
    )
    return document


def _goal_rows() -> list[str]:
    widths = (11, 48, 28, 22, 22, 25)
    heads = ("序号", "目标", "衡量指标", "基线值", "目标值", "完成期限")
    figures = (
        cell(11, [paragraph("CellCentre", "{{ loop.index }}")], merge="restart"),
        _plain(48, "{{ g.statement }}"),
        _centred(28, "{{ g.indicator }}"),
        _centred(22, "{{ g.baseline }}{% if g.baseline is not none %} {{ g.unit }}{% endif %}"),
        _centred(22, "{{ g.target }} {{ g.unit }}"),
        _centred(25, "{{ g.deadline }}"),
    )
    reasons = (
        cell(11, [paragraph("Cell", "")], merge="continue"),
        cell(
            145,
            [paragraph("Cell", "可实现：{{ g.achievable }}"), paragraph("Cell", "相关性：{{ g.relevant }}")],
            span=5,
        ),
    )
    return [
        _head(tuple(zip(heads, widths, strict=True))),
        _tags("{%tr for g in goals %}", widths),
        row(figures),
        row(reasons),
        _tags("{%tr endfor %}", widths),
    ]


def responsibilities() -> Document:
    """部门职责分工明细表."""
    document = _document("部门职责分工明细表", LANDSCAPE)
    add_list(
        document,
        (
            Column("序号", 11, "{{ loop.index }}", centred=True),
            Column("工作任务", 30, "{{ a.task }}"),
            Column("负责部门", 21, "{{ a.responsible }}", centred=True),
            Column("配合部门", 25, "{{ a.cooperating }}", centred=True),
            Column("负责部门职责", 49, "{{ a.duty }}"),
            Column("配合部门职责", 45, "{{ a.cooperation_duty }}"),
            Column("交付标准", 41, "{{ a.standard }}"),
            Column("起止日期", 25, "{{ a.start }}\n{{ a.end }}", centred=True),
        ),
        ["a in assignments"],
    )
    return document


def raci() -> Document:
    """RACI 矩阵."""
    document = _document("RACI 矩阵", LANDSCAPE)
    widths = (11, 54, 24, 158)
    head = row(
        [
            cell(11, [paragraph("Head", "序号")], shade=True),
            cell(54, [paragraph("Head", "工作任务")], shade=True),
            cell(24, [paragraph("Head", "最终负责人")], shade=True),
            cell(10, [paragraph("Head", "{%tc for name in matrix.departments %}")], shade=True),
            cell(20, [paragraph("Head", "{{ name }}")], shade=True),
            cell(10, [paragraph("Head", "{%tc endfor %}")], shade=True),
        ],
        header=True,
    )
    body = row(
        [
            _centred(11, "{{ loop.index }}"),
            _plain(54, "{{ r.task }}"),
            _centred(24, "{{ r.approver }}"),
            _plain(10, "{%tc for letters in r.cells %}"),
            _centred(20, "{{ letters }}"),
            _plain(10, "{%tc endfor %}"),
        ]
    )
    rows = [head, _tags("{%tr for r in matrix.rows %}", widths), body, _tags("{%tr endfor %}", widths)]
    add_rows(document, widths, rows)
    add(
        document,
        "Note",
        "R 执行：完成该项任务；A 批准：对结果最终负责，每项任务只有一人；C 咨询：事前征求意见；I 知会：事后告知结果。部门负责人的字母列在其部门栏内。",
    )
    return document


def process() -> Document:
    """协作流程与沟通机制."""
    document = _document("协作流程与沟通机制", UPRIGHT)
    add(document, "Section", "一、流程节点")
    add_list(
        document,
        (
            Column("序号", 11, "{{ loop.index }}", centred=True),
            Column(
                "流程节点", 29, "{{ n.name }}{% if n.key %}（关键）{% endif %}{% if n.decision %}（决策）{% endif %}"
            ),
            Column("负责部门", 25, "{{ n.departments }}", centred=True),
            Column("输入", 25, "{{ n.input }}"),
            Column("输出", 25, "{{ n.output }}"),
            Column(
                "下一节点", 50, "{{ n.next_text or '结束' }}{% if n.fallback %}\n备选方案：{{ n.fallback }}{% endif %}"
            ),
        ),
        ["n in flow"],
    )
    add(document, "Section", "二、协作流程图")
    add_figure(document, "{{ chart('flow-chart') }}")
    add(document, "Section", "三、沟通机制")
    add_list(
        document,
        (
            Column("沟通场合", 25, "{{ c.occasion }}"),
            Column("频率", 33, "{{ c.frequency }}"),
            Column("形式", 20, "{{ c.form }}", centred=True),
            Column("参加部门", 46, "{{ c.participants }}"),
            Column("召集", 19, "{{ c.convener }}", centred=True),
            Column("记录", 22, "{{ c.record }}", centred=True),
        ),
        ["c in communication"],
    )
    add(document, "Section", "四、决策事项")
    add_list(
        document,
        (
            Column("决策事项", 55, "{{ d.matter }}"),
            Column("审批人", 88, "{{ d.approvers|people }}"),
            Column("方式", 22, "{{ d.mode }}审批", centred=True),
        ),
        ["d in decisions"],
    )
    add(document, "Section", "五、冲突解决")
    add_list(
        document,
        (
            Column("级别", 25, "第 {{ c.level }} 级", centred=True),
            Column("由谁处理", 100, "{{ c.handled_by }}"),
            Column("答复时限", 40, "{{ c.response_days }} 个工作日", centred=True),
        ),
        ["c in conflict_resolution"],
    )
    add(document, "Cell", "{%p if tools %}")
    add(document, "Section", "六、协作工具")
    add_list(
        document,
        (Column("工具", 55, "{{ t.name }}"), Column("用途", 110, "{{ t.purpose }}")),
        ["t in tools"],
    )
    add(document, "Cell", "{%p endif %}")
    return document


def schedule() -> Document:
    """时间节点进度表."""
    document = _document("时间节点进度表", LANDSCAPE)
    add(document, "Section", "一、阶段划分")
    add_list(
        document,
        (
            Column("序号", 14, "{{ loop.index }}", centred=True),
            Column("阶段", 60, "{{ p.name }}", centred=True),
            Column("开始", 40, "{{ p.start }}", centred=True),
            Column("结束", 40, "{{ p.end }}", centred=True),
        ),
        ["p in phases"],
    )
    add(document, "Section", "二、任务进度")
    add_list(
        document,
        (
            Column("阶段", 22, "{% vm %}{{ g.phase }}", centred=True),
            Column("任务", 45, "{{ t.name }}"),
            Column("交付成果", 59, "{{ t.deliverables }}"),
            Column("开始", 25, "{{ t.start }}", centred=True),
            Column("结束", 25, "{{ t.end }}", centred=True),
            Column("责任人", 25, "{{ t.owner }}\n{{ t.owner_department }}", centred=True),
            Column("前置任务", 29, "{{ t.after }}"),
            Column("状态", 17, "{{ t.status }}", centred=True),
        ),
        ["g in schedule", "t in g.tasks"],
    )
    add(document, "Section", "三、甘特图").paragraph_format.page_break_before = True
    add_figure(document, "{{ chart('gantt-chart') }}")
    return document


def resources() -> Document:
    """资源清单."""
    document = _document("资源清单", UPRIGHT)
    add_list(
        document,
        (
            Column("序号", 12, "{{ loop.index }}", centred=True),
            Column("类别", 15, "{{ r.kind }}", centred=True),
            Column("资源", 40, "{{ r.item }}"),
            Column("数量", 20, "{{ r.quantity }} {{ r.unit }}", centred=True),
            Column("来源", 23, "{{ r.source }}", centred=True),
            Column("需用日期", 25, "{{ r.needed_by }}", centred=True),
            Column("落实方式", 30, "{{ r.secured_by }}"),
        ),
        ["r in resources"],
    )
    add(document, "Cell", "{%p if budget.total %}")
    add(document, "Section", "预算")
    add_facts(
        document,
        (
            ("预算总额", "{{ budget.total }} {{ budget.unit }}"),
            ("应急预算", "{{ budget.contingency }} {{ budget.unit }}"),
            ("应急占比", "{{ budget.contingency|percent(budget.total) }}"),
        ),
        (25, 30, 25, 30, 25, 30),
    )
    add(document, "Cell", "{%p endif %}")
    return document


def risks() -> Document:
    """风险应对与沟通机制表."""
    document = _document("风险应对与沟通机制表", LANDSCAPE)
    add(document, "Section", "一、风险应对")
    add_list(
        document,
        (
            Column("序号", 11, "{{ loop.index }}", centred=True),
            Column("风险", 42, "{{ r.risk }}"),
            Column("影响", 13, "{{ r.impact }}", centred=True),
            Column("概率", 13, "{{ r.probability }}", centred=True),
            Column("责任部门", 22, "{{ r.responsible }}", centred=True),
            Column("应对措施", 60, "{{ r.measure }}"),
            Column("触发条件", 42, "{{ r.trigger }}"),
            Column("升级与沟通", 44, "{{ r.escalation }}"),
        ),
        ["r in risks"],
    )
    add(document, "Section", "二、风险矩阵")
    add_figure(document, "{{ chart('risk-matrix') }}")
    return document


def review() -> Document:
    """审核意见与修订记录."""
    document = _document("审核意见与修订记录", LANDSCAPE)
    add(document, "Section", "一、部门审核意见")
    add_list(
        document,
        (
            Column("部门", 24, "{{ r.department }}", centred=True),
            Column("审核人", 19, "{{ r.reviewer }}", centred=True),
            Column("送审", 25, "{{ r.sent }}", centred=True),
            Column("返回", 25, "{{ r.returned }}", centred=True),
            Column("结论", 24, "{{ r.verdict }}", centred=True),
            Column("意见", 53, "{{ r.opinion }}"),
            Column("修改情况", 52, "{{ r.answer }}"),
            Column("修改日期", 25, "{{ r.revised }}", centred=True),
        ),
        ["r in reviews"],
    )
    add(document, "Cell", "{%p if disputes %}")
    add(document, "Section", "二、争议事项")
    add_list(
        document,
        (
            Column("争议事项", 90, "{{ d.matter }}"),
            Column("评审会日期", 30, "{{ d.meeting }}", centred=True),
            Column("结论", 127, "{{ d.conclusion }}"),
        ),
        ["d in disputes"],
    )
    add(document, "Cell", "{%p endif %}")
    add(document, "Cell", "{%p if revisions %}")
    add(document, "Section", "{% if disputes %}三{% else %}二{% endif %}、修订记录")
    add_list(
        document,
        (
            Column("版本", 24, "{{ r.version }}", centred=True),
            Column("日期", 30, "{{ r.date }}", centred=True),
            Column("修订人", 30, "{{ r.author }}", centred=True),
            Column("修订内容", 163, "{{ r.summary }}"),
        ),
        ["r in revisions"],
    )
    add(document, "Cell", "{%p endif %}")
    return document


def signing() -> Document:
    """签字确认页."""
    document = _document("签字确认页", UPRIGHT)
    add(
        document,
        "Explanation",
        "各部门负责人已审阅《{{ title }}协作计划》（编号 {{ edition.number }}，版本 {{ edition.version }}），"
        "同意其中的目标、分工、时间安排和风险应对措施，并按计划履行本部门职责。",
    )
    add(document, "Explanation", "{%p for s in signatories %}")
    add_rows(document, (25, 83, 57), _signature_rows())
    add(document, "Gap", "")
    add(document, "Explanation", "{%p endfor %}")
    return document


def _signature_rows() -> list[str]:
    lines = (
        ("部　　门", "{{ s.department }}（{{ s.role }}）", 8.5),
        ("职务姓名", "{{ s.title }}　{{ s.name }}", 8.5),
        ("签署方式", "{{ s.method }}", 8.5),
        ("签　　字", "", 14),
        ("日　　期", "　　　　年　　　月　　　日", 9.5),
    )
    seal = paragraph("CellCentre", "{{r sign_here(s) }}", keep_next=True)
    rows = []
    for number, (label, tag, height) in enumerate(lines):
        keep = number < len(lines) - 1
        cells = [
            cell(25, [paragraph("Label", label, keep_next=keep)], shade=True),
            cell(83, [paragraph("Cell", tag, keep_next=keep)]),
            cell(
                57,
                [seal if number == 0 else paragraph("Cell", "", keep_next=keep)],
                merge="restart" if number == 0 else "continue",
            ),
        ]
        rows.append(row(cells, minimum=height))
    return rows


def publication() -> Document:
    """发布与存档登记表."""
    document = _document("发布与存档登记表", UPRIGHT)
    add(document, "Section", "一、发布")
    add_facts(
        document,
        (
            ("发布渠道", "{{ publication.channels }}"),
            ("可以查阅", "{{ publication.viewers }}"),
            ("可以编辑", "{{ publication.editors }}"),
        ),
        (28, 137),
    )
    add(document, "Section", "二、存档")
    add_facts(
        document,
        (
            ("文件编号", "{{ edition.number }}"),
            ("版　　本", "{{ edition.version }}"),
            ("文 件 名", "{{ archive.file_name }}"),
            ("存档目录", "{{ archive.directory }}"),
            ("存档日期", "{{ edition.date }}"),
            ("保存期限", "{{ archive.retention_years }} 年"),
            ("保存至", "{{ retention_until }}"),
            ("内容指纹", "{{ edition.fingerprint }}"),
        ),
        (28, 54.5, 28, 54.5),
    )
    add(document, "Section", "三、纸质文件")
    add_list(
        document,
        (
            Column("保存部门", 45, "{{ c.holder }}", centred=True),
            Column("份数", 20, "{{ c.copies }}", centred=True),
            Column("存放地点", 60, "{{ c.place }}"),
            Column("签收", 40, ""),
        ),
        ["c in archive.paper_copies"],
    )
    add(document, "Section", "四、登记")
    rows = [
        _head((("事项", 45), ("经办人签字", 60), ("日期", 60))),
        *(
            row([_centred(45, what), _plain(60, ""), _centred(60, "　　　年　　月　　日")], minimum=12)
            for what in ("发布", "电子存档", "纸质归档")
        ),
    ]
    add_rows(document, (45, 60, 60), rows)
    return document


def _document(title: str, sheet: Sheet) -> Document:
    document = new_document(sheet)
    add_header(document, title, sheet.text_width)
    add(document, "Title", title)
    return document


def _head(columns: tuple[tuple[str, float], ...]) -> str:
    return row([cell(width, [paragraph("Head", head)], shade=True) for head, width in columns], header=True)


def _tags(tag: str, widths: tuple[float, ...]) -> str:
    return row([_plain(width, tag if number == 0 else "") for number, width in enumerate(widths)])


def _plain(width: float, tag: str) -> str:
    return cell(width, [paragraph("Cell", tag)])


def _centred(width: float, tag: str) -> str:
    return cell(width, [paragraph("CellCentre", tag)])


def save(document: Document, file: Path) -> None:
    """Write `document` with the same bytes every time."""
    made = io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name == "docProps/thumbnail.jpeg":
                continue  # a picture of python-docx's own empty page
            data = source.read(name)
            if name == "_rels/.rels":
                data = re.sub(rb"<Relationship [^>]*thumbnail[^>]*/>", b"", data)
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, data)


DOCUMENTS: dict[str, tuple[Path, Callable[[], Document]]] = {
    **{maker.__name__: (SHARED, maker) for maker in (cover, control, findings)},
    **{
        maker.__name__: (PACK, maker)
        for maker in (
            plan,
            responsibilities,
            raci,
            process,
            schedule,
            resources,
            risks,
            review,
            signing,
            publication,
        )
    },
}


def main(names: list[str]) -> None:
    """Make the templates named, or all of them."""
    for name in names or list(DOCUMENTS):
        folder, maker = DOCUMENTS[name]
        save(maker(), folder / f"{name}.docx")


if __name__ == "__main__":
    main(sys.argv[1:])
