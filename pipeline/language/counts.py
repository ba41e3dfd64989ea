"""How many: the number that French words or digits say."""

from functools import lru_cache

from text_to_num import text2num

from pipeline.lexicons import table

QUANTITIES: dict[str, int] = table("groups")["quantities"]
SMALL = {"un": 1, "une": 1, "l'un": 1, "l'une": 1, "deux": 2}
LARGEST = 10_000_000


@lru_cache(maxsize=1 << 15)
def number(words: str) -> int:
    """The value of a whole number in words or digits, 0 if it is none (`vingt et un` 21, `1 200` 1200)."""
    words = words.casefold().replace("’", "'").strip()
    digits = words.replace(" ", "").replace("\u00a0", "").replace("\u202f", "").replace(".", "")
    if digits.isdecimal():
        value = int(digits) if len(digits) < 9 else 0
        return value if value <= LARGEST else 0
    if words in SMALL:
        return SMALL[words]
    try:
        return int(text2num(words, "fr"))
    except ValueError:
        return 0


def count(words: list[str]) -> int:
    """The number said in the words before a noun (`une trentaine de` 30, `plus de cent` 100), 0 if none."""
    for word in words:
        if word in QUANTITIES:
            return QUANTITIES[word]
    best = 0
    for start in range(len(words)):
        for end in range(len(words), start, -1):
            value = number(" ".join(words[start:end]))
            if value:
                best = max(best, value)
                break
    return best
