"""A grid whose columns are named by data keeps its settings under numbers, and shows the names."""

import pandas as pd

from ecosystem.pages.parts.drawing import headed_by_number


def test_columns_that_data_names_are_numbers_to_the_browser_and_names_to_the_reader() -> None:
    names = ["__proto__", "constructor", "_index", "column 0"]
    grid, heads = headed_by_number(pd.DataFrame([range(4)], columns=names))
    assert list(grid.columns) == list(heads) == [f"column {n}" for n in range(4)]
    assert [head["label"] for head in heads.values()] == names
    assert grid.to_numpy().tolist() == [[0, 1, 2, 3]]
