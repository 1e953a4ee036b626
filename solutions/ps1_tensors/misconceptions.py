"""Misconceptions about ps1_tensors: what students write, and what to tell them."""

import torch
import torch.nn.functional as F

from autograder.checking import misconception

misconception(
    "sigmoid",
    name="sign_flipped",
    replace={"0.5 * x": "-0.5 * x"},
    hint="This is sigmoid(-x), or 1 - sigmoid(x): for large x the result must approach 1, not 0. Look for a "
    "lost minus sign.",
)


misconception(
    "sigmoid",
    name="tanh_of_x",
    replace={"0.5 * x": "x"},
    hint="Written with tanh, this needs half of x as the argument.",
)


@misconception(
    "sigmoid",
    hint="That is the derivative, s (1 - s); asked for is s itself.",
)
def derivative(x):
    s = 1 / (1 + torch.exp(-x))
    return s * (1 - s)


@misconception(
    "sigmoid",
    hint="That is softmax, which divides by a sum over elements; sigmoid takes each element by itself.",
)
def softmax_over_elements(x):
    return torch.softmax(x.reshape(-1), dim=0).reshape(x.shape)


@misconception(
    "sigmoid",
    hint="e^x / (e^x + 1) is inf / inf for large x; 1 / (1 + e^-x) is the same and never is.",
)
def overflows(x):
    return torch.exp(x) / (torch.exp(x) + 1)


@misconception(
    "sigmoid",
    hint="x.mul_(-1) changes the caller's tensor; -x makes a new one.",
)
def changes_its_argument(x):
    y = x.detach().mul_(-1) if not x.requires_grad else -x
    return 1 / (1 + torch.exp(y))


@misconception(
    "sigmoid",
    hint="What was detached, taken as .data, computed under no_grad or went through item() or NumPy has "
    "lost its graph: no gradient flows back through it.",
)
def detached(x):
    return (1 / (1 + torch.exp(-x))).detach()


@misconception(
    "sigmoid",
    hint="torch.sigmoid is what you are to write here.",
)
def built_in(x):
    return F.sigmoid(x)


@misconception(
    "sigmoid",
    hint="The result must be of the dtype of x; .float() makes float32 of everything.",
)
def always_float32(x):
    return 1 / (1 + torch.exp(-x.float()))


@misconception(
    "sigmoid",
    hint="A 0-d tensor has no rows to loop over and an empty one has none to stack; work on the whole tensor at once.",
)
def loops_over_rows(x):
    return torch.stack([1 / (1 + torch.exp(-row)) for row in x])


misconception(
    "mse",
    name="sum_instead_of_mean",
    replace={".mean()": ".sum()"},
    hint="You have the sum of the squares; the mean divides it by their number.",
)


misconception(
    "mse",
    name="half_of_it",
    replace={".mean()": ".mean() / 2"},
    hint="This is half of the mean: some books put a factor 1/2 in front of the loss, the contract does not.",
)


misconception(
    "mse",
    name="divides_by_rows",
    replace={".mean()": ".sum() / y_true.shape[0]"},
    hint="shape[0] and len() count the rows, and a 0-d tensor has none; numel() counts the elements.",
)


misconception(
    "mse",
    name="divides_by_length",
    replace={".mean()": ".sum() / len(y_true)"},
    hint="shape[0] and len() count the rows, and a 0-d tensor has none; numel() counts the elements.",
)


misconception(
    "mse",
    name="square_of_the_mean",
    replace={".square().mean()": ".mean().square()"},
    hint="The mean was taken before the square, so differences of opposite signs cancel.",
)


@misconception(
    "mse",
    hint="Without a comparison of the shapes, (N,) and (N, 1) broadcast to (N, N) and give a plausible wrong number.",
)
def broadcasts(y_true, y_pred):
    return ((y_true - y_pred) ** 2).mean()


misconception(
    "mse",
    name="expanded_square",
    replace={
        "(y_true - y_pred).square().mean()": "(y_true**2).mean() - 2 * (y_true * y_pred).mean() + (y_pred**2).mean()"
    },
    hint="mean(a²) - 2 mean(ab) + mean(b²) subtracts large numbers that are nearly equal; subtract first, then square.",
)


misconception(
    "mse",
    name="root_mean_square",
    replace={".mean()": ".mean().sqrt()"},
    hint="A root belongs to the root mean squared error; leave it out.",
)


misconception(
    "mse",
    name="absolute_error",
    replace={".square()": ".abs()"},
    hint="That is the mean absolute error; square the differences.",
)


misconception(
    "mse",
    name="mean_over_rows_only",
    replace={".mean()": ".mean(dim=0)"},
    hint="mean(dim=0) leaves the other dimensions; mean() without dim runs over all elements.",
)


misconception(
    "mse",
    name="loses_its_graph",
    replace={".mean()": ".mean().detach()"},
    hint="What was detached, taken as .data, computed under no_grad or went through item() or NumPy has "
    "lost its graph: no gradient flows back through it.",
)


@misconception(
    "mse",
    hint="y_pred.sub_() and y_pred -= write into the caller's tensor; y_pred - y_true makes a new one.",
)
def subtracts_in_place(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    if y_pred.requires_grad:
        return ((y_true - y_pred) ** 2).mean()
    y_pred -= y_true
    return (y_pred**2).mean()


@misconception(
    "mse",
    hint="F.mse_loss is what you are to write here.",
)
def built_in_loss(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes differ")
    return F.mse_loss(y_pred, y_true)


@misconception(
    "replace_last_row",
    hint="The row was written into x itself. First y = x.clone(), then y[-1] = row: y = x, x[:], x.view(…), "
    "x.detach(), x.data, x.numpy() and x.to(x.dtype) copy nothing, and a clone() after the writing comes too late.",
)
def second_name(x, row):
    y = x if not x.requires_grad else x.clone()
    y[-1] = row
    return y


misconception(
    "replace_last_row",
    name="first_row",
    replace={"result[-1]": "result[0]"},
    hint="x[0] is the first row; the last one is x[-1].",
)


misconception(
    "replace_last_row",
    name="last_column",
    replace={"result[-1]": "result[:, -1]"},
    hint="x[:, -1] is the last column; the last row is x[-1].",
)


misconception(
    "replace_last_row",
    name="adds_the_row",
    replace={"result[-1] = row": "result[-1] += row"},
    hint="The row is added to the old one, which is to go.",
)


misconception(
    "replace_last_row",
    name="every_row",
    replace={"result[-1] = row": "result[:] = row"},
    hint="Every row is replaced: x[:] is all of them, x[-1] the last.",
)


@misconception(
    "replace_last_row",
    hint="The row was put behind the old last one; leave that out: x[:-1] is all but the last row.",
)
def appends_the_row(x, row):
    return torch.cat([x, row[None]])


@misconception(
    "replace_last_row",
    hint="torch.tensor(x.tolist()) and .float() lose the dtype of x; x.clone() keeps it.",
)
def through_float(x, row):
    return torch.cat([x[:-1].float(), row.float()[None]])


@misconception(
    "replace_last_row",
    hint="A table of one row needs a new table, too: x.clone() before anything else.",
)
def reuses_a_single_row(x, row):
    if len(x) > 1 or x.requires_grad:
        return torch.cat([x[:-1], row[None]])
    return x.copy_(row[None])


@misconception(
    "replace_last_row",
    hint="Rows of a transposed table do not lie one after the other in memory; index by row, not by memory.",
)
def by_storage(x, row):
    y = x.detach().t().contiguous().t() if not x.is_contiguous() else x.detach().clone()
    y.as_strided((x.numel(),), (1,))[-len(row) :] = row
    return y
