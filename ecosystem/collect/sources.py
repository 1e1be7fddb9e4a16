"""Whatever stands at an address - a file, a folder, uploads, a Google Sheet - as one source."""

import difflib
import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path, PurePath, PureWindowsPath

import pandas as pd

from ecosystem.collect import limits
from ecosystem.collect.delimited import read_delimited
from ecosystem.collect.file_kinds import kind_of
from ecosystem.collect.formats import ENDINGS, read_bytes, translated
from ecosystem.collect.forms import flattened
from ecosystem.collect.frames import distinct
from ecosystem.collect.google import is_sheet_address, read_google
from ecosystem.collect.instruments import Instrument, is_instrument, load_instrument
from ecosystem.collect.recipes import Recipe, recipe_among
from ecosystem.collect.sheet import Issue, Sheet, Source
from ecosystem.collect.workbook import read_workbook
from ecosystem.errors import SourceError
from ecosystem.text import fold, whole

TEXT_ENDINGS = (".csv", ".tsv", ".txt")
WORKBOOK_ENDINGS = (".xlsx", ".xlsm")
INSTRUMENT_ENDING = ".toml"
# A zip file in a folder is mostly the download whose files lie beside it.
FOLDER_ENDINGS = (*TEXT_ENDINGS, *WORKBOOK_ENDINGS, *(e for e in ENDINGS if e != ".zip"), INSTRUMENT_ENDING)
NOTICES = ("README", "LICENSE", "LICENCE", "NOTICE")
REMOVED = "[e-mail removed]"
# The whole run of signs that an address can hold goes with the address in it: nothing of one can be left over. It
# begins only where a run begins, and is possessive (++): time stays proportional to the cell's length.
EMAIL = re.compile(r"(?<![\w.+%'@-])(?=[\w.+%'@-]*[\w.+%'-]@[\w-]+\.[\w-])[\w.+%'@-]++")


def open_source(data: str | Path, recipe: Recipe | None = None) -> Source:
    """Everything at a path or a Google Sheet's address as one source, e-mail addresses removed.

    ``recipe``, or one beside the data, may say in which encoding a text file is and what parts its cells.
    """
    text = str(data).strip()
    if is_sheet_address(text):
        return google_source(read_google(text))
    if re.match(r"https?://", text, re.IGNORECASE):
        raise SourceError("Only addresses of Google Sheets can be read. Download the data as a file and name that.")
    if not text:
        raise SourceError("No file was named. Give a .csv or .xlsx file, a folder of them, or a Google Sheet.")
    path = Path(data).expanduser()
    try:
        if path.is_dir():
            return _from_folder(path, recipe)
        if not path.is_file():
            raise _missing(path)
        _check_ending(path.name, b"" if path.stat().st_size > limits.MOST_BYTES else path.read_bytes())
        return _assemble(path.stem, [(path.name, _bytes(path))], (), recipe)
    except OSError as error:
        raise SourceError(f"{path.name}: cannot be read ({error.strerror or 'no access'}). Check the path.") from None


def open_upload(files: Sequence[tuple[str, bytes]], recipe: Recipe | None = None) -> Source:
    """Uploaded files, each a name and its bytes, as one source named after the first, e-mails removed.

    ``recipe`` is as in ``open_source``.
    """
    if not files:
        raise SourceError("No file was given. Choose one or more .csv or .xlsx files.")
    names = [PureWindowsPath(name).name or "upload" for name, _ in files]
    for name, (_, content) in zip(names, files, strict=True):
        if PurePath(name).suffix.lower() != INSTRUMENT_ENDING:
            _check_ending(name, content)
    stem = PurePath(names[0]).stem
    unique = [
        label if label == name else _numbered(name, label) for name, label in zip(names, distinct(names), strict=True)
    ]
    return _assemble(stem, list(zip(unique, (content for _, content in files), strict=True)), (), recipe)


def _numbered(name: str, label: str) -> str:
    """The second "a.csv" as "a (2).csv", so that the ending still tells the kind."""
    path = PurePath(name)
    return f"{path.stem}{label.removeprefix(name)}{path.suffix}"


def google_source(sheets: Sequence[Sheet]) -> Source:
    """The sheets of one Google Sheet as one source, e-mail addresses removed."""
    pairs = [(sheet.name, _frame_bytes(sheet.frame)) for sheet in sheets]
    title = re.sub(r'^Google Sheet "(.*?)"(?:, sheet ".*| \(tab \d+\))?$', r"\1", sheets[0].source)
    return Source(title, _readable(sheets), (), fingerprint(pairs))


def _from_folder(folder: Path, recipe: Recipe | None) -> Source:
    """All files of a folder that can be read, by name; the others are named in one doubt."""
    found = sorted(folder.iterdir(), key=lambda path: path.name)
    seen = [path for path in found if not path.name.startswith((".", "~$")) and path.stem.upper() not in NOTICES]
    read = [path for path in seen if path.suffix.lower() in FOLDER_ENDINGS and path.is_file()]
    other = [path.name for path in seen if path not in read]
    title = folder.resolve().name or str(folder)
    issues = (_not_read(title, other),) if other else ()
    if len(read) > limits.MOST_FILES:
        raise SourceError(f"{title}: {len(read)} files are more than the {limits.MOST_FILES} this tool reads at once.")
    if not any(path.suffix.lower() != INSTRUMENT_ENDING for path in read):
        beside = f" It holds {', '.join(other[:5])}." if other else ""
        raise SourceError(f"{title}: the folder has no .csv or .xlsx file.{beside} Save the answers there as one.")
    _check_together(title, sum(path.stat().st_size for path in read))
    return _assemble(title, [(path.name, _bytes(path)) for path in read], issues, recipe)


def _assemble(title: str, files: list[tuple[str, bytes]], issues: tuple[Issue, ...], recipe: Recipe | None) -> Source:
    """A source of files with known endings; one that cannot be read stops it, as a smaller map misleads."""
    title, files = whole(title), [(whole(name), content) for name, content in files]
    if len(files) > limits.MOST_FILES:
        raise SourceError(f"{len(files)} files are more than the {limits.MOST_FILES} this tool reads at once.")
    if large := next((name for name, content in files if len(content) > limits.MOST_BYTES), None):
        raise _too_large(large)
    _check_together(title, sum(len(content) for _, content in files))
    endings = {name: PurePath(name).suffix.lower() for name, _ in files}
    instruments = [_instrument(name, content) for name, content in files if endings[name] == INSTRUMENT_ENDING]
    recipe = recipe or recipe_among(instruments)
    with limits.one_source():
        sheets = [
            sheet
            for name, content in files
            if endings[name] != INSTRUMENT_ENDING
            for sheet in _sheets(name, content, recipe)
        ]
    if not sheets:
        raise SourceError(f"{title}: a questionnaire (.toml) alone holds no answers. Add a .csv or .xlsx file.")
    own = [load_instrument(text) for text in instruments if is_instrument(text)]
    return Source(title, _readable(sheets, own), tuple(instruments), fingerprint(files), issues)


def _sheets(name: str, content: bytes, recipe: Recipe | None) -> Sequence[Sheet]:
    """The sheets of one file that is no questionnaire, read by its ending."""
    if PurePath(name).suffix.lower() in WORKBOOK_ENDINGS:
        return read_workbook(content, name)
    found = read_bytes(name, content)
    return [_text(name, content, recipe)] if found is None else found


def _text(name: str, content: bytes, recipe: Recipe | None) -> Sheet:
    """The sheet of a text file, read as the recipe's part about it says; where that is another file's, as it seems."""
    stem = PurePath(name).stem
    for part in recipe.sheet if recipe else ():
        if part.encoding or part.separator:
            before = limits.held()
            try:
                sheet = read_delimited(content, name, stem, encoding=part.encoding, separator=part.separator)
            except SourceError:
                if fold(part.name) == fold(stem):
                    raise
            else:
                if recipe and recipe.for_sheet(sheet) is part:
                    return sheet
            limits.back_to(before)
    return read_delimited(content, name, stem)


@limits.one_source()
def _readable(sheets: Sequence[Sheet], own: Sequence[Instrument] = ()) -> tuple[Sheet, ...]:
    """The sheets as the readers want them: form tools' exports and hand-made tables plain, then network tools'.

    In this order, as choices spread over columns look like the table of a network to the translators. What they make
    is counted anew.
    """
    return tuple(map(without_emails, translated(flattened(sheets, own), own)))


def fingerprint(files: Iterable[tuple[str, bytes]]) -> str:
    """The first 16 hex digits of a SHA-256 over names and contents, whatever the order they came in."""
    digest = hashlib.sha256()
    for name, content in sorted(files):
        for part in (name.encode("utf-8", "surrogatepass"), content):
            digest.update(len(part).to_bytes(8, "big"))  # so that no two lists of files run together alike
            digest.update(part)
    return digest.hexdigest()[:16]


def without_emails(sheet: Sheet) -> Sheet:
    """The same sheet, e-mail addresses in cells, headers, name and issues replaced, and a doubt with the count."""
    frame = sheet.frame.copy()
    count = 0
    columns = []
    for position, header in enumerate(sheet.frame.columns):
        cells = sheet.frame.iloc[:, position]
        suspects = cells[cells.str.contains("@", regex=False)]
        cleaned = [EMAIL.subn(REMOVED, text) for text in suspects]
        found = sum(number for _, number in cleaned)
        if found:
            frame.loc[suspects.index, header] = [text for text, _ in cleaned]
        in_header = EMAIL.subn(REMOVED, header)[1]
        count += found + in_header
        if found or in_header:
            columns.append(position)
    headers = distinct(_without_email(header) for header in sheet.frame.columns)
    frame.columns = pd.Index(headers, dtype="str")
    renamed = dict(zip(sheet.frame.columns, headers, strict=True))
    issues = tuple(
        replace(
            issue,
            column=renamed.get(issue.column, _without_email(issue.column)),
            message=_without_email(issue.message),
        )
        for issue in sheet.issues
    )
    if count:
        issues = (*issues, _emails_removed(sheet.source, count, [headers[position] for position in columns]))
    return replace(sheet, name=_without_email(sheet.name), frame=frame, issues=issues)


def _without_email(text: str) -> str:
    return EMAIL.sub(REMOVED, text) if "@" in text else text


def _emails_removed(source: str, count: int, columns: list[str]) -> Issue:
    return Issue(
        kind="doubt",
        reason="e-mail removed",
        source=source,
        row=None,
        column=columns[0] if len(columns) == 1 else "",
        message=f"{count} e-mail addresses were removed from: {', '.join(columns)}."
        if count > 1
        else f"One e-mail address was removed from: {columns[0]}.",
        action="Nothing to do. If the column is not needed, delete it from the file before sharing it.",
    )


def _frame_bytes(frame: pd.DataFrame) -> bytes:
    table = [list(frame.columns), frame.index.tolist(), frame.to_numpy().tolist()]
    return json.dumps(table).encode("ascii")


def _bytes(path: Path) -> bytes:
    if path.stat().st_size > limits.MOST_BYTES:
        raise _too_large(path.name)
    return path.read_bytes()


def _instrument(name: str, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SourceError(f"{name}: the questionnaire is not in UTF-8. Save it as UTF-8 in a text editor.") from None


def _check_ending(name: str, content: bytes) -> None:
    """Nothing; raises SourceError where the ending is not one this tool reads, in words about what the file is."""
    ending = PurePath(name).suffix.lower()
    if ending == INSTRUMENT_ENDING:
        raise SourceError(f"{name}: this is a questionnaire, not answers. Give the folder that holds both.")
    if ending in (*TEXT_ENDINGS, *WORKBOOK_ENDINGS, *ENDINGS):
        return
    kind = kind_of(content)
    if kind is None:
        action = "Save it as .xlsx or CSV UTF-8. If it is a table in plain text, change its ending to .csv."
        raise SourceError(f"{name}: {ending or 'a file without an ending'} is not read. {action}")
    if ending in kind.endings:
        raise SourceError(f"{name}: this is {kind.name}, which this tool does not read. {kind.action}")
    saved = f"saved under the name {ending}" if ending else "saved without an ending"
    raise SourceError(f"{name}: this is {kind.name}, {saved}. {kind.action}")


def _missing(path: Path) -> SourceError:
    if not path.parent.is_dir():
        return SourceError(f"{path}: there is no folder {path.parent}. Check the path.")
    near = difflib.get_close_matches(path.name, [other.name for other in path.parent.iterdir()], n=3)
    hint = f" Did you mean {' or '.join(near)}?" if near else " Check the path."
    return SourceError(f"{path.name}: there is no such file or folder.{hint}")


def _too_large(name: str) -> SourceError:
    return SourceError(f"{name}: the file is larger than 25 MB. Keep only the survey's sheets, and save again.")


def _check_together(title: str, size: int) -> None:
    """Nothing; raises SourceError where the files of a source are together too large to hold."""
    if size > limits.MOST_SOURCE_BYTES:
        raise SourceError(
            f"{title}: the files are together larger than {limits.MOST_SOURCE_BYTES // limits.MB} MB. "
            "Keep only those of the survey, or read them one by one."
        )


def _not_read(title: str, names: list[str]) -> Issue:
    listed = ", ".join(names[:20]) + (f" and {len(names) - 20} more" if len(names) > 20 else "")
    return Issue(
        kind="doubt",
        reason="file not read",
        source=title,
        row=None,
        column="",
        message=f"Not read, as the ending is not .csv, .tsv, .txt, .xlsx, .xlsm, .json or .vna: {listed}.",
        action="If answers are among them, save them as .xlsx or CSV UTF-8 in the same folder.",
    )
