"""Checking: what the author of a check uses, and nothing else.

May import protocol; checks import this package alone, grading and nbgrader its modules, too.
"""

from autograder.checking.comparison import (
    TOLERANCE,
    assert_close,
    assert_detached,
    assert_finite,
    assert_like,
    assert_unchanged,
    describe,
    expect_object,
    expect_tensor,
    must_raise,
)
from autograder.checking.evidence import (
    assert_gradients,
    assert_matches,
    assert_no_memory_shared,
    assert_untouched,
    watched,
)
from autograder.checking.failure import CheckError, CheckFailure, require
from autograder.checking.loaders import epochs_of_loaders
from autograder.checking.marks import check, misconception, switched_off
from autograder.checking.networks import (
    assert_logits,
    assert_parameters,
    assert_same_gradients,
    assert_same_logits,
    random_weights,
)
from autograder.checking.probe import probe
from autograder.checking.properties import for_all, for_each, together
from autograder.checking.strategies import FLOATS, edges, floats_away_from_zero, shapes, tensors, tensors_alike
from autograder.checking.symptoms import Symptom

__all__ = [
    "FLOATS",
    "TOLERANCE",
    "CheckError",
    "CheckFailure",
    "Symptom",
    "assert_close",
    "assert_detached",
    "assert_finite",
    "assert_gradients",
    "assert_like",
    "assert_logits",
    "assert_matches",
    "assert_no_memory_shared",
    "assert_parameters",
    "assert_same_gradients",
    "assert_same_logits",
    "assert_unchanged",
    "assert_untouched",
    "check",
    "describe",
    "edges",
    "epochs_of_loaders",
    "expect_object",
    "expect_tensor",
    "floats_away_from_zero",
    "for_all",
    "for_each",
    "misconception",
    "must_raise",
    "probe",
    "random_weights",
    "require",
    "shapes",
    "switched_off",
    "tensors",
    "tensors_alike",
    "together",
    "watched",
]
