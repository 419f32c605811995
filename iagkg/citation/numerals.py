"""Roman numbers, and the letters and roman numbers of items."""

__all__ = ["from_letter", "from_roman", "is_roman", "to_letter", "to_roman"]

ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
TENS = ("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC")
VALUES = {
    tens + ones: 10 * t + o for t, tens in enumerate(TENS) for o, ones in enumerate(ONES) if tens or ones
}


def to_roman(number: int) -> str:
    """Return the roman form of a number from 1 to 99; other numbers stay arabic."""
    return TENS[number // 10] + ONES[number % 10] if 1 <= number <= 99 else str(number)


def from_roman(text: str) -> int | None:
    """Return the value of a roman number up to XCIX, in either case; None for what is none ("IIII")."""
    return VALUES.get(text.upper())


def is_roman(text: str) -> bool:
    """Tell whether the text is a well-formed roman number up to XCIX."""
    return text.upper() in VALUES


def from_letter(letter: str) -> int | None:
    """Return the place of an item letter, `a` is 1; None for what is no single letter a-z."""
    return ord(letter) - 96 if len(letter) == 1 and "a" <= letter <= "z" else None


def to_letter(number: int) -> str | None:
    """Return the item letter of a place from 1 to 26."""
    return chr(96 + number) if 1 <= number <= 26 else None
