"""Misconceptions about ps1_tensors: what students write, and what to tell them."""

import numpy as np
import torch
import torch.nn.functional as F

from autograder.checking import misconception

misconception(
    "sum_of_squares",
    name="stops_before_n",
    replace={"torch.arange(n + 1)": "torch.arange(n)"},
    hint=("Try n = 1: which numbers are added?", "torch.arange(n) and range(n) end with n - 1."),
)


misconception(
    "sum_of_squares",
    name="square_of_the_sum",
    replace={".square().sum()": ".sum().square()"},
    hint="(1 + 2 + 3)² is not 1² + 2² + 3²: which of the two steps comes first?",
)


misconception(
    "sum_of_squares",
    name="not_squared",
    replace={".square()": ""},
    hint="These are the sums of the numbers; what is asked for are the sums of their squares.",
)


misconception(
    "sum_of_squares",
    name="adds_nothing_up",
    replace={".square().sum()": ".square()"},
    hint="These are the squares, one by one; a 0-d tensor with their sum is asked for.",
)


misconception(
    "sum_of_squares",
    name="in_float32",
    replace={"torch.arange(n + 1)": "torch.arange(n + 1, dtype=torch.float32)"},
    hint=(
        "What is the dtype of the result, and what of the numbers that you add?",
        "A float anywhere makes floats of the rest: 1.0, /, torch.zeros(…), dtype=torch.float32. An integer "
        "beyond 2²⁴ may not be a float32 any more.",
    ),
)


misconception(
    "sum_of_squares",
    name="float32_made_integer",
    replace={"torch.arange(n + 1).square().sum()": "torch.arange(n + 1, dtype=torch.float32).square().sum().long()"},
    hint="long() at the end is too late: digits that a float32 has no room for are lost before.",
)


@misconception(
    "sum_of_squares",
    hint=(
        "For small n it is right: which step makes a float of an integer?",
        "A float64 has every integer only up to 2⁵³, about 9 · 10¹⁵, and / always gives a float.",
    ),
)
def divides_with_floats(n):
    if n < 0:
        raise ValueError("negative")
    return torch.tensor(int(n * (n + 1) * (2 * n + 1) / 6))


misconception(
    "sum_of_squares",
    name="in_int32",
    replace={
        "torch.arange(n + 1).square().sum()": "torch.arange(n + 1, dtype=torch.int32).square().sum(dtype=torch.int32)"
    },
    hint="The result is an int32; it ends at 2³¹ - 1, which is less than the sum for n = 1861.",
)


misconception(
    "sum_of_squares",
    name="squares_in_int32",
    replace={"torch.arange(n + 1)": "torch.arange(n + 1, dtype=torch.int32)"},
    hint="An int32 ends at 2³¹ - 1, and the square of 46 341 is beyond that already, before anything is added.",
)


misconception(
    "sum_of_squares",
    name="zero_is_an_error",
    replace={"if n < 0": "if n <= 0"},
    hint="0 is not negative: the sum of no numbers at all is 0.",
)


@misconception("sum_of_squares", hint="There is nothing to stack for n = 0; the sum of no numbers at all is 0.")
def stacks_squares(n):
    if n < 0:
        raise ValueError("negative")
    return torch.stack([torch.tensor(i) ** 2 for i in range(1, n + 1)]).sum()


misconception(
    "sum_of_squares",
    name="negative_is_zero",
    replace={'raise ValueError(f"n must not be negative, but is {n}")': "return torch.tensor(0)"},
    hint="Something was returned for a negative n. It is the caller's mistake, and the caller is to be told: raise.",
)


misconception(
    "sum_of_squares",
    name="only_minus_one",
    replace={"if n < 0": "if n == -1"},
    hint="-1 is only one of the negative numbers.",
)


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
    name="divides_by_one_less",
    replace={".mean()": ".sum() / (y_true.numel() - 1)"},
    hint="The sum is divided by n - 1, as the variance of a sample is; the mean of n numbers divides by n.",
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


misconception(
    "as_shared_tensor",
    name="copies_with_tensor",
    replace={"torch.from_numpy(array)": "torch.tensor(array)"},
    hint=(
        "The tensor has the array's numbers, but not its memory.",
        "torch.tensor(…) always copies; one line of the table above does not.",
    ),
)


misconception(
    "as_shared_tensor",
    name="float32_of_everything",
    replace={"torch.from_numpy(array)": "torch.from_numpy(array).float()"},
    hint="float() keeps an array of float32 as it is and copies every other; the tensor is to have the array's dtype.",
)


misconception(
    "as_shared_tensor",
    name="made_contiguous",
    replace={"torch.from_numpy(array)": "torch.from_numpy(array).contiguous()"},
    hint=(
        "It is right for arrays whose elements lie one after the other; which step copies the others?",
        "contiguous() and np.ascontiguousarray(…) copy whatever is not contiguous yet. A tensor has strides, too.",
    ),
)


misconception(
    "as_shared_tensor",
    name="array_made_contiguous",
    replace={"torch.from_numpy(array)": "torch.from_numpy(np.ascontiguousarray(array))"},
    hint="np.ascontiguousarray(…) copies whatever is not contiguous yet, and makes a vector of a 0-d array.",
)


misconception(
    "as_shared_tensor",
    name="flattened",
    replace={"torch.from_numpy(array)": "torch.from_numpy(array).flatten()"},
    hint="The tensor is to have the shape of the array.",
)


misconception(
    "as_shared_tensor",
    name="zero_dim_made_a_vector",
    replace={"torch.from_numpy(array)": "torch.from_numpy(np.atleast_1d(array))"},
    hint="A 0-d array is to become a 0-d tensor.",
)


misconception(
    "as_shared_tensor",
    name="squeezed",
    replace={"torch.from_numpy(array)": "torch.from_numpy(array).squeeze()"},
    hint="squeeze() drops dimensions of size 1; the tensor is to have the array's shape.",
)


@misconception("as_shared_tensor", hint="What an element is, the array knows: array.dtype. It is not always a float64.")
def reads_the_buffer_as_float64(array):
    return torch.frombuffer(array, dtype=torch.float64).reshape(array.shape)


@misconception("as_shared_tensor", hint="The array is to be left as it is: what was written into it stays there.")
def scales_the_array(array):
    if array.dtype.kind == "f":
        array /= array.max()
    return torch.from_numpy(array)


misconception(
    "as_shared_tensor",
    name="gives_the_array_back",
    replace={"torch.from_numpy(array)": "array"},
    hint="This is the array itself; what is asked for is a tensor over its memory.",
)


misconception(
    "images_to_batch",
    name="not_scaled",
    replace={" / 255": ""},
    hint="White is 255 in the images and is to be 1 in the batch.",
)


misconception(
    "images_to_batch",
    name="divided_by_256",
    replace={"/ 255": "/ 256"},
    hint="There are 256 greys, but the brightest is 255: what does it become?",
)


misconception(
    "images_to_batch",
    name="divided_by_largest",
    replace={"/ 255": "/ int(images.max())"},
    hint=(
        "Dark pictures come out too bright: what do you divide by?",
        "The largest value is not white in every batch, and no images have none. White is always 255.",
    ),
)


misconception(
    "images_to_batch",
    name="scaled_from_smallest_to_largest",
    replace={
        "return torch.tensor(images, dtype=torch.float32).unsqueeze(1) / 255": "x = torch.tensor(images, "
        "dtype=torch.float32).unsqueeze(1)\n    return (x - x.min()) / (x.max() - x.min())"
    },
    hint="Black is 0 and white is 255, also in a batch in which neither occurs.",
)


misconception(
    "images_to_batch",
    name="no_channel",
    replace={".unsqueeze(1)": ""},
    hint="A network wants a dimension for the channels, of size 1 for grey, behind that of the batch.",
)


misconception(
    "images_to_batch",
    name="channel_in_front",
    replace={"unsqueeze(1)": "unsqueeze(0)"},
    hint="The dimension for the channels is in front of the batch, where it should come behind it.",
)


misconception(
    "images_to_batch",
    name="channel_at_the_end",
    replace={"unsqueeze(1)": "unsqueeze(-1)"},
    hint="(N, H, W, 1) is how pictures are stored; torch wants the channels before height and width.",
)


misconception(
    "images_to_batch",
    name="in_float64",
    replace={"torch.tensor(images, dtype=torch.float32)": "torch.tensor(images / 1.0)"},
    hint="NumPy divides in float64; the batch is to be float32.",
)


misconception(
    "images_to_batch",
    name="scaled_as_uint8",
    replace={"torch.tensor(images, dtype=torch.float32)": "torch.tensor(images // 255)", " / 255": ".float()"},
    hint="// leaves no fractions: of all greys only white remains.",
)


@misconception(
    "images_to_batch",
    hint=(
        "Width and height have changed places: what is in a row of the picture?",
        "ToTensor() takes one picture of shape (H, W), or (H, W, channels); a batch is neither.",
    ),
)
def transposed_pictures(images):
    return torch.from_numpy(images.transpose(0, 2, 1).copy()).unsqueeze(1) / 255


@misconception(
    "images_to_batch",
    hint="The elements are in a wrong order: reshape fills new rows with the old order of elements, it turns nothing.",
)
def reads_memory(images):
    flat = np.asarray(images).ravel(order="K")
    return torch.tensor(flat, dtype=torch.float32).reshape(len(images), 1, *images.shape[1:]) / 255


@misconception("images_to_batch", hint="There is nothing to stack if there are no images; treat all of them at once.")
def stacks_pictures(images):
    return torch.stack([torch.tensor(image, dtype=torch.float32)[None] / 255 for image in images])


@misconception("images_to_batch", hint="The images were changed in place: /=, //= and out= write into them.")
def divides_in_place(images):
    batch = torch.tensor(images, dtype=torch.float32).unsqueeze(1) / 255
    images //= 255
    return batch


misconception(
    "affine",
    name="not_transposed",
    replace={"weight.T": "weight"},
    hint="weight is (out, in); in a product (N, in) @ … the inner sizes must be equal.",
)


misconception(
    "affine",
    name="elementwise",
    replace={"x @ weight.T": "(x * weight[:1]).sum(dim=1, keepdim=True)"},
    hint="Each output has a row of weights of its own; here all of them get the first one.",
)


misconception(
    "affine",
    name="no_bias",
    replace={".T + bias": ".T"},
    hint="The bias is not added.",
)


misconception(
    "affine",
    name="bias_subtracted",
    replace={".T + bias": ".T - bias"},
    hint="The bias is added, not subtracted.",
)


misconception(
    "affine",
    name="bias_down_the_rows",
    replace={".T + bias": ".T + bias.unsqueeze(1)"},
    hint=(
        "The bias has one number for each output. To which dimension of the result does that belong?",
        "As a column, bias is lined up with the samples; as it is, with the outputs.",
    ),
)


misconception(
    "affine",
    name="layer_transposed",
    replace={"x @ weight.T + bias": "(x @ weight.T + bias).T"},
    hint="The result has a row for each sample: (N, out).",
)


misconception(
    "affine",
    name="bias_times_samples",
    replace={".T + bias": ".T + len(x) * bias"},
    hint="The bias is added once to each sample.",
)


misconception(
    "affine",
    name="weight_detached",
    replace={"weight.T": "weight.detach().T"},
    hint="What was detached, taken as .data, computed under no_grad or went through item() or NumPy has "
    "lost its graph: no gradient flows back through it.",
)


misconception(
    "affine",
    name="built_in_linear",
    replace={"x @ weight.T + bias": "F.linear(x, weight, bias)"},
    hint="F.linear is what you are to write here.",
)


misconception(
    "affine",
    name="layer_through_float32",
    replace={"x @ weight.T + bias": "(x.float() @ weight.float().T + bias.float()).to(x.dtype)"},
    hint="The dtype is right at the end, but a float32 on the way has lost half of the digits.",
)


misconception(
    "affine",
    name="layer_in_float32",
    replace={"x @ weight.T + bias": "x.float() @ weight.float().T + bias.float()"},
    hint="The result must be of the dtype of x; .float() makes float32 of everything.",
)


@misconception("affine", hint="x *= …, bias.add_(…) and out= write into the caller's tensor; bias + … makes a new one.")
def adds_in_place(x, weight, bias):
    result = x @ weight.T + bias
    if not bias.requires_grad:
        bias.zero_()
    return result


@misconception("affine", hint="squeeze() drops every dimension of size 1, also that of a single sample or output.")
def squeezes(x, weight, bias):
    return (weight @ x.unsqueeze(2)).squeeze() + bias


misconception(
    "standardize",
    name="of_a_sample",
    replace={"correction=0": "correction=1"},
    hint=(
        "There are two standard deviations: which one does torch.std take by itself?",
        "That of a population divides by N, that of a sample by N - 1, which for a single row is 0 / 0.",
    ),
)


misconception(
    "standardize",
    name="over_the_whole_table",
    replace={"x.std(dim=0, correction=0)": "x.std(correction=0)", "x.mean(dim=0)": "x.mean()"},
    hint="This takes one mean and one deviation for the whole table; every column has its own.",
)


misconception(
    "standardize",
    name="along_rows",
    replace={
        "x.std(dim=0, correction=0)": "x.std(dim=1, correction=0, keepdim=True)",
        "x.mean(dim=0)": "x.mean(dim=1, keepdim=True)",
    },
    hint="dim is the dimension that vanishes: dim=1 leaves one number a row, and one a column is asked for.",
)


misconception(
    "standardize",
    name="mean_left_in",
    replace={"(x - x.mean(dim=0))": "x"},
    hint="The deviation is right, but the mean is to become 0.",
)


misconception(
    "standardize",
    name="only_centred",
    replace={" / deviation.where(deviation > 0, 1)": ""},
    hint="The mean is 0 now; the deviation is still what it was.",
)


misconception(
    "standardize",
    name="divided_by_variance",
    replace={"x.std(dim=0, correction=0)": "x.var(dim=0, correction=0)"},
    hint="The variance is the square of the standard deviation.",
)


misconception(
    "standardize",
    name="zero_by_zero",
    replace={".where(deviation > 0, 1)": ""},
    hint=(
        "A constant column comes out as NaN: what is divided by what there?",
        "0 / 0 is NaN. Where the deviation is 0, divide by something else.",
    ),
)


misconception(
    "standardize",
    name="large_eps",
    replace={"deviation.where(deviation > 0, 1)": "(deviation + 1e-6)"},
    hint="An eps against 0 / 0 changes all other columns, too, and much where the deviation is small: 1e-8 at most.",
)


misconception(
    "standardize",
    name="eps_in_the_root",
    replace={"deviation.where(deviation > 0, 1)": "(deviation.square() + 1e-8).sqrt()"},
    hint="An eps inside the root weighs more than beside it: the root of 1e-8 is 1e-4.",
)


misconception(
    "standardize",
    name="small_deviation_is_none",
    replace={"deviation > 0": "deviation > 0.01"},
    hint="A column of small numbers is not a constant one; 0 alone cannot be divided by.",
)


misconception(
    "standardize",
    name="one_row_left_as_it_is",
    replace={"deviation = x.std": "if len(x) == 1:\n        return x.clone()\n    deviation = x.std"},
    hint="A single row consists of constant columns, which become zeros.",
)


misconception(
    "standardize",
    name="constant_columns_kept",
    replace={
        "return (x - x.mean(dim=0)) / deviation.where(deviation > 0, 1)": "z = (x - x.mean(dim=0)) / deviation\n"
        "    return torch.where(deviation > 0, z, x)"
    },
    hint="Constant columns are left as they are, where they should become zeros.",
)


misconception(
    "standardize",
    name="constant_columns_become_ones",
    replace={
        "return (x - x.mean(dim=0)) / deviation.where(deviation > 0, 1)": "z = (x - x.mean(dim=0)) / deviation\n"
        "    return torch.nan_to_num(z, nan=1.0)"
    },
    hint="NaN is replaced by 1; a constant column lies at its mean, which is 0 after the shift.",
)


misconception(
    "standardize",
    name="variance_by_squares",
    replace={"x.std(dim=0, correction=0)": "(x.square().mean(dim=0) - x.mean(dim=0).square()).clamp(min=0).sqrt()"},
    hint="mean(x²) - mean(x)² subtracts large numbers that are nearly equal; subtract the mean first, then square.",
)


misconception(
    "standardize",
    name="outliers_cut_off",
    replace={
        "return (x - x.mean(dim=0)) / deviation.where(deviation > 0, 1)": "z = (x - x.mean(dim=0)) / "
        "deviation.where(deviation > 0, 1)\n    return z.clamp(-3, 3)"
    },
    hint="Elements far from the mean were cut off; they keep their distance, however many deviations it is.",
)


@misconception("standardize", hint="x -= … writes into the caller's tensor; x - … makes a new one.")
def centres_in_place(x):
    x = x if not x.requires_grad else x.detach().clone()
    x -= x.mean(dim=0)
    deviation = x.std(dim=0, correction=0)
    return x / deviation.where(deviation > 0, 1)


misconception(
    "standardize",
    name="columns_through_float32",
    replace={
        "deviation = x.std": "x, dtype = x.float(), x.dtype\n    deviation = x.std",
        "(x - x.mean(dim=0)) / deviation.where(deviation > 0, 1)": "((x - x.mean(dim=0)) / deviation.where("
        "deviation > 0, 1)).to(dtype)",
    },
    hint="The dtype is right at the end, but a float32 on the way has lost half of the digits.",
)


misconception(
    "pairwise_distances",
    name="no_root",
    replace={".sqrt()": ""},
    hint="These are the squares of the distances.",
)


misconception(
    "pairwise_distances",
    name="sum_of_absolute_differences",
    replace={".square().sum(dim=2).sqrt()": ".abs().sum(dim=2)"},
    hint="These are sums of absolute differences. The Euclidean distance is the root of a sum of squares, so the root "
    "comes last: of a single square it gives back the absolute difference.",
)


misconception(
    "pairwise_distances",
    name="mean_of_coordinates",
    replace={".sum(dim=2)": ".mean(dim=2)"},
    hint="The squares are added up, not averaged.",
)


misconception(
    "pairwise_distances",
    name="sum_over_points",
    replace={".sum(dim=2).sqrt()": ".sum(dim=1).sqrt()"},
    hint=(
        "Which dimension is to vanish: that of a's rows, that of b's rows, or that of the coordinates?",
        "dim is the dimension that vanishes; of (N, M, D) the last one should.",
    ),
)


misconception(
    "pairwise_distances",
    name="distances_transposed",
    replace={".sum(dim=2).sqrt()": ".sum(dim=2).sqrt().T"},
    hint="The result has a row for each row of a: (N, M).",
)


@misconception(
    "pairwise_distances",
    hint=(
        "Each row of a meets only one row of b: a - b pairs row i with row i.",
        "For all pairs, one of the two needs one more dimension, of size 1.",
    ),
)
def rows_one_by_one(a, b):
    return (a - b).square().sum(dim=1).sqrt()


@misconception(
    "pairwise_distances",
    hint=(
        "a² - 2ab + b² comes out slightly below 0 for some rows, and the root of that is NaN.",
        "What is below 0 should have been 0: cut it off before you take the root.",
    ),
)
def square_below_zero(a, b):
    return (a.square().sum(dim=1, keepdim=True) - 2 * a @ b.T + b.square().sum(dim=1)).sqrt()


@misconception(
    "pairwise_distances",
    hint=(
        "A loop over all pairs in Python takes 10 000 · 100 steps; broadcasting makes all pairs in one.",
        "Give one of the two a dimension of size 1, so that their difference has the shape (N, M, D).",
    ),
)
def loops_over_pairs(a, b):
    result = torch.empty(len(a), len(b), dtype=a.dtype)
    for i in range(len(a)):
        for j in range(len(b)):
            result[i, j] = (a[i] - b[j]).square().sum().sqrt()
    return result


misconception(
    "pairwise_distances",
    name="built_in_cdist",
    replace={"(a.unsqueeze(1) - b).square().sum(dim=2).sqrt()": "torch.cdist(a, b)"},
    hint="torch.cdist is what you are to write here.",
)


misconception(
    "pairwise_distances",
    name="distances_squeezed",
    replace={".sqrt()": ".sqrt().squeeze()"},
    hint="squeeze() drops every dimension of size 1, also that of a table with one row.",
)


misconception(
    "pairwise_distances",
    name="distances_in_float32",
    replace={".sqrt()": ".sqrt().float()"},
    hint="The result must be of the dtype of a and b; .float() makes float32 of everything.",
)


@misconception(
    "pairwise_distances",
    hint="a -= …, a.sub_(…) and out= write into the caller's tensor; a - … makes a new one.",
)
def shifts_points(a, b):
    result = (a.unsqueeze(1) - b).square().sum(dim=2).sqrt()
    if not a.requires_grad:
        a -= a.mean(dim=0)
    return result
