import io
import zipfile

from docgen.word.zipping import zipped

PARTS = {
    "[Content_Types].xml": b"<Types/>",
    "word/document.xml": "<w:t>协作计划</w:t>".encode() * 300,
    "word/media/标志.png": b"\x89PNG\r\n" * 40,
    "word/styles.xml": b"",
}


def test_the_standard_library_reads_every_part_and_finds_its_checksum_right():
    with zipfile.ZipFile(io.BytesIO(zipped(PARTS, {"word/document.xml"}))) as archive:
        assert archive.testzip() is None
        assert {info.filename: archive.read(info) for info in archive.infolist()} == PARTS


def test_the_bytes_are_those_that_the_standard_library_would_write():
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in PARTS.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.create_system = 0
            info.compress_type = zipfile.ZIP_STORED if name.endswith(".png") else zipfile.ZIP_DEFLATED
            archive.writestr(info, content, compresslevel=4)
    assert zipped(PARTS, ()) == data.getvalue()


def test_what_is_remembered_gives_the_same_bytes_again():
    assert zipped(PARTS, PARTS) == zipped(PARTS, PARTS) == zipped(PARTS, ())
