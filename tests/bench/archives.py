"""An archive of ten thousand versions: how fast it is listed, searched, shown, and how fast files are verified.

The versions have manifests and answers as real ones have; their PDF files are left out, since nothing here opens them.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import time
from collections.abc import Callable
from pathlib import Path

from bench.pipelines import PLAN

from docgen.archive import Archive, Manifest
from docgen.archive.index import Index
from docgen.archive.model import MANIFEST_NAME, FileEntry
from docgen.archive.search import Wanted, search
from docgen.archive.verify import verify

DEPARTMENTS = ("市场部", "销售部", "研发部", "客服部", "财务部", "行政部")
REGIONS = ("华东", "华南", "华北", "西南", "西北")
PDF = b"%PDF-1.7 left out"
WANTED_TITLE = "第4321批次西南新品推广"


def fill(output: Path, count: int) -> Archive:
    """An archive of `count` plans, one version each."""
    archive = Archive(output)
    text = PLAN.read_text(encoding="utf-8")
    for place in range(count):
        day = dt.date(2024, 1, 1) + dt.timedelta(days=place % 1000)
        title = f"第{place}批次{REGIONS[place % 5]}新品推广"
        if place == 4321:
            title = WANTED_TITLE
        answers = text.replace("title: 晨曦净水器华东区域上市推广", f"title: {title}").encode()
        _write(archive.root, _manifest(place, title, day, answers), answers)
    Index(archive.root).rebuild()
    return archive


def _manifest(place: int, title: str, day: dt.date, answers: bytes) -> Manifest:
    heads = [
        {"department": name, "name": f"周{place % 97}岚", "title": "经理", "method": "paper"} for name in DEPARTMENTS
    ]
    return Manifest(
        number=f"CX-{day.year}-{place:06}",
        name=f"{title}协作计划_市场部",
        version="V1.0",
        title=title,
        lead=DEPARTMENTS[place % 6],
        date=day,
        directory=f"协作计划/{day:%Y/%m}",
        retention_years=3,
        until=day.replace(year=day.year + 3, day=min(day.day, 28)),
        fingerprint=hashlib.sha256(answers).hexdigest(),
        viewers=DEPARTMENTS,
        editors=DEPARTMENTS[:1],
        program="docgen bench",
        details={"signatories": heads, "pages": 19},
        files=(_entry(f"{title}协作计划_市场部_V1.0.pdf", PDF), _entry("answers.yaml", answers)),
    )


def _entry(name: str, data: bytes) -> FileEntry:
    return FileEntry(name, len(data), hashlib.sha256(data).hexdigest())


def _write(root: Path, manifest: Manifest, answers: bytes) -> None:
    folder = root / manifest.directory / manifest.name / manifest.version
    folder.mkdir(parents=True)
    (folder / "answers.yaml").write_bytes(answers)
    (folder / MANIFEST_NAME).write_bytes(manifest.to_json())


def timed(action: Callable[[], object], runs: int = 5) -> float:
    """The median milliseconds of `action`."""
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        action()
        taken.append(1000 * (time.perf_counter() - start))
    return sorted(taken)[runs // 2]


def questions(archive: Archive) -> list[tuple[str, float]]:
    """Milliseconds of listing all, showing one, and searching for several things."""

    def ask(wanted: Wanted, most: int = 50) -> Callable[[], object]:
        return lambda: [hit for hit, _ in zip(search(archive.root, wanted), range(most), strict=False)]

    asked = {
        "list": archive.entries,
        "show": lambda: archive.find(WANTED_TITLE),
        "search a title in all words": ask(Wanted((WANTED_TITLE,))),
        "search a word that all have": ask(Wanted(("净水器",))),
        "search a person": ask(Wanted(person="周96岚")),
        "search words that none has": ask(Wanted(("量子", "纠缠"))),
        "search department and title": ask(Wanted(title="西南", department="财务部")),
    }
    return [(what, timed(action)) for what, action in asked.items()]


def verifying_rate(folder: Path, megabytes: int = 400) -> float:
    """Megabytes (10^6 bytes) a second that `verify` reads of large files."""
    data = bytes(range(256)) * 40_000
    count = max(1, megabytes * 1_000_000 // len(data))
    manifest = _manifest(1, "大文件", dt.date(2026, 7, 1), b"answers")
    digest = hashlib.sha256(data).hexdigest()
    entries = (*manifest.files, *(FileEntry(f"{number}.bin", len(data), digest) for number in range(count)))
    archive = Archive(folder)
    fields = {name: getattr(manifest, name) for name in Manifest.__slots__}
    _write(archive.root, Manifest(**{**fields, "files": entries}), b"answers")
    target = archive.root / manifest.directory / manifest.name / manifest.version
    (target / entries[0].path).write_bytes(PDF)
    for number in range(count):
        (target / f"{number}.bin").write_bytes(data)
    Index(archive.root).rebuild()
    start = time.perf_counter()
    seen = verify(archive.root)
    assert not seen.faults, seen.faults
    return seen.size / 1e6 / (time.perf_counter() - start)
