"""Misconceptions about ps2_autograd: what students write, and what to tell them."""

import torch

from autograder.checking import misconception


@misconception(
    "gradient",
    hint=(
        "x belongs to the caller, and so do x.requires_grad and x.grad, which backward() adds to: nothing of that may "
        "change.",
        "Make a leaf of your own that has the values of x, and look at the gradient of that one.",
    ),
)
def fills_the_grad_of_x(fn, x):
    x.requires_grad_()
    fn(x).backward()
    return x.grad


@misconception(
    "gradient",
    hint="Clearing x.grad throws away what the caller has there, and x still requires grad afterwards: work on a copy.",
)
def clears_the_grad_of_x(fn, x):
    x.requires_grad_()
    x.grad = None
    fn(x).backward()
    slope, x.grad = x.grad, None
    return slope


@misconception(
    "gradient",
    hint="A copy must be detached before it can be a leaf: the clone of an x that requires grad is computed from x, so "
    "that backward() passes through it and fills x.grad.",
)
def clones_without_detach(fn, x):
    w = x.clone()
    if not w.requires_grad:
        w.requires_grad_()
    w.retain_grad()
    fn(w).backward()
    return w.grad


misconception(
    "gradient",
    name="keeps_the_graph",
    replace={"grad(fn(x), x)": "grad(fn(x), x, create_graph=True)"},
    hint="create_graph=True records how the gradient itself was computed, for a second derivative; here nobody asks "
    "for one.",
)


misconception(
    "gradient",
    name="value_of_fn",
    replace={"return slope": "return fn(x).detach()"},
    hint="That is the value of fn at x; asked for is its slope.",
)


misconception(
    "gradient",
    name="sum_of_slopes",
    replace={"return slope": "return slope.sum()"},
    hint="A gradient has a slope for each element of x; they are not added up.",
)


misconception(
    "gradient",
    name="length_of_gradient",
    replace={"return slope": "return slope / slope.norm()"},
    hint="The gradient was divided by its length, so only its direction is left.",
)


misconception(
    "gradient",
    name="all_that_grad_returns",
    replace={"(slope,) =": "slope ="},
    hint="torch.autograd.grad returns a tuple, with a gradient for each of the inputs; take the one out of it.",
)


@misconception(
    "gradient",
    hint=(
        "A difference quotient is an estimate: too wide, it misses the curve; too narrow, it drowns in rounding. Have "
        "autograd compute the exact slope.",
        "Every operation of fn knows its derivative: backward() or torch.autograd.grad puts them together.",
    ),
)
def difference_quotient(fn, x, h=1e-5):
    exact = x.detach().double().clone()
    slopes = torch.zeros_like(exact)
    for index in range(exact.numel()):
        above, below = exact.clone(), exact.clone()
        above.view(-1)[index] += h
        below.view(-1)[index] -= h
        slopes.view(-1)[index] = (fn(above) - fn(below)) / (2 * h)
    return slopes.to(x.dtype)


misconception(
    "gradient",
    name="in_float32",
    replace={"x = x.detach()": "x = x.detach().float()"},
    hint="float() makes float32 of everything; the gradient has the dtype of x.",
)


@misconception(
    "gradient_descent",
    hint="backward() adds to .grad; set it to None (or zero it) before every step.",
)
def never_zeroes(fn, start, lr, steps):
    w = start.detach().clone().requires_grad_()
    for _ in range(steps):
        fn(w).backward()
        with torch.no_grad():
            w -= lr * w.grad
    return w.detach()


misconception(
    "gradient_descent",
    name="ascends",
    replace={"- lr * slope": "+ lr * slope"},
    hint="The gradient points uphill; the step goes against it: minus, not plus.",
)


misconception(
    "gradient_descent",
    name="forgets_lr",
    replace={"lr * slope": "slope"},
    hint="The step is lr times the gradient; lr is missing here.",
)


@misconception(
    "gradient_descent",
    hint="The gradient has to be computed anew at every step, not once at the start.",
)
def keeps_first_gradient(fn, start, lr, steps):
    w = start.detach().clone().requires_grad_()
    (slope,) = torch.autograd.grad(fn(w), w)
    return w.detach() - steps * lr * slope


@misconception(
    "gradient_descent",
    hint="This is gradient descent with momentum; asked for is the plain one, w - lr * gradient.",
)
def with_momentum(fn, start, lr, steps):
    w = start.detach().clone().requires_grad_()
    optimizer = torch.optim.SGD([w], lr=lr, momentum=0.9)
    for _ in range(steps):
        optimizer.zero_grad()
        fn(w).backward()
        optimizer.step()
    return w.detach()


@misconception(
    "gradient_descent",
    hint="Adam makes other steps than w - lr * gradient, which is what torch.optim.SGD does.",
)
def with_adam(fn, start, lr, steps):
    w = start.detach().clone().requires_grad_()
    optimizer = torch.optim.Adam([w], lr=lr)
    for _ in range(steps):
        optimizer.zero_grad()
        fn(w).backward()
        optimizer.step()
    return w.detach()


@misconception(
    "gradient_descent",
    hint="detach() shares memory with start: a step in place changes both. Clone it.",
)
def detaches_without_copy(fn, start, lr, steps):
    w = start.detach()
    for _ in range(steps):
        (slope,) = torch.autograd.grad(fn(w.requires_grad_()), w)
        w = w.detach()
        w -= lr * slope
    return w.detach()


misconception(
    "gradient_descent",
    name="returns_the_leaf",
    replace={"    return w": "    return w.requires_grad_()"},
    hint="The caller gets a tensor that still requires grad; return w.detach().",
)


misconception(
    "gradient_descent",
    name="returns_in_the_loop",
    replace={"    return w": "        return w"},
    hint="The return stands inside the loop, which so ends after its first step.",
)


@misconception(
    "gradient_descent",
    hint="start itself was made to collect gradients; its .grad and requires_grad are the caller's. Work on a copy.",
)
def works_on_start(fn, start, lr, steps):
    start.requires_grad_()
    w = start
    for _ in range(steps):
        fn(w).backward()
        w = (w - lr * w.grad).detach().requires_grad_()
    return w.detach()


misconception(
    "gradient_descent",
    name="one_step_too_many",
    replace={"range(steps)": "range(steps + 1)"},
    hint="The loop makes one update too many: with steps = 0 there must be none.",
)


misconception(
    "gradient_descent",
    name="one_step_too_few",
    replace={"range(steps)": "range(steps - 1)"},
    hint="There is one update too few: range(n) makes n rounds, range(1, n) one less.",
)


misconception(
    "CustomReLU",
    name="lets_all_through",
    replace={"grad_output * (x > 0)": "grad_output.clone()"},
    hint="Where x was negative, the result is 0 whatever x is, so nothing of the gradient arrives there.",
)


misconception(
    "CustomReLU",
    name="own_slope_alone",
    replace={"grad_output * (x > 0)": "(x > 0).to(grad_output.dtype)"},
    hint=(
        "backward does not return the slope of max(x, 0), but the gradient of the loss: the chain rule.",
        "The slope is 1 or 0; what comes in, grad_output, is multiplied by it.",
    ),
)


misconception(
    "CustomReLU",
    name="mask_of_the_gradient",
    replace={"(x > 0)": "(grad_output > 0)"},
    hint="backward is not ReLU of the gradient: whether something passes depends on the sign of x in forward, and a "
    "negative gradient passes, too, where x was positive.",
)


misconception(
    "CustomReLU",
    name="passes_the_negative",
    replace={"(x > 0)": "(x < 0)"},
    hint="The mask is the wrong way round: the gradient passes where x is positive.",
)


misconception(
    "CustomReLU",
    name="times_x",
    replace={"(x > 0)": "x.clamp(min=0)"},
    hint="The slope of max(x, 0) for positive x is 1, not x.",
)


misconception(
    "CustomReLU",
    name="changes_the_incoming_gradient",
    replace={"return grad_output * (x > 0)": "return grad_output.masked_fill_(x < 0, 0)"},
    hint=(
        "grad_output is not yours: other branches of the graph may be given the very same tensor.",
        "grad = grad_output is a second name, not a copy; compute a new tensor, or clone before you write.",
    ),
)


misconception(
    "CustomReLU",
    name="changes_x",
    replace={"x.clamp(min=0)": "x.detach().clamp_(min=0).clone()"},
    hint="clamp_, relu_ and x[x < 0] = 0 write into x, which belongs to the caller.",
)


@misconception(
    "CustomReLU",
    hint="What is kept in the class is overwritten by the next call; ctx belongs to this one alone.",
)
class KeepsXInTheClass(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        KeepsXInTheClass.x = x
        return x.clamp(min=0)

    @staticmethod
    def backward(ctx, grad_output):
        return grad_output * (KeepsXInTheClass.x > 0)


@misconception(
    "CustomReLU",
    hint="An nn.Module is called, and has the backward of what its forward calls; derive from torch.autograd.Function, "
    "with static methods.",
)
class ModuleWithBackward(torch.nn.Module):
    @staticmethod
    def apply(x):
        return x.clamp(min=0)

    def backward(self, grad_output):
        return grad_output


misconception(
    "CustomReLU",
    name="leaky",
    replace={"x.clamp(min=0)": "torch.where(x > 0, x, 0.01 * x)"},
    hint="That is leaky: for a negative x, max(x, 0) is 0.",
)


misconception(
    "CustomReLU",
    name="absolute_value",
    replace={"x.clamp(min=0)": "x.abs()"},
    hint="That is |x|; max(x, 0) is 0 for negative x.",
)


@misconception(
    "second_derivative",
    hint=(
        "The first derivative of a linear function is a number that does not depend on x: it has no graph, and the "
        "second autograd.grad raises.",
        "Look whether the first derivative requires grad before you differentiate it.",
    ),
)
def never_linear(fn, x):
    x = x.detach().clone().requires_grad_()
    (first,) = torch.autograd.grad(fn(x), x, create_graph=True)
    (second,) = torch.autograd.grad(first, x)
    return second


@misconception(
    "second_derivative",
    hint="Without create_graph=True the first derivative is a mere number: it never requires grad, whatever fn is.",
)
def without_create_graph(fn, x):
    x = x.detach().clone().requires_grad_()
    (first,) = torch.autograd.grad(fn(x), x)
    return torch.autograd.grad(first, x)[0] if first.requires_grad else torch.zeros_like(first)


@misconception(
    "second_derivative",
    hint=(
        "Both backward() calls add to the same .grad, which is the first derivative plus the second in the end.",
        "Keep the first derivative and clear .grad before the second backward(), or use torch.autograd.grad.",
    ),
)
def adds_both_up(fn, x):
    x = x.detach().clone().requires_grad_()
    fn(x).backward(create_graph=True)
    first = x.grad
    if not first.requires_grad:
        return torch.zeros_like(first)
    x.grad = first.clone()
    first.backward()
    return x.grad.detach()


misconception(
    "second_derivative",
    name="first_derivative",
    replace={"if second is None else second": "if second is None else first.detach()"},
    hint="That is the first derivative; differentiate it once more.",
)


misconception(
    "second_derivative",
    name="square_of_the_first",
    replace={"if second is None else second": "if second is None else first.detach() ** 2"},
    hint="The second derivative is not the square of the first one: it is the derivative of the first one.",
)


misconception(
    "second_derivative",
    name="keeps_the_second_graph",
    replace={"allow_unused=True": "allow_unused=True, create_graph=True"},
    hint="The second derivative was recorded as well, as if a third were to follow; detach it.",
)


@misconception(
    "second_derivative",
    hint="x belongs to the caller, and so do x.requires_grad and x.grad: work on a leaf of your own with its value.",
)
def works_on_x_itself(fn, x):
    x.requires_grad_()
    (first,) = torch.autograd.grad(fn(x), x, create_graph=True)
    if not first.requires_grad:
        return torch.zeros_like(x)
    return torch.autograd.grad(first, x)[0]


misconception(
    "second_derivative",
    name="zero_with_a_graph",
    replace={"return torch.zeros_like(first)\n": "return 0 * x\n"},
    hint="0 * x is zero, but computed from x: it requires grad.",
)


misconception(
    "second_derivative",
    name="plain_zero",
    replace={"return torch.zeros_like(first)\n": "return torch.tensor(0.0)\n"},
    hint="torch.tensor(0.0) is a float32 whatever x is; torch.zeros_like(x) is like x.",
)


@misconception(
    "second_derivative",
    hint="A difference quotient is an estimate, and a second one a poor one; let autograd compute the exact value.",
)
def second_difference(fn, x, h=1e-4):
    point = x.detach().double()
    return ((fn(point + h) - 2 * fn(point) + fn(point - h)) / h**2).to(x.dtype)


@misconception(
    "fit_line",
    hint=(
        "backward() adds to the .grad of w and b: clear both before each step.",
        "Without clearing, the second step goes along the sum of two gradients, the third along that of three.",
    ),
)
def never_clears(x, y, lr, epochs, batch_size=None):
    w = torch.zeros((), dtype=x.dtype, requires_grad=True)
    b = torch.zeros((), dtype=x.dtype, requires_grad=True)
    for _ in range(epochs):
        for xs, ys in zip(x.split(batch_size or len(x)), y.split(batch_size or len(x)), strict=True):
            (w * xs + b - ys).square().mean().backward()
            with torch.no_grad():
                w -= lr * w.grad
                b -= lr * b.grad
    return w.detach(), b.detach()


misconception(
    "fit_line",
    name="ignores_batch_size",
    replace={"zip(x.split(batch_size or len(x)), y.split(batch_size or len(x)), strict=True)": "[(x, y)]"},
    hint="batch_size asks for a step after every batch, so for several steps an epoch.",
)


misconception(
    "fit_line",
    name="sum_of_squares",
    replace={".mean()": ".sum()"},
    hint="The loss is the mean over the samples of the batch; with the sum, the steps are longer the more there are.",
)


misconception(
    "fit_line",
    name="mean_over_all_samples",
    replace={".mean()": ".sum() / len(x)"},
    hint=(
        "Each batch takes the mean over its own samples: the sum is divided by their number, not by N.",
        "The last batch may have fewer samples than batch_size; mean() counts them by itself.",
    ),
)


misconception(
    "fit_line",
    name="mean_over_batch_size",
    replace={".mean()": ".sum() / min(batch_size or len(x), len(x))"},
    hint="The last batch may have fewer samples than batch_size; its sum is divided by as many as it has.",
)


misconception(
    "fit_line",
    name="half_of_the_slope",
    replace={".mean()": ".mean() / 2"},
    hint="The derivative of a square has a factor 2; some books put 1/2 in front of the loss to be rid of it, the "
    "docstring does not.",
)


@misconception(
    "fit_line",
    hint="The last batch, which is smaller, belongs to the data, too: len(x) // batch_size leaves it out.",
)
def drops_the_last_batch(x, y, lr, epochs, batch_size=None):
    size = min(batch_size or len(x), len(x))
    w, b = torch.zeros((), dtype=x.dtype), torch.zeros((), dtype=x.dtype)
    for _ in range(epochs):
        for number in range(len(x) // size):
            xs, ys = x[number * size : (number + 1) * size], y[number * size : (number + 1) * size]
            errors = w * xs + b - ys
            w, b = w - lr * 2 * (errors * xs).mean(), b - lr * 2 * errors.mean()
    return w, b


misconception(
    "fit_line",
    name="batches_of_nearly_equal_size",
    replace={
        "x.split(batch_size or len(x))": "x.tensor_split(-(-len(x) // (batch_size or len(x))))",
        "y.split(batch_size or len(x))": "y.tensor_split(-(-len(x) // (batch_size or len(x))))",
    },
    hint="The number of batches is right, but the samples are spread evenly over them: every batch but the last has "
    "batch_size samples.",
)


misconception(
    "fit_line",
    name="number_of_batches",
    replace={
        "x.split(batch_size or len(x))": "x.chunk(batch_size or 1)",
        "y.split(batch_size or len(x))": "y.chunk(batch_size or 1)",
    },
    hint="batch_size says how many samples a batch has, not how many batches there are.",
)


@misconception(
    "fit_line",
    hint="Shuffling is good for training, but the docstring asks for the samples in their order.",
)
def shuffles(x, y, lr, epochs, batch_size=None):
    w, b = torch.zeros((), dtype=x.dtype), torch.zeros((), dtype=x.dtype)
    for _ in range(epochs):
        order = torch.randperm(len(x))
        for places in order.split(batch_size or len(x)):
            errors = w * x[places] + b - y[places]
            w, b = w - lr * 2 * (errors * x[places]).mean(), b - lr * 2 * errors.mean()
    return w, b


@misconception(
    "fit_line",
    hint="The gradient of both is taken at the same (w, b): compute both slopes before you change either.",
)
def one_after_the_other(x, y, lr, epochs, batch_size=None):
    w, b = torch.zeros((), dtype=x.dtype), torch.zeros((), dtype=x.dtype)
    for _ in range(epochs):
        for xs, ys in zip(x.split(batch_size or len(x)), y.split(batch_size or len(x)), strict=True):
            w = w - lr * 2 * ((w * xs + b - ys) * xs).mean()
            b = b - lr * 2 * (w * xs + b - ys).mean()
    return w, b


misconception(
    "fit_line",
    name="returns_the_parameters",
    replace={"return w.detach(), b.detach()": "return w.requires_grad_(), b.requires_grad_()"},
    hint="w and b still require grad; the caller wants the numbers: detach them.",
)


misconception(
    "fit_line",
    name="intercept_first",
    replace={"return w.detach(), b.detach()": "return b.detach(), w.detach()"},
    hint="The slope w comes first, then the intercept b.",
)


@misconception(
    "fit_line",
    hint="x and y are data: it is w and b that are changed, so it is these that require grad.",
)
def data_requires_grad(x, y, lr, epochs, batch_size=None):
    x.requires_grad_()
    w, b = torch.zeros((), dtype=x.dtype), torch.zeros((), dtype=x.dtype)
    for _ in range(epochs):
        for xs, ys in zip(x.split(batch_size or len(x)), y.split(batch_size or len(x)), strict=True):
            errors = (w * xs + b - ys).detach()
            w, b = w - lr * 2 * (errors * xs).mean().detach(), b - lr * 2 * errors.mean()
    return w, b


misconception(
    "fit_line",
    name="zero_of_float32",
    replace={"torch.zeros_like(x[0])": "torch.tensor(0.0)"},
    hint="torch.tensor(0.0) is a float32 whatever x is: without a step it stays one.",
)


@misconception(
    "fit_line",
    hint="The exact solution is another one than some steps of gradient descent lead to; these are what is asked for.",
)
def least_squares(x, y, lr, epochs, batch_size=None):
    columns = torch.stack([x, torch.ones_like(x)], dim=1)
    w, b = torch.linalg.lstsq(columns, y[:, None]).solution.flatten()
    return w, b


misconception(
    "saliency",
    name="signed_gradient",
    replace={"slope.abs()": "slope"},
    hint="This is the gradient itself; how much a pixel counts, to the good or to the bad, is its absolute value.",
)


misconception(
    "saliency",
    name="batch_of_one_left",
    replace={"slope.abs()": "slope.abs()[None]"},
    hint="The result has the shape of the image, (C, H, W), without the dimension of the batch.",
)


misconception(
    "saliency",
    name="largest_over_channels",
    replace={"slope.abs()": "slope.abs().amax(dim=0)"},
    hint="Some recipes keep the largest of the channels to draw one grey picture; here all (C, H, W) are asked for.",
)


misconception(
    "saliency",
    name="of_the_probability",
    replace={"logits[0, label]": "logits.softmax(dim=1)[0, label]"},
    hint="A softmax came before the slope was taken: in a probability all classes have their say. Take the logit.",
)


misconception(
    "saliency",
    name="of_the_loss",
    replace={
        "logits[0, label]": "nn.functional.cross_entropy(logits, torch.tensor([label]))",
    },
    hint="This is the slope of the cross-entropy; asked for is that of the label's logit alone.",
)


misconception(
    "saliency",
    name="of_all_logits",
    replace={"logits[0, label]": "logits.sum()"},
    hint="The logits of all classes were added up; only that of the label counts.",
)


misconception(
    "saliency",
    name="of_the_largest_logit",
    replace={"logits[0, label]": "logits.max()"},
    hint="This is the class that the network would choose; the caller asks about the label.",
)


@misconception(
    "saliency",
    hint=(
        "backward() fills the .grad of every parameter on its way, which are the caller's.",
        "torch.autograd.grad(logit, pixels) returns the one gradient that you want and fills none.",
    ),
)
def backward_through_the_network(model, image, label):
    pixels = image.detach().clone().requires_grad_()
    buffers = {name: buffer.clone() for name, buffer in model.named_buffers()}
    torch.func.functional_call(model, buffers, (pixels[None],))[0, label].backward()
    return pixels.grad.abs()


@misconception(
    "saliency",
    hint="zero_grad() clears up behind backward(), but with it goes what the caller had in .grad before.",
)
def clears_the_gradients(model, image, label):
    pixels = image.detach().clone().requires_grad_()
    buffers = {name: buffer.clone() for name, buffer in model.named_buffers()}
    torch.func.functional_call(model, buffers, (pixels[None],))[0, label].backward()
    model.zero_grad()
    return pixels.grad.abs()


@misconception(
    "saliency",
    hint="eval() changes the network for all who use it after you, and dropout and batch normalisation at once; the "
    "mode is the caller's choice.",
)
def switches_to_eval(model, image, label):
    model.eval()
    pixels = image.detach().clone().requires_grad_()
    (slope,) = torch.autograd.grad(model(pixels[None])[0, label], pixels)
    return slope.abs()


@misconception(
    "saliency",
    hint="Putting the mode back at the end is polite, but the saliency was computed in another mode than that of the "
    "network.",
)
def eval_and_back(model, image, label):
    training = model.training
    pixels = image.detach().clone().requires_grad_()
    (slope,) = torch.autograd.grad(model.eval()(pixels[None])[0, label], pixels)
    model.train(training)
    return slope.abs()


@misconception(
    "saliency",
    hint=(
        "A forward pass alone changes something: in train mode, batch normalisation updates its running statistics.",
        "Run a copy of the network, or give it copies of its buffers.",
    ),
)
def moves_the_running_statistics(model, image, label):
    pixels = image.detach().clone().requires_grad_()
    (slope,) = torch.autograd.grad(model(pixels[None])[0, label], pixels)
    return slope.abs()


@misconception(
    "saliency",
    hint="The image is the caller's: requires_grad_() on it stays, and so does the .grad that is filled.",
)
def image_requires_grad(model, image, label):
    buffers = {name: buffer.clone() for name, buffer in model.named_buffers()}
    image.requires_grad_()
    logits = torch.func.functional_call(model, buffers, (image[None],))
    (slope,) = torch.autograd.grad(logits[0, label], image)
    return slope.abs()


misconception(
    "saliency",
    name="keeps_its_graph",
    replace={"grad(logits[0, label], pixels)": "grad(logits[0, label], pixels, create_graph=True)"},
    hint="create_graph=True records how the gradient was computed; the result is to be detached.",
)


misconception(
    "saliency",
    name="freezes_the_network",
    replace={"logits = torch": "model.requires_grad_(False)\n    logits = torch"},
    hint="Freezing the parameters does keep their .grad clean, but they stay frozen: nobody can train them any more.",
)


@misconception(
    "graph_nodes",
    hint=(
        "Several ways may lead to one node; it is listed for each of them.",
        "Remember the nodes that you have been to, and do not enter them again.",
    ),
)
def never_remembers(y):
    names, waiting = [], [y.grad_fn]
    while waiting:
        node = waiting.pop()
        if node is not None:
            names.append(type(node).__name__)
            waiting.extend(after for after, _ in node.next_functions)
    return names


misconception(
    "graph_nodes",
    name="remembers_names",
    replace={"node not in seen": "type(node).__name__ not in seen", "seen.add(node)": "seen.add(type(node).__name__)"},
    hint="Two nodes of one class are two nodes: remember the nodes themselves, not the names of their classes.",
)


misconception(
    "graph_nodes",
    name="without_the_leaves",
    replace={"if node is not None": "if node is not None and type(node).__name__ != 'AccumulateGrad'"},
    hint="The AccumulateGrad nodes at the ends, which fill the .grad of leaves, are nodes, too.",
)


misconception(
    "graph_nodes",
    name="full_names",
    replace={"names.append(type(node).__name__)": "names.append(node.name())"},
    hint="node.name() is the C++ name, with a torch::autograd:: in front for some; asked for is type(node).__name__.",
)


misconception(
    "graph_nodes",
    name="neighbours_alone",
    replace={"waiting.extend(": "len(names) > 1 or waiting.extend("},
    hint="These are y.grad_fn and those right behind it; each of them has next_functions of its own.",
)


misconception(
    "graph_nodes",
    name="first_argument_alone",
    replace={"in node.next_functions": "in node.next_functions[:1]"},
    hint="next_functions has an entry for each argument; the ways through the others were not followed.",
)


@misconception(
    "graph_nodes",
    hint=(
        "Each node is listed once, but entered once for every way that leads to it, and there may be 2ⁿ ways.",
        "Look whether you have been to a node before you go on from it, not when everything was collected.",
    ),
)
def sorts_out_at_the_end(y):
    def walk(node):
        if node is not None:
            yield node
            for after, _ in node.next_functions:
                yield from walk(after)

    return [type(node).__name__ for node in dict.fromkeys(walk(y.grad_fn))]


@misconception(
    "graph_nodes",
    hint="A node with several results, as that of unbind or split, is one node, whichever of them were used: the "
    "number beside it does not make it another one.",
)
def remembers_node_and_number(y):
    names, seen, waiting = [], set(), [(y.grad_fn, 0)]
    while waiting:
        node, number = waiting.pop()
        if node is not None and (node, number) not in seen:
            seen.add((node, number))
            names.append(type(node).__name__)
            waiting.extend(node.next_functions)
    return names


@misconception(
    "graph_nodes",
    hint="A default value is made once, where the function is defined: what one call puts into it the next one finds.",
)
def default_value_that_remembers(y, seen=set()):
    def walk(node):
        if node is None or node in seen:
            return []
        seen.add(node)
        return [type(node).__name__, *(name for after, _ in node.next_functions for name in walk(after))]

    return walk(y.grad_fn)


@misconception(
    "graph_nodes",
    hint="A tensor without a graph has no grad_fn: it is None, which has no next_functions, and no name to be listed.",
)
def none_is_a_node(y):
    names, seen, waiting = [], set(), [y.grad_fn]
    while waiting:
        node = waiting.pop()
        if node not in seen:
            seen.add(node)
            names.append(type(node).__name__)
            waiting.extend(after for after, _ in getattr(node, "next_functions", ()) if after is not None)
    return names


@misconception(
    "graph_nodes",
    hint="A None in next_functions stands for one argument that needs no gradient; the arguments behind it may well "
    "need one, so go on with the next.",
)
def stops_at_none(y):
    names, seen = [], set()

    def walk(node):
        if node in seen:
            return
        seen.add(node)
        names.append(type(node).__name__)
        for after, _ in node.next_functions:
            if after is None:
                return
            walk(after)

    if y.grad_fn is not None:
        walk(y.grad_fn)
    return names


misconception(
    "graph_nodes",
    name="ends_first",
    replace={"return names": "return names[::-1]"},
    hint="The order is free but for the first: y.grad_fn's own name comes before all others.",
)


misconception(
    "graph_nodes",
    name="a_few_levels",
    replace={"while waiting:": "while waiting and len(names) < 100:"},
    hint="A graph may be 200 nodes deep, and have more nodes than that: go on until nothing is left.",
)


@misconception(
    "ema_update",
    hint=(
        "average = … gives this name to a new tensor, inside the function; the caller's tensor stays as it is.",
        "Methods that end in _, and average[…] = …, write into the tensor itself.",
    ),
)
def gives_the_name_away(average, value, decay):
    return decay * average + (1 - decay) * value.detach()


@misconception(
    "ema_update",
    hint=(
        "value requires grad, and so the average has become a part of its graph, and of all graphs before it.",
        "Compute under torch.no_grad(), or with value.detach().",
    ),
)
def records_a_graph(average, value, decay):
    average.mul_(decay).add_(value, alpha=1 - decay)


@misconception(
    "ema_update",
    hint="average.data = … gives the tensor other memory; views of it, and whoever else looks at the old memory, see "
    "nothing of the update.",
)
def moves_to_new_memory(average, value, decay):
    average.data = decay * average + (1 - decay) * value.detach()


misconception(
    "ema_update",
    name="swaps_the_weights",
    replace={"mul_(decay)": "mul_(1 - decay)", "alpha=1 - decay": "alpha=decay"},
    hint="decay is the share of the old average, and 1 - decay that of the new value.",
)


misconception(
    "ema_update",
    name="adds_the_whole_value",
    replace={"add_(value, alpha=1 - decay)": "add_(value)"},
    hint="The two shares must add up to one: the value counts 1 - decay.",
)


misconception(
    "ema_update",
    name="never_decays",
    replace={"average.mul_(decay).add_": "average.add_"},
    hint="The old average is to be multiplied by decay before the new share is added; else it grows and grows.",
)


@misconception(
    "ema_update",
    hint="value.mul_() changes the caller's value, under no_grad and through detach() as well; value * (1 - decay) "
    "makes a new tensor.",
)
def scales_the_value(average, value, decay):
    average.mul_(decay).add_(value.detach().mul_(1 - decay))


@misconception(
    "ema_update",
    hint="requires_grad_(False) does keep the graph away, but it is the caller's flag: the weight would not be trained "
    "any more. Use value.detach().",
)
def switches_value_off(average, value, decay):
    value = value.requires_grad_(False) if value.is_leaf else value.detach()
    average.mul_(decay).add_(value, alpha=1 - decay)


@misconception(
    "ema_update",
    hint="view(-1) wants elements side by side, and reshape(-1) copies where they are not, so that the update is lost: "
    "work on average as it is.",
)
def flattens_first(average, value, decay):
    flat = average.reshape(-1)
    flat.mul_(decay).add_(value.detach().reshape(-1), alpha=1 - decay)


misconception(
    "ema_update",
    name="falls_back_for_zero",
    replace={"mul_(decay)": "mul_(decay or 0.99)", "alpha=1 - decay": "alpha=1 - (decay or 0.99)"},
    hint="`decay or …` takes 0 for no decay at all, but 0 is a number like others: the value takes over.",
)
