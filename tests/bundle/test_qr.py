"""The codes of a bundle share one mask: that which is best for the first of them, and every mask can be read."""

from __future__ import annotations

import io

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from docgen.bundle.qr import best_mask, draw_qr
from docgen.bundle.stamped import read_stamp

TEXT = "DG1:XZ-2026Q3-K7M2P4:V1.0:{page}/24:3F9A2C710B6D4E5F8A91"


def drawn(text: str, mask: int) -> bytes:
    canvas = Canvas(io.BytesIO(), pageCompression=0)
    draw_qr(canvas, text, mask, 100, 100, 45)
    return canvas.getpdfdata()


@pytest.mark.parametrize("mask", range(8))
@pytest.mark.parametrize("page", [1, 17, 24])
def test_code_can_be_read_with_every_mask(mask: int, page: int) -> None:
    stamp = read_stamp(drawn(TEXT.format(page=page), mask))
    assert stamp is not None
    assert stamp.encode() == TEXT.format(page=page)


def test_masks_give_different_codes() -> None:
    assert len({drawn(TEXT.format(page=1), mask) for mask in range(8)}) == 8


@given(st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ:-./字〔〕号", min_size=20, max_size=60))
def test_best_mask_is_the_one_that_a_code_gets_by_itself(text: str) -> None:
    by_itself = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    masked = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M", data_mask=best_mask(text))
    assert bytes(memoryview(masked.to_image())) == bytes(memoryview(by_itself.to_image()))
