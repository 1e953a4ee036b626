"""Symptoms of exceptions: what torch and Python say of common mistakes, and what to say about it."""

from __future__ import annotations

import re

from autograder.checking.symptoms import Symptom

__all__ = ["of_exception"]

_BATCH_FLATTENED = Symptom(
    "batch_flattened",
    "The whole batch was flattened into one vector; torch.flatten(x, 1) and nn.Flatten() leave the first dimension.",
)
# What torch and Python say, and what to say about it: type, part of the text as a regular expression, symptom.
_EXCEPTIONS: list[tuple[str, str, Symptom]] = [
    (
        "AttributeError",
        r"'Tensor' object has no attribute '(copy|astype)'",
        Symptom("numpy_habit", "That is a method of NumPy's arrays. Tensors have clone() and to(dtype)."),
    ),
    (
        "RuntimeError|TypeError",
        r"(?i)can't (call numpy\(\) on|convert) .*(requires grad|Tensor)|numpy\(\) on Tensor that requires grad",
        Symptom(
            "numpy_inside",
            "This leaves torch for NumPy, which no gradient goes through: use torch's own function of that name.",
        ),
    ),
    (
        "AttributeError",
        r"before Module\.__init__\(\) call",
        Symptom("super_init", "The first line of `__init__` must be `super().__init__()`."),
    ),
    (
        "RuntimeError",
        r"element 0 of tensors does not require grad",
        Symptom(
            "no_graph",
            "Nothing that this was computed from requires grad: requires_grad_() was not called, detach(), .data or "
            "no_grad() has cut the graph, or it is a gradient that was computed without create_graph=True.",
        ),
    ),
    (
        "RuntimeError",
        r"leaf Variable that requires grad .*in-place operation",
        Symptom(
            "leaf_in_place",
            "A leaf that requires grad may be changed in place only under torch.no_grad(); or make a new tensor.",
        ),
    ),
    (
        "RuntimeError",
        r"backward through the graph a second time",
        Symptom("second_backward", "backward() uses the graph up; compute the loss anew before the next backward()."),
    ),
    (
        "RuntimeError",
        r"grad can be implicitly created only for scalar outputs",
        Symptom("not_scalar", "backward() starts from a 0-d tensor: sum or average first."),
    ),
    (
        "RuntimeError",
        r"modified by an inplace operation",
        Symptom(
            "changed_in_graph", "A tensor that the backward pass needs was changed in place: make a new one instead."
        ),
    ),
    (
        "RuntimeError|ValueError",
        r"expected [34]D input \(got [23]D input\)|Expected 3D \(unbatched\) or 4D \(batched\) input",
        Symptom(
            "no_batch",
            "This layer takes a batch, of as many dimensions as it says; x.unsqueeze(0) makes a batch of one sample.",
        ),
    ),
    (
        "RuntimeError",
        r"mat1 and mat2 shapes cannot be multiplied",
        Symptom("sizes_of_layers", "The last dimension of what goes into a layer must be its in_features."),
    ),
    (
        "RuntimeError",
        r"(must have the same dtype|expected scalar type|expected m1 and m2 to have the same dtype)",
        Symptom(
            "dtypes_mixed",
            "Two tensors here differ in dtype; new ones are made like others with dtype=x.dtype, or x.new_zeros(…).",
        ),
    ),
    (
        "EOFError|OSError",
        r"(EOF when reading a line|reading from stdin)",
        Symptom("input", "input() has nobody to ask here; take the call out."),
    ),
    ("BdbQuit", r"", Symptom("breakpoint", "A breakpoint() was left in the code; take it out.")),
    (
        "RecursionError",
        r"",
        Symptom(
            "recursion",
            "The function calls itself without end: by self(x) in forward, by hiding another one of its name, or "
            "because the case that ends it is never reached.",
        ),
    ),
    (
        "NameError",
        r"name '\w+' is not defined",
        Symptom(
            "not_defined", "This name is set nowhere above: a typing mistake, or an import or a cell that is missing."
        ),
    ),
    (
        "RuntimeError",
        r"Boolean value of Tensor with (more than one|no) value",
        Symptom(
            "truth_of_tensor",
            "if, while, and, or, not want one truth value; for each element there are masks and torch.where.",
        ),
    ),
    (
        "RuntimeError|ValueError|TypeError",
        (
            r"only one element tensors can be converted|a Tensor with \d+ elements cannot be converted to Scalar"
            r"|only (length-1|0-dimensional) arrays can be converted"
        ),
        Symptom(
            "one_number_wanted",
            "item(), float() and the functions of math take a single number; those of torch work on all elements.",
        ),
    ),
    (
        "RuntimeError|IndexError",
        r"input\.numel\(\) == 0|on a tensor with no elements|non-empty (TensorList|list)|on zero-size array",
        Symptom("empty", "An empty tensor has no largest element, no last row, and nothing to stack."),
    ),
    (
        "TypeError|IndexError|RuntimeError",
        (
            r"of a 0-d tensor|over a 0-d tensor|(index of|applied to) a 0-dim tensor|for tensor of dimension 0"
            r"|has no dimensions|to be at least 1D, but they are 0D"
        ),
        Symptom(
            "zero_dim",
            "A 0-d tensor is a single number: it has no rows, no length, no dim=0. numel() counts the elements of any.",
        ),
    ),
    (
        "NotImplementedError|TypeError|RuntimeError",
        r"bitwise_xor|for \^",
        Symptom("xor", "^ is bitwise XOR in Python; the power is **."),
    ),
    (
        "TypeError|AttributeError",
        r"'(builtin_function_or_)?(method|function)' (object|and)|and '(builtin_function_or_)?(method|function)'",
        Symptom("not_called", "A function or method stands here without its (): it has not been called."),
    ),
    (
        "TypeError|AttributeError",
        r"can't multiply sequence|'tuple' object has no attribute|for \S+ 'tuple' and|for \S+ '\w+' and 'tuple'",
        Symptom(
            "tuple_used",
            "Something here is a tuple, as torch.autograd.grad and max(dim=…) return one: take the part that is meant.",
        ),
    ),
    (
        "AttributeError",
        r"'(float|int)' object has no attribute",
        Symptom(
            "number_used", "Something here is a plain number, as item() and float() return one; a tensor is needed."
        ),
    ),
    (
        "IndexError",
        r"index -?\d+ is out of bounds",
        Symptom(
            "out_of_bounds",
            "Indices run from 0 to n - 1, where n differs from tensor to tensor; see its shape; -1 is the last.",
        ),
    ),
    (
        "RuntimeError|_?UFunc(TypeError|OutputCastingError)",
        r"can't be cast to the desired output type|Cannot cast ufunc '.*' output from",
        Symptom(
            "whole_numbers_in_place",
            "/=, -= and the like write into the tensor or array itself, whose dtype cannot hold the result; x = x / 2 "
            "makes a new one.",
        ),
    ),
    (
        "ValueError",
        r"step must be greater than zero",
        Symptom("negative_step", "Tensors have no negative steps, so no [::-1]; flip() turns them round."),
    ),
    (
        "TypeError",
        r"object of type '\w+' has no len\(\)",
        Symptom(
            "no_length",
            "Not everything has a length that can be gone through: a generator, say, has none. Count as you go.",
        ),
    ),
    (
        "TypeError",
        r"'(generator|map|zip|filter|enumerate)' object is not subscriptable",
        Symptom("no_index", "A generator has no elements to be indexed; they come one after the other, in a for loop."),
    ),
    (
        "ValueError",
        r"math domain error|expected a nonnegative input",
        Symptom(
            "below_zero",
            "sqrt and log want no numbers below 0; one that should be 0 may come out a little less by rounding.",
        ),
    ),
    (
        "ValueError",
        r"mutually exclusive with shuffle",
        Symptom(
            "sampler_and_shuffle", "A sampler says in which order samples come, and so does shuffle: one of the two."
        ),
    ),
    ("UnboundLocalError", r"", Symptom("not_set", "The variable is set only in a loop or a branch that was not run.")),
    (
        "TypeError|AttributeError",
        r"'?PosixPath'?",
        Symptom(
            "path_is_no_str",
            "A Path is no str and has other methods; most functions take either as it is, and str(path) makes a str.",
        ),
    ),
    (
        "ValueError",
        r"x and y must (have same first dimension|be the same size)",
        Symptom(
            "points_unpaired",
            "To draw y against x takes as many numbers of one as of the other: how many there are differs from call to "
            "call.",
        ),
    ),
    (
        "NotImplementedError|RuntimeError",
        r"not implemented for '(Byte|Char|Short|Int|Long|Bool)'",
        Symptom(
            "whole_numbers",
            "This is computed with floats only, and a tensor of whole numbers came: is it the one that was meant?",
        ),
    ),
    (
        "RuntimeError",
        r"expected target dtype to be|expected floating point type for target|Found dtype \w+ but expected \w+",
        Symptom(
            "dtype_of_labels",
            "The labels have another dtype than this loss wants: cross_entropy takes class numbers as int64, mse_loss "
            "floats like the outputs.",
        ),
    ),
    (
        "RuntimeError",
        r"must have same number of dimensions",
        Symptom(
            "cat_dimensions",
            "torch.cat joins tensors of equally many dimensions: unsqueeze(0) makes a table of one row of a vector.",
        ),
    ),
    (
        "RuntimeError",
        r"The size of tensor a \(\d+\) must match|Sizes of tensors must match|shape mismatch",
        Symptom("sizes_differ", "The shapes of two tensors here do not fit; print both just before."),
    ),
    (
        "RuntimeError|AssertionError",
        r"Expected all tensors to be on the same device|not compiled with CUDA|No CUDA GPUs|Found no NVIDIA driver",
        Symptom(
            "device",
            "The device is for the caller to choose: take the one that is given, or that of a tensor, device=x.device.",
        ),
    ),
    (
        "TypeError",
        r"takes \d+ positional arguments? but \d+ were given",
        Symptom("arguments", "Count the parameters of what is called here; that of a method begins with self."),
    ),
    (
        "TypeError|AttributeError",
        r"'NoneType' object|for .*'NoneType'",
        Symptom(
            "none_used",
            "Something here is None: the .grad of what is no leaf or had no backward(), or what a function without "
            "`return` gives.",
        ),
    ),
    (
        "RuntimeError",
        r"view size is not compatible with input tensor's size and stride",
        Symptom(
            "not_in_one_piece",
            "The elements of this tensor do not lie one after the other, so view() cannot do it; reshape() may make a "
            "copy, and what is written there goes nowhere else.",
        ),
    ),
    (
        "RuntimeError",
        r"shape '.*' is invalid for input of size",
        Symptom(
            "view_of_another_size",
            "view and reshape keep the number of elements: sizes that are written as numbers fit some inputs only; "
            "take them from x.shape.",
        ),
    ),
    (
        "ValueError",
        r"not enough values to unpack|too many values to unpack",
        Symptom(
            "unpacked", "There are as many names on the left as there must be values, or dimensions, on the right."
        ),
    ),
    (
        "TypeError",
        r"must be Tensor, not \w+",
        Symptom(
            "layer_not_called",
            "A module stands where its result should: nn.ReLU(x) makes one; write nn.ReLU()(x) or torch.relu(x), and "
            "self.relu = nn.ReLU() with parentheses.",
        ),
    ),
    (
        "NotImplementedError|RuntimeError",
        r"Subtraction, the `-` operator, with .*bool tensor",
        Symptom(
            "minus_of_bools", "Tensors of bools cannot be subtracted; choose elements rather than compute with them."
        ),
    ),
    (
        "NotImplementedError",
        r"is missing the required .forward. function",
        Symptom(
            "no_forward",
            "What a network computes stands in its method forward: is the name misspelt, or the method not indented "
            "in the class?",
        ),
    ),
    (
        "TypeError",
        r"got an unexpected keyword argument",
        Symptom("keyword", "It has no parameter of this name; help(…) lists those that it has."),
    ),
    (
        "AttributeError",
        r"module '[\w.]+' has no attribute",
        Symptom(
            "not_in_module",
            "The module has nothing of this name: is it misspelt, or of another version, or of another module?",
        ),
    ),
    (
        "AttributeError",
        r"'\w+' object has no attribute '\w+'",
        Symptom(
            "attribute_missing",
            "It has no attribute of this name: a misspelling, an attribute of something else, or self. missing where "
            "it was to be set.",
        ),
    ),
    (
        "ModuleNotFoundError",
        r"",
        Symptom("not_installed", "Only torch, torchvision, NumPy and what Python brings can be imported."),
    ),
]


# One row goes into a layer: how long it is, and what it should be.
_ONE_ROW = re.compile(r"shapes cannot be multiplied \(1x(\d+) and ([1-9]\d*)x")


def of_exception(kind: str, text: str) -> Symptom | None:
    """Return the symptom of an exception of the student's code.

    Args:
        kind: name of its type.
        text: its message.
    """
    sizes = _ONE_ROW.search(text)
    if sizes is not None:
        columns, wanted = map(int, sizes.groups())
        if columns > wanted and columns % wanted == 0:
            return _BATCH_FLATTENED
    for kinds, pattern, symptom in _EXCEPTIONS:
        if re.fullmatch(kinds, kind) and re.search(pattern, text):
            return symptom
    return None
