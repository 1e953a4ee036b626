"""Misconceptions about ps2_autograd: what students write, and what to tell them."""

import torch

from autograder.checking import misconception


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
