"""The style sheet: contrast of both colour schemes (WCAG AA), and what printing needs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

STYLE = (Path(__file__).parents[2] / "templates" / "html" / "style.css").read_text("utf-8")


def colours(scheme: str) -> dict[str, str]:
    light = dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", STYLE.split("@media", 1)[0]))
    if scheme == "light":
        return light
    dark = STYLE.split("prefers-color-scheme: dark", 1)[1].split("}", 1)[0]
    return light | dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", dark))


def luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("text", ["ink", "soft", "accent"])
@pytest.mark.parametrize("ground", ["paper", "tint"])
def test_text_contrast(scheme: str, text: str, ground: str) -> None:
    palette = colours(scheme)
    assert contrast(palette[text], palette[ground]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("shape", ["bar", "reach", "accent", "ink"])
def test_drawing_contrast(scheme: str, shape: str) -> None:
    palette = colours(scheme)
    assert contrast(palette[shape], palette["paper"]) >= 3


def test_dark_scheme_changes_every_colour_and_never_prints() -> None:
    light, dark = colours("light"), colours("dark")
    assert [name for name in light if light[name] == dark[name]] == []
    assert (
        STYLE.count("prefers-color-scheme: dark") == STYLE.count("@media screen and (prefers-color-scheme: dark)") == 1
    )


def test_print_repeats_heads_and_opens_what_is_folded() -> None:
    printed = STYLE.split("@media print", 1)[1]
    for needed in (
        "display: table-header-group",
        "break-after: avoid",
        "break-inside: avoid",
        "details::details-content",
    ):
        assert needed in printed
    assert re.search(r"@page \{[^}]*size: A4", STYLE)
