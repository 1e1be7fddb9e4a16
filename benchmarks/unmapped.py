"""Measure the error of the estimate of organizations not yet named: part of a complete network is invited and answers.

Run from the project's folder: python -m benchmarks.unmapped [--more FOLDER] [--repeats 60]
FOLDER as in benchmarks.coverage. Two estimates are compared with the true number: the one of this project counts
mentions of organizations that were not invited, the other counts all mentions, as is usual for this estimator.
"""

import argparse
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.coverage import further, shipped
from ecosystem.findings.response.quality import LEAST_RESPONDENTS
from ecosystem.findings.response.unseen_species import estimate_unseen
from ecosystem.network.network import Bools

INVITED, ANSWERED = (0.3, 0.5, 0.7), (0.5, 0.7, 0.9)


def trials(names: Bools, invited: float, answered: float, repeats: int, random: np.random.Generator) -> list[dict]:
    """Return the true number and both estimates for random choices of whom to invite and who answers."""
    size, found = len(names), []
    for _ in range(repeats):
        roster = random.permutation(size)[: round(invited * size)]
        rows = names[roster[: round(answered * len(roster))]]
        if len(rows) < LEAST_RESPONDENTS:
            continue
        known = np.isin(np.arange(size), roster)
        mapped = int((known | rows.any(axis=0)).sum())
        truth = int((known | names.any(axis=0)).sum()) - mapped
        for guess, columns in (("not invited", ~known), ("all mentions", np.full(size, True))):
            said = estimate_unseen(rows[:, columns & rows.any(axis=0)], mapped)
            held = int(said.low) <= truth <= np.ceil(said.high)
            found.append({"counted": guess, "truth": truth, "guess": said.guess, "held": held, "some": said.guess > 0})
    return found


def main() -> None:
    """Print the mean true number and estimate, the root mean squared error, and the coverage of the 95% range."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--more", type=Path, metavar="FOLDER")
    parser.add_argument("--repeats", type=int, default=60)
    args = parser.parse_args()
    networks = [*shipped(), *(further(args.more) if args.more else ())]
    random = np.random.default_rng(0)
    print(f"{len(networks)} networks, {args.repeats} samples each")
    print(f"invited answered {'counted':20} {'truth':>6} {'est.':>6} {'RMSE':>6}  coverage, where there is an estimate")
    for invited in INVITED:
        for answered in ANSWERED:
            rows = [t for _, s in networks for t in trials(s.names, invited, answered, args.repeats, random)]
            for counted, table in pd.DataFrame(rows).groupby("counted", sort=False):
                error = float(((table["guess"] - table["truth"]) ** 2).mean()) ** 0.5
                held = table.loc[table["some"], "held"].mean()
                print(
                    f"{invited:7.0%} {answered:8.0%} {counted:20} {table['truth'].mean():6.2f} "
                    f"{table['guess'].mean():6.2f} {error:6.2f}  {held:.2f}"
                )


if __name__ == "__main__":
    main()
