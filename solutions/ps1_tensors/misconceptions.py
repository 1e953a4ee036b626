"""Misconceptions about ps1_tensors: what students write, and what to tell them."""

import torch
import torch.nn.functional as F

from autograder.checking import misconception


@misconception(
    "sigmoid",
    hint="The exponent has lost its minus sign: for large x the result must approach 1, not 0.",
    fails=["test_known_values", "test_matches_definition", "test_far_out", "test_differentiable"],
)
def sign_flipped(x):
    return 0.5 - 0.5 * torch.tanh(x / 2)


@misconception(
    "sigmoid",
    hint="e^x / (e^x + 1) is inf / inf for large x; 1 / (1 + e^-x) is the same and never is.",
    fails=["test_finite", "test_far_out"],
)
def overflows(x):
    return torch.exp(x) / (torch.exp(x) + 1)


@misconception(
    "sigmoid",
    hint="x.mul_(-1) changes the caller's tensor; -x makes a new one.",
    fails=["test_leaves_x_alone"],
)
def changes_its_argument(x):
    y = x.detach().mul_(-1) if not x.requires_grad else -x
    return 1 / (1 + torch.exp(y))


@misconception(
    "sigmoid",
    hint="A result that was detached, or that went through NumPy, has lost its graph: no gradient can flow.",
    fails=["test_differentiable"],
)
def detached(x):
    return (1 / (1 + torch.exp(-x))).detach()


@misconception(
    "sigmoid",
    hint="torch.sigmoid is what you are to write here.",
    fails=[
        "test_known_values",
        "test_shape_and_dtype",
        "test_finite",
        "test_leaves_x_alone",
        "test_matches_definition",
        "test_far_out",
        "test_differentiable",
    ],
)
def built_in(x):
    return F.sigmoid(x)


@misconception(
    "sigmoid",
    hint="The result must be of the dtype of x; .float() makes float32 of everything.",
    fails=["test_shape_and_dtype", "test_matches_definition", "test_far_out", "test_differentiable"],
)
def always_float32(x):
    return 1 / (1 + torch.exp(-x.float()))


@misconception(
    "sigmoid",
    hint="A 0-d tensor has no rows to loop over and an empty one has none to stack; work on the whole tensor at once.",
    fails=["test_shape_and_dtype", "test_matches_definition", "test_far_out", "test_differentiable", "test_finite"],
)
def loops_over_rows(x):
    return torch.stack([1 / (1 + torch.exp(-row)) for row in x])
