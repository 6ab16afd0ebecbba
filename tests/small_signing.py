"""One authority, four heads with their keys, and small bundles with signature fields, made once for all tests."""

from __future__ import annotations

import datetime as dt
import functools
import tempfile
from pathlib import Path

from small_bundle import EDITION, checked, document, fonts, signing_page, text

from docgen.bundle import assemble
from docgen.signing.credentials import Credential, from_file
from docgen.signing.keys import Authority, Person
from docgen.signing.report import Report
from docgen.signing.signing import Order, Signed, sign
from docgen.signing.trusting import Trust, load_roots
from docgen.signing.verifying import verify

NOW = dt.datetime.now(dt.UTC)
HEADS = {"市场部": "周岚", "销售部": "陈启明", "研发部": "方正华", "客服部": "丁素琴"}
DEPARTMENTS = tuple(HEADS)[:3]
ORGANISATION = "晨曦电器有限公司"


@functools.cache
def folder() -> Path:
    """The folder of keys; it lives as long as the test run."""
    holder = tempfile.TemporaryDirectory(prefix="docgen-keys-")
    _KEPT.append(holder)
    made = Path(holder.name, "keys")
    authority = Authority.open(made, b"secret", ORGANISATION, NOW)
    authority.issue([Person(name, department, f"{department}经理") for department, name in HEADS.items()], NOW)
    return made


_KEPT: list[tempfile.TemporaryDirectory[str]] = []


def key_file(department: str) -> Path:
    return folder() / f"{department}_{HEADS[department]}.p12"


def passphrase_file(department: str) -> Path:
    return key_file(department).with_suffix(".passphrase")


@functools.cache
def credential(department: str) -> Credential:
    return from_file(key_file(department), passphrase_file(department).read_bytes().strip())


def order(department: str, **more: object) -> Order:
    return Order(**{"department": department, "credential": credential(department), "moment": NOW, **more})  # type: ignore[arg-type]


@functools.cache
def trust() -> Trust:
    return Trust(load_roots([folder() / "authority.pem"]), dt.datetime.now(dt.UTC) + dt.timedelta(minutes=1))


def signatory(department: str, method: str = "electronic") -> dict[str, str]:
    return {"department": department, "name": HEADS[department], "title": f"{department}经理", "method": method}


@functools.cache
def bundle(
    *, signers: tuple[str, ...] = DEPARTMENTS, paper: tuple[str, ...] = (), fixed: bool = False, pages: int = 2
) -> bytes:
    """A bundle whose `signers` sign electronically, one below the other on its last page."""
    plan = checked(*(signatory(name) for name in signers), *(signatory(name, "paper") for name in paper))
    if fixed:
        plan = plan.__class__(**{**_fields(plan), "pack": _in_order(plan.pack)})
    documents = [document("plan", "计划", pages), signing_page(*signers, *paper, items=[text("签字确认页", 80, 60)])]
    return assemble(documents, plan, EDITION, fonts()).pdf


@functools.cache
def signed(*departments: str, pdf: bytes | None = None) -> bytes:
    """`pdf`, or the usual bundle, signed by these departments in this order."""
    result = bundle() if pdf is None else pdf
    for department in departments:
        result = signing(result, department).pdf
    return result


def signing(pdf: bytes, department: str, **more: object) -> Signed:
    return sign(pdf, order(department, **more), fonts())


def report(pdf: bytes) -> Report:
    return verify(pdf, trust())


def problems(found: Report) -> list[str]:
    """The msgids of a report's doubts."""
    return [fault.problem.msgid for fault in found.doubts]


def _fields(plan: object) -> dict[str, object]:
    import dataclasses

    assert dataclasses.is_dataclass(plan)
    return {item.name: getattr(plan, item.name) for item in dataclasses.fields(plan)}


def _in_order(pack: object) -> object:
    import dataclasses

    return dataclasses.replace(pack, signing_order="fixed")  # type: ignore[type-var]
