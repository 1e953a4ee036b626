"""Checking: what the author of a check uses, and nothing else.

May import language and protocol; checks import this package alone, grading and nbgrader its modules, too.
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
    unreadable,
)
from autograder.checking.evidence import (
    assert_gradients,
    assert_matches,
    assert_no_memory_shared,
    assert_untouched,
    watched,
)
from autograder.checking.failure import CheckError, CheckFailure, require
from autograder.checking.figures import drawings_of
from autograder.checking.marks import check, misconception, switched_off
from autograder.checking.pictures import picture
from autograder.checking.probe import probe
from autograder.checking.properties import for_all, for_each, together
from autograder.checking.strategies import FLOATS, edges, floats_away_from_zero, shapes, tensors, tensors_alike
from autograder.checking.symptoms import DIFFERENCES, Symptom, of_slopes, of_values
from autograder.checking.values import assert_equal
from autograder.language import Phrase
from autograder.protocol import tensors as _torch

if _torch.HAS_TORCH:  # a course without it has no networks
    from autograder.checking.loaders import epochs_of_loaders
    from autograder.checking.machines import Machine, devices_on
    from autograder.checking.networks import (
        assert_logits,
        assert_parameters,
        assert_same_gradients,
        assert_same_logits,
        random_weights,
    )
    from autograder.checking.training import (
        Trained,
        assert_moves_batches,
        assert_number,
        assert_parameters_after,
        network_with_modes,
        random_batches,
        random_network,
        trained,
    )

__all__ = [
    "DIFFERENCES",
    "FLOATS",
    "TOLERANCE",
    "CheckError",
    "CheckFailure",
    "Machine",
    "Phrase",
    "Symptom",
    "Trained",
    "assert_close",
    "assert_detached",
    "assert_equal",
    "assert_finite",
    "assert_gradients",
    "assert_like",
    "assert_logits",
    "assert_matches",
    "assert_moves_batches",
    "assert_no_memory_shared",
    "assert_number",
    "assert_parameters",
    "assert_parameters_after",
    "assert_same_gradients",
    "assert_same_logits",
    "assert_unchanged",
    "assert_untouched",
    "check",
    "describe",
    "devices_on",
    "drawings_of",
    "edges",
    "epochs_of_loaders",
    "expect_object",
    "expect_tensor",
    "floats_away_from_zero",
    "for_all",
    "for_each",
    "misconception",
    "must_raise",
    "network_with_modes",
    "of_slopes",
    "of_values",
    "picture",
    "probe",
    "random_batches",
    "random_network",
    "random_weights",
    "require",
    "shapes",
    "switched_off",
    "tensors",
    "tensors_alike",
    "together",
    "trained",
    "unreadable",
    "watched",
]
