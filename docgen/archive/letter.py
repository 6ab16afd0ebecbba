"""The report on an exported version for people: a letter in Chinese, which goes to whoever asks for the documents.

It tells what the report for programs (see `export`) says, and how to check it without docgen. Looks at nothing itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

Row = Mapping[str, Any]


def letter(report: Row, contents: Mapping[str, str], sums: str) -> str:
    """The letter on `report`; `contents` says what the parts of the zip file are, `sums` is the file of hashes."""
    moment = dt.datetime.fromisoformat(report["verified"])
    signed = [row for row in report["signatures"] if row["signed"]]
    lines = [
        f"《{report['title']}》存档核验报告",
        "",
        f"文件编号：{report['number']}　　版本：{report['version']}",
        f"牵头部门：{report['lead']}",
        f"存档日期：{_day(dt.date.fromisoformat(report['archived']))}"
        f"　　保存至：{_day(dt.date.fromisoformat(report['kept_until']))}",
        f"内容指纹：{report['fingerprint']}",
        f"核验时间：{_minute(moment, moment)}（UTC{moment.isoformat()[-6:]}，下同）",
        f"核验程序：{report['program']}",
        "",
        "一、核验结论",
        *_verdict(report),
        "",
        f"二、签署情况（应签 {len(report['signatures'])} 人，已签 {len(signed)} 人）",
        *(f"　　{place}. {_signature(row, moment)}" for place, row in enumerate(report["signatures"], 1)),
        "",
        "三、压缩包内容",
        *(f"　　{name}：{what}" for name, what in contents.items()),
        "",
        "四、自行核对",
        *_by_yourself(contents, sums),
    ]
    return "\n".join(lines) + "\n"


def _verdict(report: Row) -> Iterator[str]:
    if report["whole"]:
        yield "　　各文件与存档清单一致，未发现改动。"
        return
    yield "　　存在下列问题，查明原因之前请勿以本压缩包内的文件为据："
    for place, fault in enumerate(report["faults"], 1):
        yield (
            f"　　{place}. {fault['file']}：{fault['problem']}" if fault["file"] else f"　　{place}. {fault['problem']}"
        )


def _signature(row: Row, zone: dt.datetime) -> str:
    who = (
        f"{row['department']}　{row['name']}（{row['title']}）"
        if row["title"]
        else f"{row['department']}　{row['name']}"
    )
    if row["signed"] is None:
        planned = "电子签名" if row["planned"] == "electronic" else "纸质签署"
        return f"{who}：未签（约定方式：{planned}）。"
    when = _minute(dt.datetime.fromisoformat(row["when"]), zone)
    if row["signed"] == "paper":
        return f"{who}：纸质签署，扫描件于 {when} 归档。"
    deputy = f"（由 {row['by']} 代签）" if row["deputised"] else ""
    return f"{who}：电子签名{deputy}，{when}；{_electronic(row, zone)}。"


def _electronic(row: Row, zone: dt.datetime) -> str:
    if not (seen := row["verified"]):
        return "未核验：未指定信任的根证书"
    stamped = seen["time_stamp"]
    parts = [
        f"时间戳 {_minute(dt.datetime.fromisoformat(stamped), zone)}" if stamped else "时间依据签署人时钟",
        f"证书由“{seen['issuer']}”签发，{'可信' if seen['trusted'] else '不可信'}",
        "内容完好" if seen["intact"] else "内容已被改动或签名损坏",
        f"其后又有 {seen['signatures_after']} 人签署" if seen["signatures_after"] else "",
        f"PAdES {seen['level']}",
    ]
    return "；".join(part for part in parts if part)


def _by_yourself(contents: Mapping[str, str], sums: str) -> Iterator[str]:
    yield f"　　1. 在本文件夹内运行 sha256sum -c {sums}，可核对各文件与导出时是否一致；"
    yield "　　   Windows 可用 certutil -hashfile 文件名 SHA256 逐个核对。"
    if signed := [name for name in contents if name.startswith("signed/")]:
        yield f"　　2. 电子签名可用 Acrobat、福昕、WPS 等软件打开 {signed[-1]} 核对，"
        yield "　　   核对前须将 trust 文件夹内的证书设为受信任证书；也可运行 docgen verify。"


def _day(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _minute(moment: dt.datetime, zone: dt.datetime) -> str:
    """`moment` in the time zone of `zone`."""
    there = moment.astimezone(zone.tzinfo)
    return f"{_day(there.date())} {there:%H:%M}"
