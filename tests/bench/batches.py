"""Many plans at once: how the rate grows with jobs, and what a worker's memory does."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.pipelines import EXAMPLES, PLAN


def write_plans(folder: Path, count: int) -> Path:
    """`count` plans that differ in their titles."""
    plans = folder / f"plans-{count}"
    plans.mkdir(exist_ok=True)
    text = PLAN.read_text(encoding="utf-8")
    for number in range(count):
        title = f"title: 第{number + 1}批次新品区域上市推广"
        (plans / f"{number:04}.yaml").write_text(
            text.replace("title: 晨曦净水器华东区域上市推广", title), encoding="utf-8"
        )
    return plans


def build(folder: Path, plans: int, jobs: int) -> None:
    """Build so many plans into an archive that does not have them."""
    source = write_plans(folder, plans)
    with tempfile.TemporaryDirectory(dir=folder) as output:
        subprocess.run(_command(source, Path(output), jobs), check=True, capture_output=True)


def peak_memory(folder: Path, plans: int) -> float:
    """The largest resident size that a worker reached, in megabytes (10^6 bytes); Linux only."""
    source = write_plans(folder, plans)
    process = subprocess.Popen(
        _command(source, folder / f"memory-{plans}", 2), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    peak = 0
    while process.poll() is None:
        for worker in _children(process.pid):
            peak = max(peak, _peak_of(worker))
        time.sleep(0.2)
    assert process.returncode == 0
    return peak / 1e6


def _command(source: Path, output: Path, jobs: int) -> list[str]:
    settings = str(EXAMPLES / "docgen.toml")
    return [
        sys.executable,
        "-m",
        "docgen",
        "build",
        str(source),
        "--jobs",
        str(jobs),
        "-o",
        str(output),
        "--config",
        settings,
    ]


def _children(parent: int) -> list[int]:
    try:
        return [int(pid) for pid in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]
    except OSError:
        return []


def _peak_of(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM")), 0)
