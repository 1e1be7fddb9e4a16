"""Cities side by side: names stay text, a city without the figure is left out, not drawn at zero."""

import pandas as pd
import pytest

from ecosystem.show.figures import city_dots, literal


def cities(**columns: list) -> pd.DataFrame:
    table = {"site": ["<b>Hill</b>", "Harbor", "Marsh"], "organizations": [12, 20, 30]}
    return pd.DataFrame(table | columns)


def test_a_city_without_the_figure_is_left_out_and_the_others_stand_in_order() -> None:
    figure = city_dots(cities(mean_degree=[2.0, 1.5, pd.NA]), "mean_degree", "Partners per organization")
    assert list(figure.data[0].y) == ["Harbor  (20)", "&lt;b&gt;Hill&lt;/b&gt;  (12)"]
    assert list(figure.data[0].x) == [1.5, 2.0]


def test_the_share_across_sectors_stands_beside_what_chance_would_give() -> None:
    table = cities(cross_sector_share=[0.5, 0.6, 0.7], cross_sector_expected=[0.4, 0.5, 0.6])
    figure = city_dots(table, "cross_sector_share", "Across sectors")
    assert [trace.name for trace in figure.data] == ["Across sectors", "expected by chance"]
    assert list(figure.data[1].x) == [0.4, 0.5, 0.6]


def test_a_range_lies_behind_the_dot_where_there_is_one() -> None:
    table = cities(mean_degree=[2.0, 1.5, 1.8], mean_degree_low=[1.9, pd.NA, 1.7], mean_degree_high=[2.4, pd.NA, 1.9])
    figure = city_dots(table, "mean_degree", "Partners")
    assert [trace.name for trace in figure.data] == ["likely range if everyone had answered", "Partners"]
    assert list(figure.data[0].x) == [1.7, 1.9, None, 1.9, 2.4, None]


def test_the_scale_begins_at_zero() -> None:
    assert city_dots(cities(mean_degree=[2.0, 1.5, 1.8]), "mean_degree", "x").layout.xaxis.rangemode == "tozero"


@pytest.mark.parametrize("name", ["<b>x</b>", "<a href='http://x.example'>x</a>", "a & b", "&lt;"])
def test_a_name_is_shown_letter_by_letter(name: str) -> None:
    shown = literal(name)
    assert "<" not in shown
    assert shown.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") == name
