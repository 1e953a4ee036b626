"""What `autograder new exercise` lays out in an assignment that has nothing to do with torch."""

from __future__ import annotations

__all__ = ["HIDDEN", "MISCONCEPTIONS", "SOLUTION", "VISIBLE"]

SOLUTION = '''# %% [markdown]
# ## {title}
#
# Say here what the exercise is about, with a formula: $y = 2x$.

# %% [markdown] lang="ru"
# ## {title}
#
# Напишите здесь, о чём это упражнение, с формулой: $y = 2x$.

# %%
import numpy as np


def {name}(x: np.ndarray) -> np.ndarray:
    """Return twice x, elementwise.

    x: a float32 or float64 array of one or more dimensions. It is left unmodified.
    Returns an array of the shape and dtype of x, exact to 1e-5 (float32) or 1e-8 (float64).
    """
    ### DOCSTRING ru
    # Возвращает удвоенный x, поэлементно.
    #
    # x: массив float32 или float64 с одним измерением или с несколькими. Остаётся неизменным.
    # Возвращает массив той же формы и того же dtype, что x, с точностью 1e-5 (float32) или 1e-8 (float64).

    # A check may only demand what the docstring says, and it says all that a student needs.
    ### BEGIN SOLUTION
    return 2 * x
    ### END SOLUTION


'''
VISIBLE = '''"""Visible checks of `{name}`: students have them. Causes come first, as later checks may need them."""

import numpy as np

from autograder.checking import assert_close, assert_untouched, check, require, watched

# Values that can be worked out by hand.
X, Y = np.array([0.0, 1.0, -2.0]), np.array([0.0, 2.0, -4.0])


@check(points=1)
def test_known_values(student):
    """Gives the values that can be worked out by hand."""
    assert_close(student.{name}(X), Y)


@check(points=0.5)
def test_leaves_x_alone(student):
    """Leaves its argument unmodified."""
    result = assert_untouched(student.{name}, watched("x", X))
    with require():  # whoever does nothing changes nothing: this check is blocked then, and says nothing against them
        assert_close(result, Y)
'''
HIDDEN = '''"""Hidden checks of `{name}`: they may use the reference."""

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from autograder.checking import assert_matches, check, for_all

ARRAYS = npst.arrays(np.float32, npst.array_shapes(max_dims=3, max_side=3), elements=st.integers(-9, 9).map(float))


@check(points=1)
@for_all(x=ARRAYS)
def test_equals_reference(student, reference, x):
    """Gives what the reference gives, for any input."""
    assert_matches(student.{name}, reference.{name}, x)
'''
MISCONCEPTIONS = """

misconception(
    "{name}",
    name="{name}_squares",
    replace={{"2 * x": "x * x"}},
    hint="x * x is the square of x; twice x is x + x.",
)


@misconception("{name}", hint="x *= 2 changes the caller's array; 2 * x makes a new one.")
def {name}_in_place(x):
    x *= 2
    return x
"""
