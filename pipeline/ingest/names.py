"""What the names of files and members tell, and how they are shown."""

import re
from pathlib import PurePosixPath


def visible(name: str) -> str:
    """A name with what cannot be seen or is no Unicode (control characters, bytes of another encoding) escaped."""
    return "".join(c if c.isprintable() else _escape(c) for c in name)


def _escape(character: str) -> str:
    code = ord(character)
    if 0xDC80 <= code <= 0xDCFF:  # PEP 383: a byte of a name that is not UTF-8
        return f"\\x{code - 0xDC00:02x}"
    return character.encode("unicode_escape").decode("ascii")


def is_hidden(path: str) -> bool:
    """Whether a file is none of the alerts: hidden by a dot, a resource fork of macOS, or an annotation."""
    names = [name for name in PurePosixPath(path).parts if name not in {"/", ".", ".."}]
    return any(name.startswith(".") or name == "__MACOSX" for name in names) or path.endswith(".gold.json")


def is_unsafe(path: str) -> bool:
    """Whether a member's path leads out of its archive on any system."""
    path = path.replace("\\", "/")
    return path.startswith("/") or re.match("[A-Za-z]:", path) is not None or ".." in path.split("/")
