"""`docgen keys`, `sign` and `verify` as people run them, on a real plan in its archive."""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from desk import PLAN, Desk, Run, desk

from docgen.archive import Archive
from docgen.archive.states import latest_pdf, signed_states
from docgen.archive.verify import verify as verify_archive

__all__ = ["desk"]
HEADS = {"研发部": "方正华", "财务部": "郑国栋"}


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working folder with a plan in the archive and keys for its two electronic signatories."""
    from docgen.cli.main import main

    folder = tmp_path_factory.mktemp("kept")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("DOCGEN_LANG", "zh")
        patch.setenv("SOURCE_DATE_EPOCH", "1782864000")
        (folder / "authority.txt").write_text("口令\n", encoding="utf-8")
        assert main(["build", str(PLAN)]) == 0
        assert main(["keys", str(PLAN), "--passphrase-file", "authority.txt"]) == 0
    return folder


@pytest.fixture
def office(desk: Desk, kept: Path) -> Desk:
    shutil.copytree(kept, desk.folder, dirs_exist_ok=True)
    return desk


def bundle(office: Desk) -> Path:
    return next(file for file in office.bundles() if file.parent.name == "V1.0")


def sign(office: Desk, department: str, *more: str | Path) -> Run:
    key = f"keys/{department}_{HEADS[department]}"
    options = ("--key", f"{key}.p12", "--passphrase-file", f"{key}.passphrase")
    return office.run("sign", bundle(office), "--as", department, *options, *more)


def number_of(office: Desk) -> str:
    return str(office.run("archive", "list", "--format", "json").data[0]["number"])


def test_from_keys_to_a_fully_signed_plan(office: Desk) -> None:
    file = bundle(office)
    before = file.read_bytes()
    assert office.run("verify", file).code == 1  # nobody has signed
    assert office.run("verify", file, "--partial").code == 0
    first = sign(office, "财务部")
    assert first.code == 0, first.err
    assert "郑国栋已代表财务部签署" in first.out
    partly = office.run("verify", "output")
    assert partly.code == 1
    assert "部分签署" in partly.out
    assert "尚待签署：研发部" in partly.out
    assert sign(office, "研发部").code == 0
    fully = office.run("verify", "output", "--format", "json")
    assert fully.code == 0
    assert fully.data[0]["state"] == "fully_signed"
    assert [item["signer"] for item in fully.data[0]["signatures"]] == ["郑国栋", "方正华"]
    assert all(item["trusted"] and item["intact"] for item in fully.data[0]["signatures"])
    assert file.read_bytes() == before
    assert office.run("archive", "verify").code == 0


def test_a_document_number_names_the_plan_too(office: Desk) -> None:
    assert office.run("verify", number_of(office), "--partial").code == 0
    assert office.run("verify", "XZ-NONE").code == 1


def test_the_report_is_for_people(office: Desk) -> None:
    sign(office, "研发部")
    said = office.run("verify", "output").out
    for part in ("方正华", "研发部", "可信", "内容完好", "PAdES B-B"):
        assert part in said
    english = office.run("--lang", "en", "verify", "output").out
    assert "partly signed" in english
    assert "trusted, issued by" in english


def test_keys_say_plainly_what_they_prove_and_what_not(office: Desk) -> None:
    said = office.run("keys", PLAN, "--passphrase-file", "authority.txt").out
    assert "第十三条" in said
    assert "已有证书" in said
    secrets = [file.read_text().strip() for file in Path("keys").glob("*.passphrase")]
    assert len(secrets) == 2
    assert not any(secret in said for secret in secrets)


def test_a_certificate_called_back_is_told_from_then_on(office: Desk) -> None:
    sign(office, "研发部")
    assert office.run("verify", "output", "--partial").code == 0
    lost = "keys/研发部_方正华.pem"
    assert "已吊销" in office.run("keys", "--revoke", lost, "--passphrase-file", "authority.txt").out
    told = office.run("verify", "output", "--partial")
    assert told.code == 1
    assert "研发部所用证书已被吊销" in told.out


def test_a_certificate_called_back_does_not_sign(office: Desk) -> None:
    office.run("keys", "--revoke", "keys/研发部_方正华.pem", "--passphrase-file", "authority.txt")
    refused = sign(office, "研发部")
    assert refused.code == 1
    assert "方正华的证书已于" in refused.err
    assert signed_states(Archive(office.folder / "output").find(number_of(office))[0]) == ()


def test_a_title_that_two_documents_have_names_neither(office: Desk) -> None:
    """A signature cannot be taken back, so none is made by chance."""
    title = "晨曦净水器华东区域上市推广"
    other = office.plan(("quarter: 3", "quarter: 4"))
    built = office.run("build", other, "--format", "json")
    key = "keys/研发部_方正华"
    options = ("--key", f"{key}.p12", "--passphrase-file", f"{key}.passphrase")
    refused = office.run("sign", title, "--as", "研发部", *options)
    assert refused.code == 1
    assert built.data[0]["number"] in refused.err
    assert office.run("sign", built.data[0]["number"], "--as", "研发部", *options).code == 0


def test_a_new_authority_wants_a_passphrase_that_is_typed_twice_alike(office: Desk) -> None:
    Path("empty.txt").write_text("\n")
    refused = office.run("keys", "--folder", "new", "--passphrase-file", "empty.txt")
    assert (refused.code, "口令为空" in refused.err) == (2, True)
    for second, code in (("other", 2), ("first", 0)):
        ours, theirs = os.openpty()
        command = [sys.executable, "-m", "docgen", "keys", "--folder", "new", "--person", "市场部:周岚"]
        with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True) as typing:
            for word in ("first", second):
                answered(ours, f"{word}\n".encode())
            assert typing.wait(60) == code
        os.close(ours)
        os.close(theirs)
        assert Path("new", "authority.key").exists() is (code == 0)
    assert office.run("keys", "--folder", "new", "--passphrase-file", "authority.txt").code == 1


def answered(terminal: int, words: bytes) -> None:
    """Type `words` once the program has asked."""
    asked = b""
    while not asked.rstrip(b" ").endswith("：".encode()):
        asked += os.read(terminal, 1000)
    time.sleep(0.2)  # it asks first and hides what is typed then
    os.write(terminal, words)


def test_without_a_trust_root_nothing_is_trusted(office: Desk) -> None:
    sign(office, "研发部")
    shutil.move("keys/authority.pem", "elsewhere.pem")
    told = office.run("verify", "output")
    assert told.code == 1
    assert "--trust" in told.out
    assert office.run("verify", "output", "--partial", "--trust", "elsewhere.pem").code == 0


def test_a_file_changed_since_it_was_archived_is_not_signed(office: Desk) -> None:
    file = bundle(office)
    file.write_bytes(file.read_bytes().replace(b"%%EOF", b"%%EoF"))
    refused = sign(office, "研发部")
    assert refused.code == 1
    assert "存档后已被改动" in refused.err
    assert office.run("verify", file).code == 1


def test_what_is_wrong_with_the_key_is_said_and_no_passphrase(office: Desk) -> None:
    Path("wrong.txt").write_text("geheimnis-4711\n")
    key = "keys/研发部_方正华.p12"
    refused = office.run("sign", bundle(office), "--as", "研发部", "--key", key, "--passphrase-file", "wrong.txt")
    assert refused.code == 1
    assert "口令有误" in refused.err
    assert "geheimnis" not in refused.err + refused.out
    other = "keys/财务部_郑国栋"
    options = ("--key", f"{other}.p12", "--passphrase-file", f"{other}.passphrase")
    refused = office.run("sign", bundle(office), "--as", "研发部", *options)
    assert "证书持有人为郑国栋" in refused.err
    assert office.run("sign", bundle(office), "--as", "研发部", *options, "--allow-other-name").code == 0
    told = office.run("verify", "output", "--partial")
    assert told.code == 0  # it was let when it was made, and the archive has that on record
    assert "郑国栋代方正华签署了研发部一栏" in told.out
    assert "电子（郑国栋代签）" in office.run("archive", "status").out
    shutil.copy(latest_pdf(Archive(office.folder / "output").find(number_of(office))[0]), "copy.pdf")
    elsewhere = ("verify", "copy.pdf", "--partial", "-o", "elsewhere")
    assert office.run(*elsewhere).code == 1
    assert office.run(*elsewhere, "--allow-other-name").code == 0


def test_options_that_do_not_go_together_are_wrong_usage(office: Desk) -> None:
    file = bundle(office)
    assert office.run("sign", file, "--as", "研发部").code == 2
    assert office.run("sign", file, "--as", "研发部", "--key", "k", "--pkcs11", "m").code == 2
    assert office.run("sign", file, "--as", "研发部", "--key", "k", "--level", "B-LT").code == 2
    assert office.run("sign", file, "--as", "研发部", "--key", "keys/研发部_方正华.p12").code == 2  # no terminal to ask


def test_a_copy_outside_the_archive_is_held_against_it(office: Desk) -> None:
    sign(office, "研发部")
    copy = office.folder / "copy.pdf"
    shutil.copy(latest_pdf(Archive(office.folder / "output").find(number_of(office))[0]), copy)
    assert office.run("verify", copy, "--partial").code == 0
    sign(office, "财务部")
    told = office.run("verify", copy, "--partial")
    assert told.code == 1
    assert "较早的状态" in told.out


def test_signed_elsewhere_and_taken_over(office: Desk) -> None:
    """As with Acrobat or WPS: the file goes out, comes back signed, and is held against the archive."""
    assert sign(office, "研发部", "--to", "signed.pdf").code == 0
    assert signed_states(Archive(office.folder / "output").find(number_of(office))[0]) == ()
    assert office.run("sign", bundle(office), "--as", "财务部", "--signed", "signed.pdf").code == 1
    taken = office.run("sign", bundle(office), "--as", "研发部", "--signed", "signed.pdf")
    assert taken.code == 0, taken.err
    assert office.run("verify", "output", "--partial").code == 0
    again = office.run("sign", bundle(office), "--as", "研发部", "--signed", "signed.pdf")
    assert again.code == 1


def test_folders_and_several_files_at_once(office: Desk) -> None:
    Path("others").mkdir()
    Path("others", "no.pdf").write_bytes(b"%PDF-1.7\n")
    told = office.run("verify", "others", "output", "--partial", "--format", "json")
    assert told.code == 1
    assert [item["accepted"] for item in told.data] == [False, True]
    Path("empty").mkdir()
    assert office.run("verify", "empty").code == 0


def test_killed_while_signing_nothing_is_lost_and_the_next_run_goes_on(office: Desk) -> None:
    key = "keys/研发部_方正华"
    options = ["--key", f"{key}.p12", "--passphrase-file", f"{key}.passphrase"]
    command = [sys.executable, "-m", "docgen", "sign", str(bundle(office)), "--as", "研发部", *options]
    chance = random.Random(3)
    for _ in range(6):
        signing = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.3, 1.2))
        signing.send_signal(signal.SIGKILL)
        signing.wait()
    archive = Archive(office.folder / "output")
    version = archive.find(number_of(office))[0]
    if not signed_states(version):
        assert sign(office, "研发部").code == 0
    assert sign(office, "财务部").code == 0
    assert len(signed_states(version)) == 2
    assert verify_archive(archive.root).faults == ()
    assert office.run("verify", "output").code == 0


def test_importing_the_commands_does_not_import_pyhanko() -> None:
    command = [sys.executable, "-X", "importtime", "-m", "docgen", "sign", "--help"]
    trace = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    assert not re.search(r"\b(pyhanko|cryptography|asn1crypto|reportlab)\b", trace)
