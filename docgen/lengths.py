"""Lengths. Inside docgen every length is a number of points (1/72 inch); these functions come from other units."""

from __future__ import annotations

from typing import TypeAlias

Pt: TypeAlias = float
"""A length in points."""

_PT_PER_MM = 72 / 25.4


def from_mm(millimetres: float) -> Pt:
    """Points in `millimetres`."""
    return millimetres * _PT_PER_MM


def from_twips(twips: float) -> Pt:
    """Points in twentieths of a point, the unit of most WordprocessingML attributes (ECMA-376 22.9.2.14)."""
    return twips / 20


def from_emu(emu: float) -> Pt:
    """Points in English Metric Units, the unit of DrawingML (914,400 to the inch; ECMA-376 20.1.2.1)."""
    return emu / 12700


def from_half_points(half_points: float) -> Pt:
    """Points in half-points, the unit of `w:sz`."""
    return half_points / 2


def from_eighths(eighths: float) -> Pt:
    """Points in eighths of a point, the unit of border widths (ECMA-376 17.3.4)."""
    return eighths / 8
