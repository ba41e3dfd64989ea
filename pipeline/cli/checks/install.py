"""Is what is installed what Recense needs, and what it was tested with?"""

import platform
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata, requires, version

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from pipeline.cli.checks import Finding, fault, good, note
from pipeline.settings import LOCK

NAME = "recense"


def python() -> Iterator[Finding]:
    """The version of Python against the one that the package asks for."""
    needed = metadata(NAME)["Requires-Python"]
    found = platform.python_version()
    fits = SpecifierSet(needed).contains(found, prereleases=True)
    yield (good if fits else fault)("python" if fits else "python_old", version=found, needed=needed)


def packages() -> Iterator[Finding]:
    """Each package that Recense cannot do without: there, and of a version that fits."""
    wanted = _wanted("")
    if unfit := list(_unfit(wanted)):
        yield fault("packages_unfit", n=len(unfit), packages=", ".join(unfit))
    else:
        yield good("packages", n=len(wanted))


def tested() -> Iterator[Finding]:
    """The versions that are installed against those of the lock, with which every figure was measured."""
    if not LOCK.is_file():
        yield note("lock_missing")
        return
    needed = [pinned for pinned in _pinned() if pinned.name in {wanted.name for wanted in _wanted("")}]
    if other := list(_unfit(needed)):
        yield note("lock_other", n=len(other), packages=", ".join(other))
    else:
        yield good("lock", n=len(needed))


def extras() -> Iterator[Finding]:
    """The parts of Recense that are installed on demand."""
    for extra in sorted(metadata(NAME).get_all("Provides-Extra") or []):
        unfit = list(_unfit(_wanted(extra)))
        yield note("extra_missing", extra=extra) if unfit else good("extra", extra=extra)


def _wanted(extra: str) -> list[Requirement]:
    """What the package asks for: without an extra, or only for one."""
    found = [Requirement(line) for line in requires(NAME) or []]
    return [one for one in found if _applies(one, extra) and not (extra and _applies(one, ""))]


def _applies(requirement: Requirement, extra: str) -> bool:
    return requirement.marker is None or requirement.marker.evaluate({"extra": extra})


def _pinned() -> list[Requirement]:
    lines = LOCK.read_text(encoding="utf-8").splitlines()
    found = [Requirement(line.removesuffix("\\")) for line in lines if line[:1].isalnum()]
    return [one for one in found if _applies(one, "")]


def _unfit(requirements: list[Requirement]) -> Iterator[str]:
    """`name version (wanted)` of each that is missing or does not fit."""
    for one in requirements:
        try:
            found = version(one.name)
        except PackageNotFoundError:
            found = "–"
        if found == "–" or not one.specifier.contains(found, prereleases=True):
            yield f"{one.name} {found} ({one.specifier})"
