"""A ZIP archive becomes the documents in it, and a line for each file that is none."""

import zipfile
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISLNK

from ingest.archives import MAX_UNPACKED_BYTES, check_sizes, open_archive, unpack
from ingest.decoding import printable
from ingest.documents import FORMATS, document_id, unknown_format
from ingest.errors import CannotRead, is_refused
from ingest.naming import HIDDEN
from ingest.refusals import REMEDIES, Refused
from ingest.sniffing import Kind, kind_of
from ingest.wording import reason_of

MAX_MEMBERS = 1_000
_OF_THE_SYSTEM = frozenset({"__macosx", "thumbs.db", "desktop.ini"})
_MAX_STEM_CHARS = 50  # with the suffix, at most 248 bytes, which any file system takes
_MAX_SUFFIX_CHARS = 12
_UTF8_FLAG = 0x800


@dataclass(frozen=True, slots=True)
class Members:
    """The documents of an archive, unpacked, and why each other file is not among them."""

    files: tuple[Path, ...]
    problems: tuple[CannotRead, ...]


def members(path: Path, into: Path) -> Members:
    """Unpack the documents of an archive into a folder; one that is bad does not stop the others.

    A file has its own name without its folders; where two have the same, the folders' names too.

    Args:
        path: the archive.
        into: an empty folder.

    Raises:
        CannotRead: the archive is damaged, has too many members, or would unpack to too much; or
            the folder cannot be written.
    """
    name = printable(path.name)
    files: list[Path] = []
    problems: list[CannotRead] = []
    taken: set[str] = set()
    try:
        with open_archive(path) as archive:
            for member in _listed(archive, name):
                try:
                    files.append(_unpacked(archive, member, into, taken))
                except CannotRead as problem:
                    problems.append(problem)
    except Refused as refused:
        raise is_refused(name, REMEDIES[refused.why]) from refused
    except OSError as error:
        raise CannotRead(
            "{folder}: {reason}. Check the folder's rights and space.",
            folder=into,
            reason=reason_of(error),
        ) from error
    return Members(tuple(files), tuple(problems))


def _listed(archive: zipfile.ZipFile, name: str) -> list[zipfile.ZipInfo]:
    """Give the files that a person has put in."""
    listed = [
        info
        for info in archive.infolist()
        if not info.is_dir()
        and _folders(info)
        and not any(_is_of_the_system(part) for part in _folders(info))
    ]
    if len(listed) > MAX_MEMBERS:
        raise CannotRead(
            "{file}: holds more than {most} files. Split it.", file=name, most=MAX_MEMBERS
        )
    if sum(info.file_size for info in listed) > MAX_UNPACKED_BYTES:
        raise is_refused(name, REMEDIES["bomb"])
    return listed


def _is_of_the_system(part: str) -> bool:
    return part.startswith(HIDDEN) or part.lower() in _OF_THE_SYSTEM


def _folders(info: zipfile.ZipInfo) -> list[str]:
    """Give a member's folders and its own name last; nothing that leads out of the folder."""
    parts = _name_of(info).replace("\\", "/").split("/")
    return [printable(part).replace(":", "-") for part in parts if part.strip(". ")]


def _name_of(info: zipfile.ZipInfo) -> str:
    """Read a name as UTF-8 also where the archive does not say that it is, as many programs do."""
    if info.flag_bits & _UTF8_FLAG:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except ValueError:
        return info.filename


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, into: Path, taken: set[str]) -> Path:
    shown = f"{printable(Path(archive.filename or '').name)}, {'/'.join(_folders(info))}"
    if S_ISLNK(info.external_attr >> 16):
        raise CannotRead("{file}: is a link. Put the file itself into the archive.", file=shown)
    target = into / _free_name(_folders(info), taken)
    try:
        check_sizes([info])
        with target.open("xb") as file:
            for piece in unpack(archive, info):
                file.write(piece)
        return _checked(target, shown)
    except (Refused, CannotRead) as refused:
        target.unlink(missing_ok=True)
        if isinstance(refused, Refused):
            raise is_refused(shown, REMEDIES[refused.why]) from refused
        raise


def _checked(target: Path, shown: str) -> Path:
    """Keep a document; one whose name does not say what it is gets the end that does."""
    kind = kind_of(target, shown)
    if kind is Kind.ZIP:
        raise CannotRead("{file}: is an archive in an archive. Add it by itself.", file=shown)
    if target.suffix.lower() in FORMATS:
        return target
    if kind is Kind.TEXT:
        raise unknown_format(shown)
    return target.rename(target.with_name(f"{target.name}.{kind.value}"))


def _free_name(folders: list[str], taken: set[str]) -> str:
    """Choose a name whose document would not be taken for a version of another one's."""
    suffix = Path(folders[-1]).suffix
    stem = folders[-1].removesuffix(suffix)
    names = [stem, "-".join([*folders[:-1], stem])]
    names += [f"{names[-1]}-{number}" for number in range(2, MAX_MEMBERS + 2)]
    free = (name[-_MAX_STEM_CHARS:] + suffix[:_MAX_SUFFIX_CHARS] for name in names)
    name = next(name for name in free if document_id(name) not in taken)
    taken.add(document_id(name))
    return name
