"""A file or a folder of an export being written: whole or not at all, readable by its owner only."""

import io
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from pipeline.tables.output import check_folder, create, replace_folder, replaced_file, settle, workspace

Opener = Callable[[str], TextIO]


@contextmanager
def text_file(out: Path | str) -> Iterator[TextIO]:
    """A text file (UTF-8, LF) that takes the place of `out` once it is complete."""
    with replaced_file(Path(out).resolve()) as path, _open(path, "utf-8", "\n") as file:
        yield file


@contextmanager
def text_folder(out: Path | str, names: Iterable[str], encoding: str = "utf-8") -> Iterator[Opener]:
    """A function that opens the files named in `names` in a folder that takes the place of `out` once complete.

    OutputError where `out` holds any other file. Line ends are written as given.
    """
    target = Path(out).resolve()
    check_folder(target, set(names))
    files: list[io.TextIOWrapper] = []

    with workspace(target) as folder:

        def opened(name: str) -> TextIO:
            files.append(_open(folder / name, encoding, ""))
            return files[-1]

        try:
            yield opened
        except BaseException:
            for file in files:
                file.close()
            raise
        for file in files:
            file.flush()
            settle(file.detach())  # type: ignore[arg-type]
        replace_folder(folder, target)


def _open(path: Path, encoding: str, newline: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(create(path), encoding=encoding, newline=newline)
