"""Visible checks of `images_to_batch`."""

import numpy as np
import torch

from autograder.checking import (
    assert_close,
    assert_like,
    assert_no_memory_shared,
    assert_untouched,
    check,
    for_each,
    require,
    watched,
)

IMAGES = np.array([[[0, 51, 102], [153, 204, 255]], [[255, 255, 0], [51, 0, 0]]], dtype=np.uint8)
BATCH = torch.tensor([[[[0.0, 0.2, 0.4], [0.6, 0.8, 1.0]]], [[[1.0, 1.0, 0.0], [0.2, 0.0, 0.0]]]])


@check(points=1)
def test_known_values(student):
    """Gives the values that can be computed by hand."""
    assert_close(student.images_to_batch(IMAGES), BATCH)


@check(points=0.5)
@for_each([{"shape": shape} for shape in ((3, 4, 5), (1, 28, 28), (5, 1, 3), (4, 2, 1), (1, 1, 1))])
def test_shape_and_dtype(student, shape):
    """Makes (N, 1, H, W) in float32 of (N, H, W), also where a size is 1."""
    n, height, width = shape
    assert_like(student.images_to_batch(np.full(shape, 255, dtype=np.uint8)), torch.zeros(n, 1, height, width))


@check(points=0.5)
def test_leaves_images_alone(student):
    """Leaves the images unmodified, and shares no memory with them."""
    result = assert_untouched(student.images_to_batch, watched("images", IMAGES))
    again = assert_no_memory_shared(student.images_to_batch, watched("images", IMAGES))
    with require():
        assert_close(result, BATCH)
        assert_close(again, BATCH)
