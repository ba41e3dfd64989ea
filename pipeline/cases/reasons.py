"""Why two incidents are taken for one occasion, in words."""

from functools import lru_cache

from pipeline.cases.compare import Compared, levels
from pipeline.messages import knows, language, say


def reasons(compared: Compared, places: list[int]) -> list[str]:
    """The reason for each of these pairs, in the language spoken; it names nobody."""
    names = list(compared.levels)
    columns = [compared.levels[name][places].tolist() for name in names]
    return [_reason(language(), tuple(zip(names, at, strict=True))) for at in zip(*columns, strict=True)]


@lru_cache(maxsize=4096)
def _reason(_: str, found: tuple[tuple[str, int], ...]) -> str:
    keys = [f"cases.{feature}_{levels(feature)[level]}" for feature, level in found]
    return "; ".join(say(key) for key in keys if knows(key))
