"""Fetches Word files that nobody here made: those among the test files of other programs' source packages.

python -m tools.foreign_documents [FOLDER]

None of them is kept in the repository; they belong to others. The packages are named by version and checksum, and found
by pip as it is set up on this machine. Nothing of them is run or built: that is why pip's finder is asked, and not
`pip download`, which builds a source package to learn its name. Of what is fetched only Word files are unpacked, under
names that are made up here.
"""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

ENDINGS: Final = (".docx", ".dotx", ".docm")
_LARGEST: Final = 20 * 2**20
"""Bytes of one Word file; larger ones are left out."""


class Sdist(NamedTuple):
    """A source package: its name, version, and the SHA-256 of the file."""

    name: str
    version: str
    checksum: str


SDISTS: Final = (
    Sdist("aspose-words-foss", "26.7.0", "def68f0e42cdf11da9c847bf9bf00210a73ee5caf756fbdbc00e03b403abbeb7"),
    Sdist("bayoo-docx", "0.2.20", "f9635728a625fbfdd998885eca3d321b54b9114aaf7cc45c7f59ef0df9a1bd10"),
    Sdist("benker", "0.5.4", "1f9b96473926ab4d6e56743af4732134127b10be345616bc5480d23526c6a979"),
    Sdist("docassemble.base", "1.10.5", "4171c6d01dc8c6625a7aa261328e96d2f1c22350ca0e954e9b9a5f2423655751"),
    Sdist("docx2html", "0.2.3", "3c5970f1796a3bb1f0ee562efc6739513b7bddce5b8606e64c9a2772b74f6f50"),
    Sdist("docx2txt2", "1.0.4", "62e3c508726f668a21bc2cfa4c376714c9074edced492a9b9760ed0dafb20db5"),
    Sdist("docx-revisions", "0.1.5", "b567eb521d8bc51eb87fe5b94227cf5a8f28fdbf97b18d3e58d393652fdac793"),
    Sdist("filetype", "1.2.0", "66b56cd6474bf41d8c54660347d37afcc3f7d1970648de365c102ef77548aadb"),
    Sdist("oletools", "0.60.2", "ad452099f4695ffd8855113f453348200d195ee9fa341a09e197d66ee7e0b2c3"),
    Sdist("ooxml-integrity", "0.8.4", "47a2d067348fa7b2bd90522468f48d9827a0cb88c305347f852f6e74e1a682ad"),
    Sdist("ps-python-docx", "1.3.10", "3b910eb72e655fce079f6275fbd7bae34438eff976995f5f0380843b3accf100"),
    Sdist("puremagic", "1.30", "f9ff7ac157d54e9cf3bff1addfd97233548e75e685282d84ae11e7ffee1614c9"),
    Sdist("pydocx", "0.9.10", "07bd9bce7834f8a5e0b00130f29b54bbdda22d625711a591421913bdfa8470e3"),
    Sdist("python-docx", "1.2.0", "7bc9d7b7d8a69c9c02ca09216118c86552704edc23bac179283f2e38f86220ce"),
)

_FETCH: Final = """
import sys
from pip._internal.commands.download import DownloadCommand
name, version, target = sys.argv[1:]
command = DownloadCommand("download", "")
options, _ = command.parse_args(["--no-binary", ":all:", "--no-deps", name])
with command.main_context():
    session = command.get_default_session(options)
    finder = command._build_package_finder(options, session)
    for found in finder.find_all_candidates(name):
        if str(found.version) == version and not found.link.is_wheel:
            answer = session.get(found.link.url_without_fragment, timeout=60)
            answer.raise_for_status()
            open(target, "wb").write(answer.content)
            break
    else:
        sys.exit(f"{name} {version} is not to be had")
"""


def cache_folder(environment: Mapping[str, str]) -> Path:
    """Where the files are kept from run to run: `DOCGEN_FOREIGN`, else a folder of the user's cache."""
    if environment.get("DOCGEN_FOREIGN"):
        return Path(environment["DOCGEN_FOREIGN"])
    cache = environment.get("XDG_CACHE_HOME", "")
    return (Path(cache) if Path(cache).is_absolute() else Path.home() / ".cache") / "docgen-foreign"


def fetch_documents(folder: Path) -> list[Path]:
    """All Word files of `SDISTS`, each content once, in a folder a package below `folder`; fetched where they are not.

    Raises OSError where a package cannot be had, and ValueError where it is not the one that is meant.
    """
    seen: set[bytes] = set()
    kept: list[Path] = []
    for sdist in SDISTS:
        for file in _documents_of(sdist, folder):
            content = hashlib.sha256(file.read_bytes()).digest()
            if content not in seen:
                seen.add(content)
                kept.append(file)
    return kept


def _documents_of(sdist: Sdist, folder: Path) -> list[Path]:
    """The Word files of one package. Its folder is there as a whole or not at all."""
    target = folder / f"{sdist.name}-{sdist.version}"
    if not target.is_dir():
        staged = folder / f"{target.name}.{os.getpid()}"
        staged.mkdir(parents=True, exist_ok=True)
        for name, data in _word_files(_fetched(sdist, staged)):
            (staged / name).write_bytes(data)
        try:
            staged.rename(target)
        except OSError:  # another run was quicker
            if not target.is_dir():
                raise
            shutil.rmtree(staged)
    return sorted(target.iterdir())


def _fetched(sdist: Sdist, folder: Path) -> bytes:
    file = folder / "sdist"
    command = [sys.executable, "-c", _FETCH, sdist.name, sdist.version, str(file)]
    done = subprocess.run(command, check=False, capture_output=True, timeout=300)
    if done.returncode:
        raise OSError(f"{sdist.name} {sdist.version} cannot be fetched: {done.stderr.decode(errors='replace')[-500:]}")
    data = file.read_bytes()
    file.unlink()
    if hashlib.sha256(data).hexdigest() != sdist.checksum:
        raise ValueError(f"{sdist.name} {sdist.version} is not the package that is meant")
    return data


def _word_files(sdist: bytes) -> Iterator[tuple[str, bytes]]:
    """The Word files in a package, under names without folders."""
    for name, data in _members(sdist):
        _, _, inside = name.partition("/")
        safe = "".join(letter if letter.isalnum() or letter in "-._" else "_" for letter in inside)
        yield safe[-150:].lstrip("."), data


def _members(sdist: bytes) -> Iterator[tuple[str, bytes]]:
    if zipfile.is_zipfile(io.BytesIO(sdist)):
        with zipfile.ZipFile(io.BytesIO(sdist)) as archive:
            for info in archive.infolist():
                if info.filename.lower().endswith(ENDINGS) and info.file_size <= _LARGEST:
                    yield info.filename, archive.read(info)
        return
    with tarfile.open(fileobj=io.BytesIO(sdist)) as archive:
        for member in archive:
            opened = archive.extractfile(member) if member.isfile() and member.size <= _LARGEST else None
            if opened and member.name.lower().endswith(ENDINGS):
                yield member.name, opened.read()


def main() -> None:
    """Fetch them and say how many there are."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else cache_folder(os.environ)
    print(f"{len(fetch_documents(folder))} Word files in {folder}")


if __name__ == "__main__":
    main()
