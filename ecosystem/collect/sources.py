"""Reader of any address - a file, a folder, uploads, a Google Sheet - as one source."""

import difflib
import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePath, PureWindowsPath

import pandas as pd

from ecosystem.collect import limits
from ecosystem.collect.beside import SideFiles, is_toml, read_side_files
from ecosystem.collect.by_hand import COLUMNS, is_by_hand, not_by_hand
from ecosystem.collect.delimited import read_delimited
from ecosystem.collect.file_kinds import kind_of
from ecosystem.collect.formats import ENDINGS, read_bytes, toml_members, translated
from ecosystem.collect.forms import flattened
from ecosystem.collect.frames import distinct
from ecosystem.collect.garbled_text import repaired
from ecosystem.collect.google import is_sheet_address, read_google
from ecosystem.collect.instruments import Instrument
from ecosystem.collect.issues import issue
from ecosystem.collect.recipes import Recipe
from ecosystem.collect.redaction import redacted, redacted_issue, redacted_sheets
from ecosystem.collect.response_ids import with_ids
from ecosystem.collect.sheet import Issue, Sheet, Source
from ecosystem.collect.xlsx.workbook import read_workbook
from ecosystem.errors import SourceError
from ecosystem.log import timed
from ecosystem.text import fold, joined, whole

TEXT_ENDINGS = (".csv", ".tsv", ".txt")
WORKBOOK_ENDINGS = (".xlsx", ".xlsm")
# A zip file in a folder is usually the download of the files next to it.
FOLDER_ENDINGS = (*TEXT_ENDINGS, *WORKBOOK_ENDINGS, *(e for e in ENDINGS if e != ".zip"), ".toml")
NOTICES = ("README", "LICENSE", "LICENCE", "NOTICE")


@timed(__name__, "read the source")
def open_source(data: str | Path, recipe: Recipe | None = None) -> Source:
    """Return everything at a path or Google Sheet address as one source, without e-mail addresses and phone numbers.

    ``recipe``, or one next to the data, may set the encoding and the separator of a text file.
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
        return _from_path(path, recipe)
    except SourceError as error:
        raise SourceError(redacted(str(error)).text) from None
    except OSError as error:
        name, why = shown_name(path.name), error.strerror or "no access"
        raise SourceError(f"{name}: cannot be read ({why}). Check the path.") from None


def _from_path(path: Path, recipe: Recipe | None) -> Source:
    if path.is_dir():
        return _from_folder(path, recipe)
    if not path.is_file():
        raise _missing(path)
    _check_ending(shown_name(path.name), b"" if path.stat().st_size > limits.MOST_BYTES else path.read_bytes())
    return _assemble(path.stem, [(path.name, _bytes(path))], (), recipe)


def open_upload(files: Sequence[tuple[str, bytes]], recipe: Recipe | None = None) -> Source:
    """Return uploaded files, each a name and its bytes, as one source named after the first.

    E-mail addresses and phone numbers are removed; ``recipe`` is as in ``open_source``.
    """
    if not files:
        raise SourceError("No file was given. Choose one or more .csv or .xlsx files.")
    names = upload_names(files)
    for name, (_, content) in zip(names, files, strict=True):
        if not is_toml(name):
            _check_ending(shown_name(name), content)
    return _assemble(
        PurePath(names[0]).stem, list(zip(names, (content for _, content in files), strict=True)), (), recipe
    )


def upload_names(files: Sequence[tuple[str, bytes]]) -> list[str]:
    """Return the names of uploaded files without their folders, each once: a second "a.csv" is "a (2).csv"."""
    names = [PureWindowsPath(name).name or "upload" for name, _ in files]
    return list(map(_numbered, names, distinct(names)))


def as_kept(files: Mapping[str, bytes]) -> list[tuple[str, bytes]]:
    """Return files under the names that a project keeps them by: no folders, no e-mail addresses, each another."""
    names = [shown_name(whole(PureWindowsPath(name).name or "upload")) for name in files]
    return list(zip(map(_numbered, names, distinct(names)), files.values(), strict=True))


def raw_sheets(files: Sequence[tuple[str, bytes]], recipe: Recipe | None = None) -> dict[str, Sequence[Sheet]]:
    """Return the sheets of each data file as its reader returns them: nothing recognized, nothing removed.

    Only for the intake of a project, which takes the people out; everything else reads by ``open_upload``.
    """
    _check_together(files[0][0] if files else "", sum(len(content) for _, content in files))
    for name, content in files:
        if len(content) > limits.MOST_BYTES:
            raise _too_large(name)
        if not is_toml(name):
            _check_ending(name, content)
    with limits.one_source():
        return {name: _sheets(name, content, recipe) for name, content in files if not is_toml(name)}


def beside(files: Iterable[tuple[str, bytes]]) -> SideFiles:
    """Return the contents of the TOML files among files, those in zip files included."""
    return read_side_files([part for file in files for part in _toml_of(*file)])


def sheets_with_people(
    raw: Iterable[Sheet], own: Sequence[Instrument] = (), recipe: Recipe | None = None
) -> tuple[Sheet, ...]:
    """Return raw sheets made ready for the readers of answers as ``open_upload`` does, e-mail addresses still there."""
    raw = list(raw)
    typed = filter(is_by_hand, raw)  # written by us: nothing in them is a layout or a format to recognize
    given = not_by_hand(raw)
    return (*with_ids(translated(flattened(list(map(repaired, given)), own), own, recipe), given), *typed)


def _numbered(name: str, label: str) -> str:
    """Return the second "a.csv" as "a (2).csv", so that the ending still shows the kind."""
    path = PurePath(name)
    return name if name == label else f"{path.stem}{label.removeprefix(name)}{path.suffix}"


def shown_name(name: str) -> str:
    """Return a file's name without e-mail addresses and phone numbers, with its ending.

    >>> shown_name("jo@example.org.csv"), shown_name("answers of jo@example.org")
    ('[e-mail removed].csv', 'answers of [e-mail removed]')
    """
    path = PurePath(name)
    known = path.suffix.lower() in (*TEXT_ENDINGS, *WORKBOOK_ENDINGS, *ENDINGS, ".toml")
    return redacted(path.stem).text + path.suffix if known else redacted(name).text


def google_source(sheets: Sequence[Sheet]) -> Source:
    """Return the sheets of one Google Sheet as one source, without e-mail addresses and phone numbers."""
    pairs = [(sheet.name, _frame_bytes(sheet.frame)) for sheet in sheets]
    return Source(redacted(sheets[0].origin.document).text, _readable(sheets), (), fingerprint(pairs))


def _files_of_folder(folder: Path) -> tuple[list[Path], list[str]]:
    """Return the files of a folder that are read, by name, and the names of the others; notices are in neither."""
    found = sorted(folder.iterdir(), key=lambda path: path.name)
    seen = [path for path in found if not path.name.startswith((".", "~$")) and path.stem.upper() not in NOTICES]
    read = [path for path in seen if path.suffix.lower() in FOLDER_ENDINGS and path.is_file()]
    return read, [path.name for path in seen if path not in read]


def files_at(path: Path) -> tuple[dict[str, bytes], list[str]]:
    """Return the files of a folder that are read, or the one file, by name as shown; and the names of the others."""
    if not path.is_dir():
        if not path.is_file():
            raise _missing(path)
        return {shown_name(whole(path.name)): _bytes(path)}, []
    read, other = _files_of_folder(path)
    return {shown_name(whole(file.name)): _bytes(file) for file in read}, list(map(shown_name, other))


def _from_folder(folder: Path, recipe: Recipe | None) -> Source:
    """Return all readable files of a folder, by name, as a source; the others are listed in one issue."""
    read, other = _files_of_folder(folder)
    title = folder.resolve().name or str(folder)
    issues = (_not_read(title, other),) if other else ()
    if len(read) > limits.MOST_FILES:
        raise SourceError(f"{title}: {len(read)} files are more than the {limits.MOST_FILES} this tool reads at once.")
    if all(is_toml(path.name) for path in read):
        beside = f" It holds {', '.join(other[:5])}." if other else ""
        raise SourceError(f"{title}: the folder has no .csv or .xlsx file.{beside} Save the answers there as one.")
    _check_together(title, sum(path.stat().st_size for path in read))
    return _assemble(title, [(path.name, _bytes(path)) for path in read], issues, recipe)


def _assemble(title: str, files: list[tuple[str, bytes]], issues: tuple[Issue, ...], recipe: Recipe | None) -> Source:
    """Return a source of files with known endings; an unreadable file is an error, as a smaller map would mislead."""
    title = redacted(whole(title)).text
    shown = [shown_name(whole(name)) for name, _ in files]
    names = map(_numbered, shown, distinct(shown))
    files = [(name, content) for name, (_, content) in zip(names, files, strict=True)]
    issues = tuple(map(redacted_issue, issues))
    if len(files) > limits.MOST_FILES:
        raise SourceError(f"{len(files)} files are more than the {limits.MOST_FILES} this tool reads at once.")
    if large := next((name for name, content in files if len(content) > limits.MOST_BYTES), None):
        raise _too_large(large)
    _check_together(title, sum(len(content) for _, content in files))
    side = beside(files)
    recipe = recipe or side.recipe()
    with limits.one_source():
        sheets = [sheet for name, content in files if not is_toml(name) for sheet in _sheets(name, content, recipe)]
    if not sheets:
        raise SourceError(
            f"{title}: a questionnaire or recipe (.toml) alone holds no answers. Add a .csv or .xlsx file."
        )
    return Source(
        title,
        _readable(sheets, side.instruments, recipe),
        side.texts,
        fingerprint(files),
        (*issues, *side.issues),
    )


def _toml_of(name: str, content: bytes) -> list[tuple[str, bytes]]:
    """Return the TOML files in a file, the file itself or members of a zip file, each with its name."""
    if is_toml(name):
        return [(name, content)]
    return toml_members(content, name) if name.lower().endswith(".zip") else []


def _sheets(name: str, content: bytes, recipe: Recipe | None) -> Sequence[Sheet]:
    """Return the sheets of one data file, read by its ending."""
    if PurePath(name).suffix.lower() in WORKBOOK_ENDINGS:
        return read_workbook(content, name)
    found = read_bytes(name, content)
    return [_text(name, content, recipe)] if found is None else found


def _text(name: str, content: bytes, recipe: Recipe | None) -> Sheet:
    """Return the sheet of a text file, read with the recipe's settings for it or, failing that, inferred ones."""
    stem = PurePath(name).stem
    for part in recipe.sheet if recipe and name not in COLUMNS else ():
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
def _readable(
    sheets: Sequence[Sheet], own: Sequence[Instrument] = (), recipe: Recipe | None = None
) -> tuple[Sheet, ...]:
    """Return the sheets for the readers of answers: letters repaired, exports and hand-made tables made plain, then
    network formats.

    The order matters: the translators would take choices spread over columns for a network table. Their output is
    counted against the limits again.
    """
    return redacted_sheets(sheets_with_people(sheets, own, recipe))


def fingerprint(files: Iterable[tuple[str, bytes]]) -> str:
    """Return the first 16 hex digits of a SHA-256 over names and contents, independent of their order."""
    digest = hashlib.sha256()
    for name, content in sorted(files):
        for part in (name.encode("utf-8", "surrogatepass"), content):
            digest.update(len(part).to_bytes(8, "big"))  # keeps different lists of files distinct
            digest.update(part)
    return digest.hexdigest()[:16]


def _frame_bytes(frame: pd.DataFrame) -> bytes:
    table = [list(frame.columns), frame.index.tolist(), frame.to_numpy().tolist()]
    return json.dumps(table).encode("ascii")


def _bytes(path: Path) -> bytes:
    if path.stat().st_size > limits.MOST_BYTES:
        raise _too_large(path.name)
    return path.read_bytes()


def _check_ending(name: str, content: bytes) -> None:
    """Raise SourceError if the ending is not one that is read, with the kind of the file."""
    ending = PurePath(name).suffix.lower()
    if is_toml(name):
        raise SourceError(f"{name}: this is a questionnaire or recipe, not answers. Give the folder that holds both.")
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
    """Raise SourceError if the files of a source are together too large."""
    if size > limits.MOST_SOURCE_BYTES:
        raise SourceError(
            f"{title}: the files are together larger than {limits.MOST_SOURCE_BYTES // limits.MB} MB. "
            "Keep only those of the survey, or read them one by one."
        )


def _not_read(title: str, names: list[str]) -> Issue:
    endings = ", ".join(FOLDER_ENDINGS)
    return issue("file not read", "folder", source=title, files=joined(names, most=20), endings=endings)
