"""Classical item analysis: how difficult each check was for a class, and how well it tells strong from weak work.

A check is a dichotomous item: passed (1) or not (0); what is blocked has earned nothing, and counts as not passed.

Sources: L. Crocker and J. Algina, *Introduction to Classical and Modern Test Theory* (1986), ch. 14, for both figures;
S. Henrysson, "Correction of item-total correlations in item analysis", Psychometrika 28 (1963), 211-218, for the
correction; R. L. Ebel and D. A. Frisbie, *Essentials of Educational Measurement* (5th ed., 1991), ch. 13, for what
values mean.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import StatisticsError, correlation, fmean

__all__ = ["FEW", "difficulty", "discrimination"]

# Of fewer submissions, both figures say little: the standard error of a correlation is about 1 / √N.
FEW = 30


def difficulty(passed: Sequence[bool]) -> float | None:
    """Return the difficulty of an item, the share of those who pass it: p = (number who pass) / N.

    The higher, the easier; the name is the custom of the field (Crocker and Algina 1986). None without submissions.
    """
    return fmean(passed) if passed else None


def discrimination(passed: Sequence[bool], rest: Sequence[float]) -> float | None:
    """Return the corrected item-total correlation: how much those who pass an item earn more with all the others.

    It is the point-biserial correlation of the item with the rest score, that is the total without the item itself,
    which would correlate with itself (Crocker and Algina 1986; Henrysson 1963)::

        r = (M1 - M0) / s * √(p q)

    where M1 and M0 are the mean rest scores of those who pass and who do not, s is the standard deviation of the rest
    scores (dividing by N), p the difficulty and q = 1 - p. It is Pearson's correlation, and computed as such. Of 0.4
    and more an item discriminates very well, below 0.2 poorly; if it is negative, something is wrong with it (Ebel and
    Frisbie 1991).

    None where it is not defined: all pass or nobody does, all rest scores are equal, or there are fewer than two.
    """
    try:
        return correlation([float(each) for each in passed], list(rest))
    except StatisticsError:
        return None
