"""Microsoft Forms exports: one header row, with five columns of the tool's own before the questions.

The layout is not confirmed by a document; the tests build the file. Several answers in a cell each end in ";", which
the list reader accepts, so cells are unchanged. A Likert question is one column for each statement, with only the
statement as header: the export does not mark them as one question, so blocks are only proposed.
"""

from collections.abc import Iterator

from ecosystem.collect.forms.shape import columns_of, left_out, read_as, rebuilt
from ecosystem.collect.sheet import Sheet
from ecosystem.text import fold

FRONTS = (  # English, German, French, Spanish
    ("ID", "Start time", "Completion time", "Email", "Name"),
    ("ID", "Startzeit", "Fertigstellungszeit", "E-Mail", "Name"),
    ("ID", "Heure de début", "Heure de fin", "Adresse de messagerie", "Nom"),
    ("ID", "Hora de inicio", "Hora de finalización", "Correo electrónico", "Nombre"),
)
OF_THE_RESPONDENT = "Respondent name"  # "Name" alone could be the organization's
ANONYMOUS = 3  # a form without sign-in still has the first three
TECHNICAL = frozenset({"id", "start time", "last modified time"})
MOST_ANSWERS = 7  # the longest scales in use have seven steps
LONGEST_ANSWER = 40


def recognises(sheet: Sheet) -> bool:
    """Return whether the sheet begins with the tool's own columns, in one of the known languages."""
    return _front(sheet) is not None


def flat(sheet: Sheet) -> Sheet:
    """Return the sheet without the tool's columns and e-mail; completion time and the person's name remain."""
    front = _front(sheet) or ()
    columns = columns_of(sheet)
    for column, written, english in zip(columns, front, FRONTS[0], strict=False):
        if fold(column.header) == fold(written):
            column.header = OF_THE_RESPONDENT if english == "Name" else english
    technical = [column.header for column in columns if fold(column.header) in TECHNICAL]
    kept, issues = left_out(sheet, columns, technical)
    return rebuilt(sheet, kept, sheet.frame.index, [read_as(sheet, "Microsoft Forms"), *issues])


def _front(sheet: Sheet) -> tuple[str, ...] | None:
    headers = [fold(header) for header in sheet.frame.columns[:ANONYMOUS]]
    return next((front for front in FRONTS if headers == [fold(word) for word in front[:ANONYMOUS]]), None)


def likert_blocks(sheet: Sheet) -> list[list[str]]:
    """Return blocks of at least two adjacent columns with a small common set of answers, as proposals.

    A block needs at least twice as many answers as different ones; headers in brackets already form a grid.

    >>> import pandas as pd
    >>> from ecosystem.collect.sheet import SheetOrigin
    >>> answers = {"Name": ["A", "B"], "City IT": ["Often", "Never"], "Parks": ["Never", "Often"]}
    >>> likert_blocks(Sheet(SheetOrigin("answers.xlsx"), "answers", pd.DataFrame(answers)))
    [['City IT', 'Parks']]
    """
    return [block for block in _blocks(sheet) if len(block) >= 2]


def _blocks(sheet: Sheet) -> Iterator[list[str]]:
    block: list[str] = []
    known: set[str] = set()
    given = 0
    for column in columns_of(sheet):
        answers = {fold(cell) for cell in column.filled}
        fits = bool(answers) and not column.header.endswith("]") and max(map(len, column.filled)) <= LONGEST_ANSWER
        fits = fits and len(answers) <= MOST_ANSWERS
        if block and fits and known & answers and len(known | answers) <= MOST_ANSWERS:
            block.append(column.header)
            known |= answers
            given += len(column.filled)
            continue
        if given >= 2 * len(known):
            yield block
        block, known, given = ([column.header], answers, len(column.filled)) if fits else ([], set(), 0)
    if given >= 2 * len(known):
        yield block
