"""What is kept between runs is never old, never foreign, and never in the way."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from pathlib import Path

import pytest

from docgen import workdays
from docgen.form import bundled_forms, load_pack
from docgen.form.source import sources_in
from docgen.kept import KeptStore


def store(folder: Path, makers: tuple[str, ...] = ("docgen.lengths",)) -> KeptStore:
    return KeptStore(folder, ".value", makers)


def test_a_value_is_made_once(tmp_path: Path) -> None:
    made: list[int] = []

    def make() -> dict[str, list[int]]:
        made.append(1)
        return {"days": [1, 2]}

    assert store(tmp_path).remembered(b"source", make) == {"days": [1, 2]}
    assert store(tmp_path).remembered(b"source", make) == {"days": [1, 2]}
    assert len(made) == 1


def test_another_source_or_maker_has_another_value(tmp_path: Path) -> None:
    store(tmp_path).save(b"source", 1)
    assert store(tmp_path).load(b"other source") is None
    assert store(tmp_path, ("docgen.naming",)).load(b"source") is None


def test_what_is_made_by_changed_modules_is_made_anew(tmp_path: Path) -> None:
    package = tmp_path / "maker_of_values"
    package.mkdir()
    code = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n"
        "from pathlib import Path; from docgen.kept import KeptStore\n"
        f"store = KeptStore(Path({str(tmp_path / 'kept')!r}), '.value', ('maker_of_values',))\n"
        "print(store.remembered(b'source', lambda: sys.argv[1]))"
    )

    def run(value: str) -> str:
        done = subprocess.run([sys.executable, "-c", code, value], check=True, capture_output=True, text=True)
        return done.stdout.strip()

    (package / "__init__.py").write_text("")
    assert [run("first"), run("second")] == ["first", "first"]
    (package / "__init__.py").write_text("CHANGED = True\n")
    assert run("third") == "third"


@pytest.mark.parametrize("damage", [b"", b"short", b"\0" * 100])
def test_a_damaged_file_is_as_good_as_none(tmp_path: Path, damage: bytes) -> None:
    store(tmp_path).save(b"source", "value")
    (file,) = tmp_path.iterdir()
    file.write_bytes(damage)
    assert store(tmp_path).load(b"source") is None


def test_a_pack_from_kept_files_is_the_same_pack(tmp_path: Path) -> None:
    folders = (bundled_forms(),)
    first = load_pack("seven-step-plan", folders, sources_in(tmp_path))
    load_pack.__globals__["_load"].cache_clear()
    assert list(tmp_path.iterdir())
    assert load_pack("seven-step-plan", folders, sources_in(tmp_path)) == first == load_pack("seven-step-plan", folders)


def test_kept_years_have_the_same_days_without_the_package_holidays(tmp_path: Path) -> None:
    code = (
        "import datetime as dt, sys; from pathlib import Path; from docgen import workdays\n"
        f"workdays.YEARS_KEPT.set(workdays.years_in(Path({str(tmp_path)!r})))\n"
        "calendar = workdays.WorkCalendar()\n"
        "days = [dt.date(2026, 1, 1) + dt.timedelta(days=number) for number in range(365)]\n"
        "print(''.join('x' if calendar.is_workday(day) else '.' for day in days),"
        " calendar.is_announced(2026), calendar.holiday_name(days[0]), 'holidays' in sys.modules)"
    )

    def run() -> list[str]:
        environment = {"PYTHONUTF8": "1"}
        done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, env=environment)
        return done.stdout.decode().split()

    first, second = run(), run()
    assert first[:-1] == second[:-1]
    assert (first[-1], second[-1]) == ("True", "False")
    assert first[0][:365].count("x") == sum(
        workdays.WorkCalendar().is_workday(dt.date(2026, 1, 1) + dt.timedelta(days=number)) for number in range(365)
    )
