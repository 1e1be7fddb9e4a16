"""Blocking: selection of pairs worth comparing, by shared keys or similar letters."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations, pairwise

import numpy as np
import numpy.typing as npt

from ecosystem.names.matching.parsing import LONGEST_INITIALS, Name
from ecosystem.names.matching.word_lists import STOP

CROWD = 40  # with more names under one key, each is compared only with its alphabetical neighbors
RARE = 12  # a word in at most this many names is a key
NEAREST = 10  # similar names compared with each name
NEAREST_OF_MANY = 6  # the same in a list of more than ``FEW`` names
FEW = 1500  # up to this number of names all pairs of spellings are compared
SIMILAR = 55  # minimum rapidfuzz token_sort_ratio of a candidate
SIMILAR_GRAMS = 0.35  # minimum cosine similarity of trigrams of a candidate
BLOCK = 5_000  # names processed at once

Keyed = Iterable[tuple[object, int]]


def keys(names: Sequence[Name]) -> Keyed:
    """Yield (key, position) for every name: its words, letters, initials, and rare words."""
    in_names: dict[str, list[int]] = defaultdict(list)
    fronts = {name.compact[:3] for name in names if name.short and " " not in name.written.strip()}
    for position, name in enumerate(names):
        yield ("letters", "".join(sorted("".join(word.raw for word in name.readings[0].words)))), position
        if name.compact[:3] in fronts:
            yield ("front", name.compact[:3]), position
        for reading in name.readings:
            yield ("words", reading.key), position
            own = sorted(word.text for word in reading.words if word.kind in ("word", "place", "number", "side"))
            yield ("own", " ".join(own)), position
        for text in {word.text for reading in name.readings for word in reading.words}:
            in_names[text].append(position)
    for text, positions in in_names.items():
        if 1 < len(positions) <= RARE:
            for position in positions:
                yield ("rare", text), position


def initials(names: Sequence[Name]) -> set[tuple[int, int]]:
    """Return pairs of positions of which one may hold the initials of the other, or of words in it."""
    short: dict[str, list[int]] = defaultdict(list)
    for position, name in enumerate(names):
        whole = {name.compact} if len(name.raws) <= 2 and len(name.compact) <= LONGEST_INITIALS else set()
        for letters in whole | (name.capitals & set(name.raws)) | ({name.given_short} - {""}):
            short[letters].append(position)
    pairs: set[tuple[int, int]] = set()
    met: dict[str, int] = defaultdict(int)
    for position, name in enumerate(names):
        for letters in (name.initials | _runs(name.raws)) & short.keys():
            met[letters] += 1
            if met[letters] <= CROWD:
                pairs.update((min(position, at), max(position, at)) for at in short[letters][:CROWD] if at != position)
    return pairs


def _runs(words: Sequence[str]) -> set[str]:
    """Return the initials of two to six adjacent words, with and without articles."""
    found = set()
    for kept in (words, [word for word in words if word not in STOP]):
        letters = "".join(word[0] for word in kept)
        found |= {letters[at : at + length] for at in range(len(letters)) for length in range(2, 7)}
    return found


def sharing(keyed: Keyed) -> set[tuple[int, int]]:
    """Return pairs of positions that share a key; for a very common key, only neighbors."""
    under: dict[object, list[int]] = defaultdict(list)
    for key, position in keyed:
        under[key].append(position)
    pairs: set[tuple[int, int]] = set()
    for positions in under.values():
        members = sorted(set(positions))
        if len(members) <= CROWD:
            pairs.update(combinations(members, 2))
        else:
            pairs.update(pairwise(members))
    return pairs


def look_alikes(texts: Sequence[str], progress: Callable[[float], None] | None = None) -> set[tuple[int, int]]:
    """Return pairs of positions with similar texts: the nearest of each."""
    return _by_distance(texts) if len(texts) <= FEW else _by_grams(texts, progress)


def _by_distance(texts: Sequence[str]) -> set[tuple[int, int]]:
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - late: few pages need it

    if len(texts) < 2:
        return set()
    alike = process.cdist(texts, texts, scorer=fuzz.ratio, score_cutoff=SIMILAR, dtype=np.uint8, workers=1)
    np.fill_diagonal(alike, 0)
    nearest = np.argsort(-alike.astype(np.int16), axis=1, kind="stable")[:, :NEAREST]
    return {
        (min(row, int(column)), max(row, int(column)))
        for row, columns in enumerate(nearest)
        for column in columns
        if alike[row, column]
    }


def _by_grams(texts: Sequence[str], progress: Callable[[float], None] | None) -> set[tuple[int, int]]:
    from sparse_dot_topn import sp_matmul_topn  # type: ignore[import-untyped]  # noqa: PLC0415

    grams = three_letter_runs(texts)
    turned = grams.T.tocsr()
    pairs: set[tuple[int, int]] = set()
    for start in range(0, len(texts), BLOCK):
        block = sp_matmul_topn(grams[start : start + BLOCK], turned, NEAREST_OF_MANY + 1, threshold=SIMILAR_GRAMS)
        rows, columns = block.nonzero()
        rows = rows + start
        keep = rows != columns
        low, high = np.minimum(rows, columns)[keep], np.maximum(rows, columns)[keep]
        pairs.update(zip(low.tolist(), high.tolist(), strict=True))
        if progress:
            progress(min(1.0, (start + BLOCK) / len(texts)))
    return pairs


def three_letter_runs(texts: Sequence[str]):  # type: ignore[no-untyped-def]
    """Return the texts as a sparse matrix with one column per trigram, weighted by rarity, each row of length 1.

    Trigrams in more than a twentieth of the texts are left out. Equivalent to scikit-learn's TfidfVectorizer, which
    takes a second to import.
    """
    from scipy.sparse import csr_matrix  # noqa: PLC0415

    columns: dict[str, int] = {}
    indices: list[int] = []
    ends = [0]
    for text in texts:
        padded = f" {text} "
        runs = {padded[at : at + 3] for at in range(len(padded) - 2)}
        indices.extend(columns.setdefault(run, len(columns)) for run in runs)
        ends.append(len(indices))
    places = np.asarray(indices, dtype=np.int32)
    found: npt.NDArray[np.float64] = np.bincount(places, minlength=len(columns)).astype(float)
    weights = np.log((1 + len(texts)) / (1 + found)) + 1
    weights[found > max(50, len(texts) / 20)] = 0
    matrix = csr_matrix((weights[places].astype(np.float32), places, np.asarray(ends)), (len(texts), len(columns)))
    matrix.eliminate_zeros()
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    lengths[lengths == 0] = 1
    matrix.data /= np.repeat(lengths, np.diff(matrix.indptr)).astype(np.float32)
    return matrix
