"""The palette: one look for a name in every city, told apart by readers with any common kind of color blindness."""

import tomllib
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from ecosystem.collect.vocabularies import load_relations, load_vocabulary
from ecosystem.show import palette
from ecosystem.show.palette import SECTOR_GROUPS, UNKNOWN_SECTOR, relation_color, sector_group, sector_style

THEME = tomllib.loads((Path(__file__).parents[2] / ".streamlit/config.toml").read_text("utf-8"))["theme"]

# What people with no, and with each kind of dichromacy see, for linear RGB: Machado, Oliveira and Fernandes, "A
# physiologically-based model for simulation of color vision deficiency", IEEE TVCG 15(6), 2009, severity 1.0.
VISION = {
    "common": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
APART = 20  # in CIE Lab: some nine times what two patches side by side need (Mahy, Van Eycken, Oosterlinck 1994)


def linear(color: str) -> np.ndarray:
    share = np.array([int(color[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)


def lab(color: str, vision: str) -> np.ndarray:
    white = np.array([0.95047, 1.0, 1.08883])
    t = XYZ @ np.clip(VISION[vision] @ linear(color), 0, 1) / white
    x, y, z = np.where(t > 0.008856, np.cbrt(t), 7.787 * t + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def distance(one: str, other: str) -> float:
    """The least distance of two colors over all kinds of vision."""
    return min(float(np.linalg.norm(lab(one, vision) - lab(other, vision))) for vision in VISION)


def contrast(one: str, other: str) -> float:
    """The contrast of two colors as WCAG 2 defines it."""
    dark, light = sorted(float(XYZ[1] @ linear(color)) for color in (one, other))
    return (light + 0.05) / (dark + 0.05)


def test_the_distance_is_that_of_published_colors() -> None:
    assert np.allclose(lab("#FF0000", "common"), [53.24, 80.09, 67.20], atol=0.1)  # sRGB red, D65
    assert distance("#FFFFFF", "#000000") == pytest.approx(100, abs=0.1)
    assert distance("#D62728", "#2CA02C") < 40 < np.linalg.norm(lab("#D62728", "common") - lab("#2CA02C", "common"))


def test_two_sector_groups_differ_in_shape_or_lie_apart_in_color_for_every_reader() -> None:
    near = {
        (one, other): round(distance(SECTOR_GROUPS[one].color, SECTOR_GROUPS[other].color))
        for one, other in combinations(SECTOR_GROUPS, 2)
        if SECTOR_GROUPS[one].shape_vis == SECTOR_GROUPS[other].shape_vis
    }
    assert near
    assert min(near.values()) > APART, near


def test_some_colors_lie_near_each_other_so_that_the_shape_is_needed() -> None:
    assert distance(SECTOR_GROUPS["community_group"].color, SECTOR_GROUPS["philanthropy"].color) < APART
    assert distance(SECTOR_GROUPS["government"].color, SECTOR_GROUPS["civic_technology"].color) < APART


def test_a_sector_of_no_group_has_a_color_apart_from_those_of_all_groups() -> None:
    groups = {style.color for style in SECTOR_GROUPS.values()}
    assert min(distance(further, color) for further in palette.FURTHER_COLORS for color in groups) > APART


def test_the_four_relations_lie_apart_and_are_seen_on_the_light_and_on_the_dark_page() -> None:
    lines = [palette.RELATION_COLORS[relation] for relation in ("works_with", "shares_data", "funds", "advises")]
    assert min(distance(*pair) for pair in combinations(lines, 2)) > 17
    for page in ("light", "dark"):
        assert min(contrast(line, THEME[page]["backgroundColor"]) for line in lines) > 3


def test_bars_are_seen_on_the_light_and_on_the_dark_page() -> None:
    for page in ("light", "dark"):
        assert contrast(palette.ANSWERED, THEME[page]["backgroundColor"]) > 3
        assert min(contrast(color, THEME[page]["backgroundColor"]) for color in palette.SERIES) > 3


def test_every_sector_and_relation_of_the_vocabularies_has_a_look_of_its_own() -> None:
    labels = load_vocabulary("sectors").labels
    looks = sector_style(labels)
    assert len(set(looks.values())) == len(looks) == len(labels) + 1
    assert set(palette.RELATION_COLORS) == set(load_relations())
    assert len(set(relation_color(load_relations()).values())) == len(load_relations())


@pytest.mark.parametrize(
    ("sector", "group"),
    [
        ("City government", "government"),
        ("County", "government"),
        ("State agency", "government"),
        ("FEDERAL", "government"),
        ("Public agency", "government"),
        ("State University", "university"),
        ("City school district", "school"),
        ("Non-Profit", "nonprofit"),
        ("Not for profit", "nonprofit"),
        ("For-Profit", "business"),
        ("Private company", "business"),
        ("Community foundation", "philanthropy"),
        ("Neighborhood association", "community_group"),
        ("Church or congregation", "faith"),
        ("Civic Tech", "civic_technology"),
        ("Data collaborative", "data_intermediary"),
        ("Public library", "library"),
        ("Hospital", "health"),
        ("unknown", "not_known"),
        ("Arts and culture", None),
        ("Media", None),
        ("__proto__", None),
        ("", None),
    ],
)
def test_the_group_of_a_sector_is_told_by_its_words(sector: str, group: str | None) -> None:
    assert sector_group(sector) == group


def test_a_name_looks_the_same_whatever_else_is_on_the_map() -> None:
    names = [f"sector {i:02}" for i in range(56)] + ["Government", "Arts and culture"]
    together = sector_style(names)
    assert together == sector_style(reversed(names))
    assert all(sector_style([name])[name] == together[name] for name in names)
    assert relation_color(["z", "a", "funds"])["z"] == relation_color(["z"])["z"]


def test_how_a_name_is_written_does_not_change_its_look() -> None:
    assert sector_style(["Arts & Culture "])["Arts & Culture "] == sector_style(["arts & culture"])["arts & culture"]
    assert sector_style(["City Government"])["City Government"] == sector_style(["government"])["government"]
    assert relation_color(["Works with"])["Works with"] == palette.RELATION_COLORS["works_with"]


def test_sectors_of_no_group_spread_over_the_further_styles() -> None:
    styles = [style for name, style in sector_style(map(str, range(400))).items() if name != UNKNOWN_SECTOR]
    assert len(set(styles)) == 42


def test_the_theme_of_the_pages_has_the_colors_of_the_palette() -> None:
    light = THEME["light"]
    assert light["primaryColor"] == palette.ACCENT
    assert light["textColor"] == palette.INK
    assert light["grayTextColor"] == palette.MUTED
    assert light["borderColor"] == palette.LINES
    assert light["secondaryBackgroundColor"] == palette.WASH
    for page in (light, THEME["dark"]):
        assert page["chartCategoricalColors"] == list(palette.SERIES)
        assert contrast(page["textColor"], page["backgroundColor"]) > 12
        assert contrast(page["grayTextColor"], page["backgroundColor"]) > 4.5
        assert contrast(page["linkColor"], page["backgroundColor"]) > 4.5
