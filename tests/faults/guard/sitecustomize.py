"""Loaded by every Python that a test starts with this folder in PYTHONPATH: notes what Recense must never do.

The file that RECENSE_TEST_NOTES names gets a line for each use of the network, each class found by unpickling, and each
file opened for writing, made, moved or removed outside the folders of RECENSE_TEST_PLACES.
"""

import os
import sys

NOTES = os.environ.get("RECENSE_TEST_NOTES", "")
PLACES = tuple(os.environ.get("RECENSE_TEST_PLACES", "").split(os.pathsep))
NETWORK = ("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "urllib.Request")
CHANGES = ("os.rename", "os.remove", "os.mkdir", "os.link", "os.symlink", "os.truncate")


def note(event: str, detail: str) -> None:
    handle = os.open(NOTES, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    os.write(handle, f"{event} {detail}\n".encode("utf-8", "replace"))
    os.close(handle)


def is_outside(path: object) -> bool:
    if not isinstance(path, str | bytes | os.PathLike):
        return False
    name = os.path.abspath(os.fsdecode(path))  # noqa: PTH100  (a link is not followed)
    return not name.startswith((*PLACES, NOTES, "/dev/")) and "__pycache__" not in name


def watch(event: str, values: tuple[object, ...]) -> None:
    if event in NETWORK or event == "pickle.find_class":
        note(event, repr(values[-2:]))
    elif event == "open":
        path, _, flags = values
        writes = isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        if writes and is_outside(path):
            note(event, repr(path))
    elif event in CHANGES and is_outside(values[0]):
        note(event, repr(values[0]))


if NOTES:
    sys.addaudithook(watch)
