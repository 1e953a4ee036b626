# %% [markdown]
# # 2. Autograd: gradients
#
# Training means to change numbers so that a loss gets smaller. Which way to change them, the gradient says,
# and PyTorch computes it: a tensor with `requires_grad=True` is watched, every operation on it is recorded
# in a graph, and `backward()` walks that graph from the result to the start, by the chain rule.

# %% [markdown] lang="ru"
# # 2. Autograd: градиенты
#
# Обучать — значит менять числа так, чтобы функция потерь уменьшалась. В какую сторону их менять, говорит
# градиент, а вычисляет его PyTorch: за тензором с `requires_grad=True` ведётся наблюдение, каждая операция над
# ним записывается в граф вычислений, и `backward()` проходит этот граф от результата к началу по правилу
# дифференцирования сложной функции (цепному правилу, chain rule).

# %%
"""Assignment 2, autograd: gradients and what to do with them."""
### DOCSTRING ru
# Задание 2, autograd: градиенты и что с ними делать.

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor, nn

# %% [markdown]
# ## A first gradient
#
# The slope of 10x - 1 is 10, wherever you look:

# %% [markdown] lang="ru"
# ## Первый градиент
#
# Наклон функции 10x - 1 равен 10, где ни посмотри:

# %% tags=["active-ipynb"]
# x = torch.tensor(2.0, requires_grad=True)
# y = 10 * x - 1
# y.backward()
# x.grad

# %% [markdown]
# With `torch.sin(x)` in place of `10 * x - 1`, `x.grad` is cos 2 = -0.4161…; with `torch.log(x)` it is 0.5. Many
# points at once are no more work: the sum of all y has, with respect to each x, the slope at that x.

# %% [markdown] lang="ru"
# Если вместо `10 * x - 1` взять `torch.sin(x)`, то `x.grad` — это cos 2 = -0.4161…; если взять `torch.log(x)`,
# то 0.5. Много точек сразу — не больше работы: наклон суммы всех y по каждому x — это наклон в этой точке x.

# %% tags=["active-ipynb"]
# if __name__ == "__main__":
#     import matplotlib.pyplot as plt
#
#     x = torch.linspace(0.2, 6, 200, requires_grad=True)
#     figure, axes = plt.subplots(1, 3, figsize=(10, 2.8), layout="constrained")
#     curves = {"10x - 1": 10 * x - 1, "sin x": torch.sin(x), "log x": torch.log(x)}
#     for ax, (name, y) in zip(axes, curves.items()):
#         (slopes,) = torch.autograd.grad(y.sum(), x)
#         ax.plot(x.detach(), y.detach(), label=name)
#         ax.plot(x.detach(), slopes, "--", label="slope")
#         ax.set_xlabel("x")
#         ax.legend()
#     plt.show()

# %% [markdown]
# Five things to know:
# - **It starts from a number.** `backward()` wants a 0-d result: there is one loss.
# - **Only leaves keep a `.grad`.** A *leaf* was not computed from other tensors that require grad: you made
#   it. What lies between leaf and result has its gradient passed through and forgotten.
# - **`.grad` adds up.** A second `backward()` adds to what is in `x.grad` already. Either clear it every
#   time, or ask for the gradient itself: `torch.autograd.grad(y, x)` returns it (as a tuple, one entry for
#   each input) and leaves every `.grad` alone.
# - **`with torch.no_grad():`** switches the recording off. An update of the parameters is not a part of the
#   loss and does not belong in the graph.
# - **`x.detach()`** is the same data without the history. It is a view: a write to it shows in `x`. A copy
#   without history is a detached clone.

# %% [markdown] lang="ru"
# Пять вещей, которые нужно знать:
# - **Всё начинается с числа.** `backward()` нужен 0-мерный результат: функция потерь одна.
# - **Свой `.grad` хранят только листья.** *Лист* (leaf) — тензор, который не вычислен из других тензоров,
#   требующих градиента: его создали вы. Через всё, что лежит между листом и результатом, градиент проходит и
#   забывается.
# - **`.grad` накапливается.** Второй `backward()` прибавляет к тому, что уже есть в `x.grad`. Либо каждый раз
#   очищайте его, либо запросите сам градиент: `torch.autograd.grad(y, x)` возвращает его (кортежем, по одному
#   элементу на каждый вход) и не трогает ни одного `.grad`.
# - **`with torch.no_grad():`** выключает запись. Обновление параметров — не часть функции потерь, и в графе ему
#   не место.
# - **`x.detach()`** — те же данные без истории. Это представление (view): то, что в него записано, видно в `x`.
#   Копия без истории — это отсоединённый (detached) клон.

# %% tags=["active-ipynb"]
# x = torch.tensor(2.0, requires_grad=True)
# y = x**2
# with torch.no_grad():
#     z = x**2
# y.requires_grad, z.requires_grad, y.detach().requires_grad, x.is_leaf, y.is_leaf

# %% [markdown]
# Adding up is a feature (a weight that is used twice gets the sum of both gradients, and so it must be), and
# the most common trap. Here a second call doubles the derivative, until somebody clears it:

# %% [markdown] lang="ru"
# Накопление — это не изъян, а замысел (вес, использованный дважды, получает сумму обоих градиентов, и так и
# должно быть), но и самая частая ловушка. Здесь второй вызов удваивает производную, пока её кто-нибудь не очистит:

# %% tags=["active-ipynb"]
# x = torch.tensor(2.0, requires_grad=True)
# (x**2).backward()
# once = x.grad.item()
# (x**2).backward()
# twice = x.grad.item()
# x.grad = None
# once, twice

# %% [markdown]
# ## The gradient of any function
#
# A gradient has the shape of what it was taken with respect to: one slope for each element, which says how
# much the result grows when that element does.
#
# Whoever asks for a gradient wants the numbers and nothing else. Calling `requires_grad_()` on somebody
# else's tensor changes it for good, and `backward()` leaves a `.grad` behind that the next call adds to. So
# take the gradient on a tensor of your own.

# %% [markdown] lang="ru"
# ## Градиент любой функции
#
# Градиент имеет форму того, по чему он берётся: на каждый элемент по одному наклону, который говорит, насколько
# растёт результат, когда растёт этот элемент.
#
# Тому, кто просит градиент, нужны числа и ничего больше. Вызов `requires_grad_()` меняет чужой тензор навсегда, а
# `backward()` оставляет после себя `.grad`, к которому прибавит следующий вызов. Поэтому берите градиент по
# собственному тензору.


# %%
def gradient(fn: Callable[[Tensor], Tensor], x: Tensor) -> Tensor:
    """Compute the gradient of fn at x.

    fn: built of ordinary differentiable torch operations; maps a tensor of x's shape to a 0-d tensor that
        depends on it. What happens to other tensors that fn uses does not matter.
    x: a float32 or float64 leaf tensor of any shape with at least one element. It is left unmodified: values,
        `requires_grad` and `.grad`, both of which may be set.
    Returns a detached tensor of x's shape, dtype and device; exact to 1e-5 (float32) or 1e-8 (float64),
        relative or absolute. A second call gives the same answer.
    """
    ### DOCSTRING ru
    # Вычисляет градиент fn в точке x.
    #
    # fn: составлена из обычных дифференцируемых операций torch; переводит тензор формы x в 0-мерный тензор,
    #     который от него зависит. Что происходит с другими тензорами, которые использует fn, неважно.
    # x: листовой тензор float32 или float64 любой формы, хотя бы с одним элементом. Остаётся без изменений:
    #     значения, а также `requires_grad` и `.grad` (оба могут быть уже установлены).
    # Возвращает отсоединённый (detached) тензор с формой, dtype и устройством x, верный с точностью до 1e-5
    #     (float32) или 1e-8 (float64), относительной или абсолютной. Повторный вызов даёт тот же ответ.
    ### BEGIN SOLUTION
    x = x.detach().clone().requires_grad_()
    (slope,) = torch.autograd.grad(fn(x), x)
    return slope
    ### END SOLUTION


# %% [markdown]
# ## Gradient descent
#
# The gradient ∇f(w) points to where f grows fastest, so a small step against it makes f smaller:
#
# $$w \leftarrow w - \mathrm{lr} \cdot \nabla f(w)$$
#
# Repeat. The *learning rate* lr decides on everything: too small, and it takes for ever; too large, and it
# jumps over the valley and may end in `nan`. Every optimizer in `torch.optim` is a refinement of this line.
# Such an optimizer is given the parameters once, and then each round is the same three calls: `zero_grad()` forgets the
# gradient of the round before, `backward()` fills `.grad`, and `step()` makes the update, under `no_grad()`. One round
# by hand, and one by an optimizer:

# %% [markdown] lang="ru"
# ## Градиентный спуск
#
# Градиент ∇f(w) показывает, куда f растёт быстрее всего, поэтому небольшой шаг против него уменьшает f:
#
# $$w \leftarrow w - \mathrm{lr} \cdot \nabla f(w)$$
#
# И так раз за разом. Всё решает *скорость обучения* (learning rate) lr: слишком маленькая — и ждать придётся
# вечно; слишком большая — и спуск перепрыгивает через долину и может закончиться на `nan`. Любой оптимизатор из
# `torch.optim` — это усовершенствование этой строки. Такому оптимизатору один раз передают параметры, а дальше
# каждая итерация — это одни и те же три вызова: `zero_grad()` забывает градиент предыдущей итерации, `backward()`
# заполняет `.grad`, а `step()` делает обновление, под `no_grad()`. Одна итерация вручную и одна с помощью
# оптимизатора:

# %% tags=["active-ipynb"]
# w = torch.tensor(4.0, requires_grad=True)
# (w**2).backward()
# with torch.no_grad():
#     w -= 0.1 * w.grad
#
# v = torch.tensor(4.0, requires_grad=True)
# optimizer = torch.optim.SGD([v], lr=0.1)
# optimizer.zero_grad()
# (v**2).backward()
# optimizer.step()
# w, v

# %% [markdown]
# Here it is the update itself that counts, by hand or by `torch.optim.SGD`, which is just this line.
#
# Two mistakes to look out for: the gradient that adds up from step to step, and a `w` that after a step is
# no longer a *leaf* (a tensor that was not computed from others), so that its `.grad` is `None`.

# %% [markdown] lang="ru"
# Здесь важно само обновление, вручную или с помощью `torch.optim.SGD`, который и есть эта самая строка.
#
# Остерегайтесь двух ошибок: градиента, который накапливается от шага к шагу, и `w`, который после шага уже не
# *лист* (тензор, не вычисленный из других), так что его `.grad` равен `None`.


# %%
def gradient_descent(fn: Callable[[Tensor], Tensor], start: Tensor, lr: float, steps: int) -> Tensor:
    """Run `steps` updates w <- w - lr * gradient of fn at w, beginning with w = start, and return the last w.

    fn: built of ordinary differentiable torch operations; maps a tensor of start's shape to a 0-d tensor
        that depends on it. What happens to other tensors that fn uses does not matter.
    start: a float32 or float64 leaf tensor of any shape. It is left unmodified: values, `requires_grad` and
        `.grad`, both of which may be set.
    lr: the learning rate.
    steps: the number of updates, >= 0.
    Returns a detached tensor of start's shape, dtype and device that shares no memory with start; with
        steps = 0 that is a copy of start. Exact to 1e-5 (float32) or 1e-8 (float64), relative or absolute;
        long runs, in which rounding adds up, are checked in float64.

    Try it on fn = prod(log(log(w + 7))) from [[5, 10], [1, 2]], lr = 0.001, 500 steps.
    """
    ### DOCSTRING ru
    # Выполняет `steps` обновлений w <- w - lr * градиент fn в w, начиная с w = start; возвращает последнее w.
    #
    # fn: составлена из обычных дифференцируемых операций torch; переводит тензор формы start в 0-мерный тензор,
    #     который от него зависит. Что происходит с другими тензорами, которые использует fn, неважно.
    # start: листовой тензор float32 или float64 любой формы. Остаётся без изменений: значения, а также
    #     `requires_grad` и `.grad` (оба могут быть уже установлены).
    # lr: скорость обучения.
    # steps: число обновлений, >= 0.
    # Возвращает отсоединённый (detached) тензор с формой, dtype и устройством start, у которого нет общей памяти
    #     со start; при steps = 0 это копия start. Значения верны с точностью до 1e-5 (float32) или 1e-8
    #     (float64), относительной или абсолютной; длинные прогоны, в которых накапливаются ошибки округления,
    #     проверяются во float64.
    #
    # Попробуйте на fn = prod(log(log(w + 7))) с началом в [[5, 10], [1, 2]], lr = 0.001, 500 шагов.
    ### BEGIN SOLUTION
    w = start.detach().clone()
    for _ in range(steps):
        w.requires_grad_()
        (slope,) = torch.autograd.grad(fn(w), w)
        w = w.detach() - lr * slope
    return w
    ### END SOLUTION


# %% [markdown]
# What your function makes of f(w) = w₁² + w₂², by the learning rate. Which of the four would you take?

# %% [markdown] lang="ru"
# Что ваша функция делает с f(w) = w₁² + w₂² при разных скоростях обучения. Какую из четырёх вы бы взяли?

# %% tags=["active-ipynb"]
# if __name__ == "__main__":
#     start = torch.tensor([4.0, -2.0])
#     plt.figure(figsize=(5, 3.2))
#     for lr in (0.01, 0.1, 0.95, 1.02):
#         points = [gradient_descent(lambda w: (w**2).sum(), start, lr, steps) for steps in range(30)]
#         plt.semilogy([(w**2).sum() for w in points], label=f"lr = {lr}")
#     plt.xlabel("steps")
#     plt.ylabel("f(w)")
#     plt.legend()
#     plt.show()

# %% [markdown]
# ## A function with a backward of its own
#
# Every operation that torch knows has two halves: *forward* computes the value, *backward* is given the
# gradient of the loss with respect to that value and returns the gradient with respect to the input. That is
# all that the chain rule asks of it. You can write both halves yourself, in a class derived from
# `torch.autograd.Function`; here is the exponential function:

# %% [markdown] lang="ru"
# ## Функция с собственным обратным проходом
#
# Каждая операция, известная torch, состоит из двух половин: *forward* (прямой проход) вычисляет значение, а
# *backward* (обратный проход) получает градиент функции потерь по этому значению и возвращает градиент по входу.
# Больше цепное правило от неё ничего не требует. Обе половины можно написать самим, в классе, производном от
# `torch.autograd.Function`; вот экспонента:

# %% tags=["active-ipynb"]
# class Exp(torch.autograd.Function):
#     @staticmethod
#     def forward(ctx, x):
#         y = torch.exp(x)
#         ctx.save_for_backward(y)  # what backward will need
#         return y
#
#     @staticmethod
#     def backward(ctx, grad_output):
#         (y,) = ctx.saved_tensors
#         return grad_output * y  # chain rule: incoming gradient times own slope
#
#
# x = torch.tensor([0.0, 1.0], dtype=torch.float64, requires_grad=True)
# Exp.apply(x).sum().backward()
# x.grad, torch.autograd.gradcheck(Exp.apply, x)

# %% [markdown]
# It is called as `Exp.apply(x)`, never as `Exp.forward(x)` or `Exp()(x)`. `ctx` is a bag for this one call. What is
# kept anywhere else, in the class or in a global variable, is overwritten by the next call, and a network makes many
# before the first backward. And `grad_output` is not yours: other branches of the graph may be given the same tensor.
# Compute a new one instead of changing it.
#
# `torch.autograd.gradcheck(Exp.apply, x)`, with a float64 x that requires grad, compares a backward with
# difference quotients.

# %% [markdown] lang="ru"
# Вызывают её как `Exp.apply(x)`, ни в коем случае не `Exp.forward(x)` и не `Exp()(x)`. `ctx` — это сумка для одного
# этого вызова. То, что хранится где-либо ещё, в классе или в глобальной переменной,
# затирается следующим вызовом, а вызовов до первого обратного прохода у сети много. И `grad_output` — не ваш: тот
# же самый тензор могут получить и другие ветви графа. Не изменяйте его, а вычислите новый.
#
# `torch.autograd.gradcheck(Exp.apply, x)`, где x — тензор float64, требующий градиента, сверяет backward с
# разностными отношениями.


# %%
class CustomReLU(torch.autograd.Function):
    """The function max(x, 0), element by element, with its own backward; called as `CustomReLU.apply(x)`.

    A network uses it between other operations, several times before one backward pass. Values and gradients
    are exact to 1e-5 (float32) or 1e-8 (float64), relative or absolute. Built-in functions are allowed; but the
    gradient must come from the backward of this class. Double backward, NaN and infinities are not checked.
    """

    ### DOCSTRING ru
    # Функция max(x, 0), поэлементно, с собственным обратным проходом; вызывается как `CustomReLU.apply(x)`.
    #
    # Сеть использует её между другими операциями, несколько раз перед одним обратным проходом. Значения и
    # градиенты верны с точностью до 1e-5 (float32) или 1e-8 (float64), относительной или абсолютной. Встроенные
    # функции разрешены, но градиент должен получаться из backward этого класса. Двойной обратный проход (double
    # backward), NaN и бесконечности не проверяются.

    @staticmethod
    def forward(ctx: Any, x: Tensor) -> Tensor:
        """Compute max(x, 0).

        ctx: keeps for backward what it needs.
        x: a float32 or float64 tensor of any shape with at least one element. It is left unmodified.
        Returns a tensor of x's shape, dtype and device.
        """
        ### DOCSTRING ru
        # Вычисляет max(x, 0).
        #
        # ctx: хранит для backward то, что ему нужно.
        # x: тензор float32 или float64 любой формы, хотя бы с одним элементом. Остаётся без изменений.
        # Возвращает тензор с формой, dtype и устройством x.
        ### BEGIN SOLUTION
        ctx.save_for_backward(x)
        return x.clamp(min=0)
        ### END SOLUTION

    @staticmethod
    def backward(ctx: Any, grad_output: Tensor) -> Tensor:
        """Compute the gradient with respect to x.

        grad_output: the incoming gradient, that with respect to the result of forward. It is left unmodified.
        Returns the incoming gradient where x > 0, and 0 where x < 0; where x = 0, either will do.
        """
        ### DOCSTRING ru
        # Вычисляет градиент по x.
        #
        # grad_output: приходящий градиент, то есть градиент по результату forward. Остаётся без изменений.
        # Возвращает приходящий градиент там, где x > 0, и 0 там, где x < 0; там, где x = 0, годится и то и
        #     другое.
        ### BEGIN SOLUTION
        (x,) = ctx.saved_tensors
        return grad_output * (x > 0)
        ### END SOLUTION


# %% [markdown]
# ## Second derivatives
#
# A gradient is computed by operations, too, so it can have a graph and be differentiated again. That costs
# memory, and torch does it only when asked:

# %% [markdown] lang="ru"
# ## Вторые производные
#
# Градиент тоже вычисляется операциями, поэтому у него может быть свой граф и его можно продифференцировать ещё
# раз. Это стоит памяти, и torch делает это, только если попросить:

# %% tags=["active-ipynb"]
# x = torch.tensor(2.0, requires_grad=True)
# y = torch.sin(x)
# (slope,) = torch.autograd.grad(y, x, create_graph=True)
# (bend,) = torch.autograd.grad(slope, x)
# slope, bend

# %% [markdown]
# These are cos 2 and -sin 2. Two surprises wait here. With `backward(create_graph=True)`, both passes add to the same
# `x.grad`, so that it ends up as the first derivative plus the second. And the slope of 10x - 1 is 10 whatever x is: a
# tensor that was not computed from x at all and has no graph. Asking torch to differentiate it is an error, although
# everybody knows the answer.

# %% [markdown] lang="ru"
# Это cos 2 и -sin 2. Здесь подстерегают две неожиданности. С `backward(create_graph=True)` оба прохода прибавляют к
# одному и тому же `x.grad`, так что в конце в нём лежит первая производная плюс вторая. А наклон функции 10x - 1 равен
# 10 при любом x: это тензор, который вовсе не вычислялся из x, и графа у него нет. Попросить torch продифференцировать
# его — значит получить ошибку, хотя ответ знает каждый.


# %%
def second_derivative(fn: Callable[[Tensor], Tensor], x: Tensor) -> Tensor:
    """Compute the second derivative of fn at x.

    fn: built of ordinary differentiable torch operations; maps a 0-d tensor to a 0-d tensor that depends on
        it. It may be linear, a * x + b with a != 0: then the second derivative is 0. What happens to other
        tensors that fn uses does not matter.
    x: a 0-d float32 or float64 leaf tensor. It is left unmodified: value, `requires_grad` and `.grad`, both of
        which may be set.
    Returns a detached 0-d tensor of x's dtype and device; exact to 1e-5 (float32) or 1e-8 (float64), relative
        or absolute.
    """
    ### DOCSTRING ru
    # Вычисляет вторую производную fn в точке x.
    #
    # fn: составлена из обычных дифференцируемых операций torch; переводит 0-мерный тензор в 0-мерный тензор,
    #     который от него зависит. Может быть линейной, a * x + b с a != 0: тогда вторая производная равна 0. Что
    #     происходит с другими тензорами, которые использует fn, неважно.
    # x: 0-мерный листовой тензор float32 или float64. Остаётся без изменений: значение, а также `requires_grad` и
    #     `.grad` (оба могут быть уже установлены).
    # Возвращает отсоединённый (detached) 0-мерный тензор с dtype и устройством x, верный с точностью до 1e-5
    #     (float32) или 1e-8 (float64), относительной или абсолютной.
    ### BEGIN SOLUTION
    x = x.detach().clone().requires_grad_()
    (first,) = torch.autograd.grad(fn(x), x, create_graph=True)
    if not first.requires_grad:  # it does not depend on x: fn is linear
        return torch.zeros_like(first)
    (second,) = torch.autograd.grad(first, x, allow_unused=True)
    return torch.zeros_like(first).detach() if second is None else second
    ### END SOLUTION


# %% [markdown]
# ## Epochs and batches
#
# The loss of a data set is a mean over all its samples, and so is its gradient. *Gradient descent* (GD) looks
# at all of them before every step; with 60 000 pictures that is a long look for one short step. *Stochastic
# gradient descent* (SGD) takes a step after every *batch* of, say, 64 samples: their mean is an estimate of
# the whole, a little off, but a thousand times cheaper. One pass over all samples is an *epoch*; with batches
# of 64 it has 938 steps, the last of them on the 32 samples that are left. Usually the samples are shuffled
# before each epoch (assignment 3); here they keep their order, so that there is one right answer.
#
# For a line, y ≈ w · x + b, the loss of a batch is the mean of (w · x + b − y)². Its gradient by hand, which
# autograd gives as well:
#
# $$\frac{\partial}{\partial w} = \mathrm{mean}\left(2\,(w x + b - y)\,x\right) \qquad
#   \frac{\partial}{\partial b} = \mathrm{mean}\left(2\,(w x + b - y)\right)$$
#
# Both are taken at the same (w, b), and then both are changed. A tensor is cut into pieces by slices
# `x[0:64]`, `x[64:128]`, …, or by `x.split(64)`; a slice may reach beyond the end.

# %% [markdown] lang="ru"
# ## Эпохи и батчи
#
# Функция потерь на выборке — это среднее по всем её примерам, и её градиент тоже. *Градиентный спуск* (GD) перед
# каждым шагом просматривает их все; если изображений 60 000, это долгий просмотр ради одного короткого шага.
# *Стохастический градиентный спуск* (SGD) делает шаг после каждого *батча* (batch), скажем, из 64 примеров:
# среднее по ним — это оценка целого, слегка неточная, зато в тысячу раз более дешёвая. Один проход по всем
# примерам — это *эпоха*; с батчами по 64 в ней 938 шагов, последний из них — на оставшихся 32 примерах. Обычно
# перед каждой эпохой примеры перемешивают (задание 3); здесь они сохраняют свой порядок, чтобы правильный ответ
# был один.
#
# Для прямой y ≈ w · x + b функция потерь на батче — это среднее от (w · x + b − y)². Вот её градиент, найденный
# вручную (autograd даёт такой же):
#
# $$\frac{\partial}{\partial w} = \mathrm{mean}\left(2\,(w x + b - y)\,x\right) \qquad
#   \frac{\partial}{\partial b} = \mathrm{mean}\left(2\,(w x + b - y)\right)$$
#
# Обе производные берутся в одной и той же точке (w, b), и только затем меняются и w, и b. Разрезать тензор на
# части можно срезами `x[0:64]`, `x[64:128]`, … или вызовом `x.split(64)`; срез может выходить за конец.


# %%
def fit_line(x: Tensor, y: Tensor, lr: float, epochs: int, batch_size: int | None = None) -> tuple[Tensor, Tensor]:
    """Fit y = w * x + b by gradient descent on the mean squared error, from w = b = 0; return (w, b).

    x, y: (N,), N >= 1, both float32 or both float64; data that does not require grad. They are left unmodified.
    lr: the learning rate: a step changes w and b by -lr times the gradient.
    epochs: the number of passes over the data, >= 0; for 0 the result is (0, 0).
    batch_size: None: one step an epoch, on the mean over all samples. A number >= 1: the samples are cut into
        batches of so many, in their order, without shuffling; the last may be smaller, and the only one may be
        too. Each epoch takes one step a batch, on the mean over the samples of this batch.
    Returns a tuple of two detached 0-d tensors of x's dtype and device; exact to 1e-5 (float32) or 1e-8
        (float64), relative or absolute; long runs are checked in float64.
    """
    ### DOCSTRING ru
    # Подбирает y = w * x + b градиентным спуском по среднему квадрату ошибки от w = b = 0; возвращает (w, b).
    #
    # x, y: (N,), N >= 1, оба float32 или оба float64; данные, не требующие градиента. Остаются без изменений.
    # lr: скорость обучения: шаг изменяет w и b на -lr, умноженное на градиент.
    # epochs: число проходов по данным, >= 0; при 0 результат равен (0, 0).
    # batch_size: None: один шаг за эпоху, по среднему по всем примерам. Число >= 1: примеры разрезаются на батчи
    #     по столько штук, в своём порядке, без перемешивания; последний может быть меньше, и единственный тоже.
    #     Каждая эпоха делает по одному шагу на батч, по среднему по примерам этого батча.
    # Возвращает кортеж из двух отсоединённых (detached) 0-мерных тензоров с dtype и устройством x, верных с
    #     точностью до 1e-5 (float32) или 1e-8 (float64), относительной или абсолютной; длинные прогоны
    #     проверяются во float64.
    ### BEGIN SOLUTION
    w = b = torch.zeros_like(x[0])
    for _ in range(epochs):
        for xs, ys in zip(x.split(batch_size or len(x)), y.split(batch_size or len(x)), strict=True):
            w, b = w.detach().requires_grad_(), b.detach().requires_grad_()
            loss = (w * xs + b - ys).square().mean()
            w_slope, b_slope = torch.autograd.grad(loss, (w, b))
            w, b = w - lr * w_slope, b - lr * b_slope
    return w.detach(), b.detach()
    ### END SOLUTION


# %% [markdown]
# The line that you fit, and the loss after so many epochs: ten small steps an epoch, or one.

# %% [markdown] lang="ru"
# Прямая, которую вы подобрали, и потери после стольких-то эпох: десять небольших шагов за эпоху или один.

# %% tags=["active-ipynb"]
# if __name__ == "__main__":
#     torch.manual_seed(0)
#     x = 2 * torch.rand(100) - 1
#     y = 2 * x + 1 + 0.3 * torch.randn(100)
#     figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3.2), layout="constrained")
#     left.scatter(x, y, s=8)
#     w, b = fit_line(x, y, 0.1, 30)
#     left.plot([-1, 1], [b - w, b + w], color="black")
#     left.set_xlabel("x")
#     left.set_ylabel("y")
#     for name, size in (("GD", None), ("SGD, batches of 10", 10)):
#         lines = [fit_line(x, y, 0.1, epochs, size) for epochs in range(21)]
#         right.plot([(w * x + b - y).square().mean() for w, b in lines], marker=".", label=name)
#     right.set_xlabel("epochs")
#     right.set_ylabel("loss")
#     right.legend()
#     plt.show()

# %% [markdown]
# ## Saliency maps: what does a network look at?
#
# So far, gradients were taken with respect to what is learned. They can be taken with respect to the *input*
# just as well: the network stays as it is, and the picture requires grad. The slope of one logit with respect
# to one pixel says how much that class gains if the pixel gets a little brighter. Its absolute value, drawn as
# a picture, shows which pixels the decision hangs on, and sometimes that a network has learned the wrong
# thing, say the photographer's mark in a corner.
#
# Take the logit itself, not its softmax, in which all classes have their say and whose slope is nearly zero
# where the network is sure. A network wants a batch, so one image becomes a batch of one: `image[None]` or
# `image.unsqueeze(0)` has shape (1, C, H, W).
#
# And a look should leave no traces. `logit.backward()` would add to the `.grad` of every parameter on its way,
# in the middle of somebody's training; ask for the one gradient that you want instead. One trace is easily
# overlooked: in train mode, batch normalisation updates its *buffers*, running mean and variance, at every
# forward pass, without any backward. `copy.deepcopy(model)` is a network to experiment with;
# `torch.func.functional_call(model, tensors, (x,))` runs a network with these `tensors`, by name, in the place
# of its own parameters or buffers, and writes to these instead.

# %% [markdown] lang="ru"
# ## Карты значимости (saliency maps): на что смотрит сеть?
#
# До сих пор градиенты брались по тому, что обучается. Но их точно так же можно брать и по *входу*: сеть остаётся
# как есть, а градиента требует изображение. Наклон одного логита по одному пикселю говорит, сколько выиграет этот
# класс, если пиксель станет чуть ярче. Модуль этого наклона, нарисованный в виде изображения, показывает, на
# каких пикселях держится решение, а иногда и то, что сеть выучила не то, что нужно, скажем, фирменный знак
# фотографа в углу.
#
# Берите сам логит, а не его softmax, в котором имеют голос все классы и наклон которого почти нулевой там, где
# сеть уверена. Сети нужен батч, поэтому одно изображение становится батчем из одного: `image[None]` или
# `image.unsqueeze(0)` имеет форму (1, C, H, W).
#
# И взгляд не должен оставлять следов. `logit.backward()` по дороге прибавил бы к `.grad` каждого параметра,
# посреди чьего-то обучения; запросите вместо этого один нужный вам градиент. А один след легко проглядеть: в
# режиме обучения (train) батч-нормализация при каждом прямом проходе обновляет свои *буферы*, скользящее среднее
# и скользящую дисперсию, без всякого обратного прохода. `copy.deepcopy(model)` — это сеть для опытов;
# `torch.func.functional_call(model, tensors, (x,))` запускает сеть, по именам подставляя эти `tensors` на место
# её собственных параметров или буферов, и запись тогда идёт в них, а не в сеть.


# %%
def saliency(model: nn.Module, image: Tensor, label: int) -> Tensor:
    """Compute abs(d logit[label] / d image): how much each pixel counts for a class.

    model: maps (N, C, H, W) to logits (N, K). It is used in the mode that it is in, train or eval, and left as
        it is: the mode, parameters, their `.grad` (which may be set) and `requires_grad` (some may be frozen),
        and buffers, that is also the running statistics which batch normalisation updates in train mode.
    image: (C, H, W), float32 or float64 as the parameters are; it does not require grad. It is left unmodified:
        values, `requires_grad` and `.grad`.
    label: a Python int, 0 <= label < K.
    Returns a detached tensor of the image's shape (C, H, W), dtype and device; exact to 1e-5 (float32) or 1e-8
        (float64), relative or absolute.
    """
    ### DOCSTRING ru
    # Вычисляет abs(d logit[label] / d image): насколько каждый пиксель важен для класса.
    #
    # model: переводит (N, C, H, W) в логиты (N, K). Используется в том режиме, в котором находится, train или
    #     eval, и остаётся такой, какой была: режим, параметры, их `.grad` (который может быть установлен) и
    #     `requires_grad` (некоторые параметры могут быть заморожены), а также буферы, то есть и скользящие
    #     статистики, которые батч-нормализация обновляет в режиме train.
    # image: (C, H, W), float32 или float64, как у параметров; не требует градиента. Остаётся без изменений:
    #     значения, `requires_grad` и `.grad`.
    # label: целое число Python (int), 0 <= label < K.
    # Возвращает отсоединённый (detached) тензор с формой изображения (C, H, W), его dtype и устройством, верный с
    #     точностью до 1e-5 (float32) или 1e-8 (float64), относительной или абсолютной.
    ### BEGIN SOLUTION
    pixels = image.detach().clone().requires_grad_()
    buffers = {name: buffer.clone() for name, buffer in model.named_buffers()}
    logits = torch.func.functional_call(model, buffers, (pixels[None],))
    (slope,) = torch.autograd.grad(logits[0, label], pixels)
    return slope.abs()
    ### END SOLUTION


# %% [markdown]
# A small network learns 20 000 digits in a second or two; below each digit, what it looks at. (How such a network is
# built and trained, the next assignments say.)

# %% [markdown] lang="ru"
# Небольшая сеть за секунду-другую учится на 20 000 цифр; под каждой цифрой — то, на что она смотрит. (Как такую сеть
# построить и обучить, расскажут следующие задания.)

# %% tags=["active-ipynb"]
# if __name__ == "__main__":
#     from autograder.course.data import load_mnist
#
#     torch.manual_seed(0)
#     images, labels = load_mnist(train=True)
#     images = images[:20_000].unsqueeze(1) / 255
#     model = nn.Sequential(nn.Flatten(), nn.Linear(784, 64), nn.ReLU(), nn.Linear(64, 10))
#     optimizer = torch.optim.Adam(model.parameters(), lr=0.003)
#     for batch in torch.arange(20_000).split(100):
#         optimizer.zero_grad()
#         nn.functional.cross_entropy(model(images[batch]), labels[batch]).backward()
#         optimizer.step()
#
#     figure, axes = plt.subplots(2, 8, figsize=(9, 2.6), layout="constrained")
#     for image, label, (above, below) in zip(images, labels.tolist(), axes.T):
#         above.imshow(image[0], cmap="gray")
#         above.set_title(label)
#         below.imshow(saliency(model, image, label)[0], cmap="inferno")
#         above.axis("off")
#         below.axis("off")
#     plt.show()

# %% [markdown]
# ## The graph itself
#
# What autograd records can be looked at. A tensor that was computed has a `grad_fn`, the node of the operation
# that it came from; a node's `next_functions` are the nodes to go on to in the backward pass, one for each
# argument, as pairs of a node and a number (which of that node's results was used):

# %% [markdown] lang="ru"
# ## Сам граф
#
# На то, что записывает autograd, можно посмотреть. У вычисленного тензора есть `grad_fn` — узел операции, из
# которой он получился; `next_functions` узла — это узлы, к которым обратный проход идёт дальше, по одному на
# каждый аргумент, в виде пар из узла и числа (какой из результатов того узла был использован):

# %% tags=["active-ipynb"]
# x = torch.tensor(2.0, requires_grad=True)
# y = torch.exp(x) + 1
# y.grad_fn, y.grad_fn.next_functions

# %% [markdown]
# `None` stands for an argument that needs no gradient, here the 1. At the ends are `AccumulateGrad` nodes, one
# for each leaf: they add what arrives to the leaf's `.grad`.
#
# The graph is no tree. In `y * torch.cos(y)` two ways lead to y, and y itself may have been made in the same manner:
# with n such forks one behind the other there are 2ⁿ ways through, but only a few nodes for each fork. The
# backward pass visits each node once, and so does everybody who wants to be done today. Here is one fork:

# %% [markdown] lang="ru"
# `None` стоит на месте аргумента, которому градиент не нужен, здесь это 1. На концах находятся узлы
# `AccumulateGrad`, по одному на каждый лист: то, что к ним приходит, они прибавляют к `.grad` этого листа.
#
# Граф — не дерево. В `y * torch.cos(y)` к y ведут два пути, и если сам y получен таким же образом, дальше путей
# снова два: n таких развилок подряд — это 2ⁿ путей, но всего по нескольку узлов на развилку. Обратный проход
# заходит в каждый узел один раз, и так же поступает всякий, кто хочет закончить сегодня. Вот одна развилка:

# %% tags=["active-ipynb"]
# if __name__ == "__main__":
#     x = torch.tensor(2.0, requires_grad=True)
#     y = torch.exp(x)
#     z = y * torch.cos(y)
#
#     times = z.grad_fn
#     (exp, _), (cos, _) = times.next_functions
#     ((leaf, _),) = exp.next_functions
#     places = {times: (0, 3), cos: (0.7, 2), exp: (0, 1), leaf: (0, 0)}
#     figure, ax = plt.subplots(figsize=(3.5, 3.8))
#     arrow = {"arrowstyle": "->", "shrinkA": 12, "shrinkB": 14}
#     box = {"boxstyle": "round", "facecolor": "white"}
#     for node, place in places.items():
#         for target, _ in node.next_functions:
#             ax.annotate("", places[target], place, arrowprops=arrow)
#         ax.text(*place, type(node).__name__, ha="center", va="center", bbox=box)
#     ax.set_xlim(-0.5, 1.2)
#     ax.set_ylim(-0.4, 3.4)
#     ax.axis("off")
#     plt.show()

# %% [markdown]
# The arrows are those of the backward pass: against the computation. The package
# [torchviz](https://github.com/szagoruyko/pytorchviz), which needs
# [Graphviz](https://graphviz.org), draws any graph; both are optional, and nothing in this course needs them:
#
# ```python
# from torchviz import make_dot
# make_dot(y, params={"x": x}).render("graph", format="svg")
# ```

# %% [markdown] lang="ru"
# Стрелки показывают обратный проход: они идут навстречу вычислению. Любой граф рисует пакет
# [torchviz](https://github.com/szagoruyko/pytorchviz), которому нужен
# [Graphviz](https://graphviz.org); оба необязательны, и ничто в этом курсе их не требует:
#
# ```python
# from torchviz import make_dot
# make_dot(y, params={"x": x}).render("graph", format="svg")
# ```


# %%
def graph_nodes(y: Tensor) -> list[str]:
    """List the classes of the autograd nodes that can be reached from y.grad_fn.

    y: a tensor of any shape and dtype. Its graph is at most 200 nodes deep, so recursion is fine; but there may
        be very many ways through it, 2⁵⁰ say.
    Returns a list with `type(node).__name__` of each node: y.grad_fn's own first, the others in any order.
        Nodes are told apart by what they are, not by name: one to which several ways lead, or several results of
        which are used, is listed once; two of one class are listed as two. The `AccumulateGrad` nodes of leaves
        are listed, too. For a tensor that has no grad_fn the list is empty.
    """
    ### DOCSTRING ru
    # Перечисляет классы узлов autograd, до которых можно дойти от y.grad_fn.
    #
    # y: тензор любой формы и с любым dtype. Глубина его графа — не больше 200 узлов, так что рекурсия годится; но
    #     путей через граф может быть очень много, скажем 2⁵⁰.
    # Возвращает список с `type(node).__name__` каждого узла: первым — самого y.grad_fn, остальные в любом
    #     порядке. Узлы различаются как объекты, а не по имени: узел, к которому ведут несколько путей или у
    #     которого используются несколько результатов, входит в список один раз; два узла одного класса входят как
    #     два разных. Узлы `AccumulateGrad` листьев тоже входят. Для тензора, у которого нет grad_fn, список пуст.
    ### BEGIN SOLUTION
    names, seen, waiting = [], set(), [y.grad_fn]
    while waiting:
        node = waiting.pop()
        if node is not None and node not in seen:
            seen.add(node)
            names.append(type(node).__name__)
            waiting.extend(after for after, _ in node.next_functions)
    return names
    ### END SOLUTION


# %% [markdown]
# ## Moving averages
#
# Weights jump about from step to step. Their *moving average* is smoother and often the better network:
#
# $$\mathrm{average} \leftarrow \mathrm{decay} \cdot \mathrm{average} + (1 - \mathrm{decay}) \cdot \mathrm{value}$$
#
# With a decay of 0.99 it remembers about the last hundred values. Optimizers keep such averages of gradients
# (momentum), batch normalisation keeps them of means and variances.
#
# Keeping one is bookkeeping and no part of any loss, but the value, a weight, requires grad: what is computed
# from it is recorded, unless somebody says no. An average that is part of a graph drags along the graphs of
# all steps before it, and memory grows until it is full. So either compute under `torch.no_grad()`, or with
# `value.detach()`.
#
# And it is to be updated *in place*: others hold the same tensor. `average = average * 2` makes a new tensor
# and gives it the old name, inside this function alone; `average.mul_(2)`, `average *= 2` and
# `average[...] = 2` write into the memory that everybody sees.

# %% [markdown] lang="ru"
# ## Скользящие средние
#
# Веса от шага к шагу скачут. Их *скользящее среднее* ведёт себя ровнее, и часто сеть с ним лучше:
#
# $$\mathrm{average} \leftarrow \mathrm{decay} \cdot \mathrm{average} + (1 - \mathrm{decay}) \cdot \mathrm{value}$$
#
# При decay, равном 0.99, оно помнит примерно последние сто значений. Оптимизаторы хранят такие средние для
# градиентов (momentum, импульс), батч-нормализация — для средних и дисперсий.
#
# Ведение такого среднего — это учёт, а не часть какой-либо функции потерь, но значение, то есть вес, требует
# градиента: всё, что из него вычисляется, записывается, если этого не запретить. Среднее, которое стало частью
# графа, тащит за собой графы всех предыдущих шагов, и память заполняется, пока не кончится. Поэтому вычисляйте
# либо под `torch.no_grad()`, либо с `value.detach()`.
#
# И обновлять его нужно *на месте* (in-place): тот же тензор есть и у других. `average = average * 2` создаёт
# новый тензор и даёт ему старое имя, но только внутри этой функции; `average.mul_(2)`, `average *= 2` и
# `average[...] = 2` пишут в память, которую видят все.


# %%
def ema_update(average: Tensor, value: Tensor, decay: float) -> None:
    """Update an exponential moving average in place: average <- decay * average + (1 - decay) * value.

    average: a float32 or float64 tensor of any shape, 0-d included, with at least one element, which does not
        require grad. The new values are written into its memory, so that views of it see them; it does not
        require grad afterwards, either. It may itself be a view, such as a column of a table.
    value: of the same shape, dtype and device; it may require grad, as a leaf or as part of a graph. It is left
        unmodified: values, `requires_grad` and `.grad`. No graph is recorded.
    decay: 0 <= decay <= 1.
    The new values are exact to 1e-5 (float32) or 1e-8 (float64), relative or absolute. What is returned is not
    looked at.
    """
    ### DOCSTRING ru
    # Обновляет экспоненциальное скользящее среднее на месте: average <- decay * average + (1 - decay) * value.
    #
    # average: тензор float32 или float64 любой формы, в том числе 0-мерный, хотя бы с одним элементом, не
    #     требующий градиента. Новые значения записываются в его память, так что их видят и его представления
    #     (views); после этого он тоже не требует градиента. Он и сам может быть представлением, например столбцом
    #     таблицы.
    # value: той же формы, с тем же dtype и на том же устройстве; может требовать градиента, как лист или как
    #     часть графа. Остаётся без изменений: значения, `requires_grad` и `.grad`. Граф не записывается.
    # decay: 0 <= decay <= 1.
    # Новые значения верны с точностью до 1e-5 (float32) или 1e-8 (float64), относительной или абсолютной. На то,
    #     что функция возвращает, проверка не смотрит.
    ### BEGIN SOLUTION
    with torch.no_grad():
        average.mul_(decay).add_(value, alpha=1 - decay)
    ### END SOLUTION


# %% [markdown]
# ## Check your work
#
# Save this file and run `make check` in a terminal, in the folder of the course. To look at one exercise
# only: `autograder check assignments/ps2_autograd -e gradient_descent`; or, in a cell of the notebook,
# `from autograder import check; check("gradient_descent")`.

# %% [markdown] lang="ru"
# ## Проверьте свою работу
#
# Сохраните этот файл и запустите `make check` в терминале, в папке курса. Чтобы проверить только одно упражнение:
# `autograder check assignments/ps2_autograd -e gradient_descent`; или в ячейке ноутбука:
# `from autograder import check; check("gradient_descent")`.
