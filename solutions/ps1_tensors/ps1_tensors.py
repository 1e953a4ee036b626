# %% [markdown]
# # 1. From NumPy to PyTorch
#
# A *tensor* is what NumPy calls an array: numbers in a grid of any number of dimensions. PyTorch adds two
# things to it: a tensor may live on a GPU, and it can remember how it was computed, so that gradients come
# for free (assignment 2). Most of what you know from NumPy carries over:
#
# | NumPy | PyTorch | |
# |---|---|---|
# | `np.array([1, 2])` | `torch.tensor([1, 2])` | copies the data |
# | `np.zeros((2, 3))` | `torch.zeros(2, 3)` | also `ones`, `full`, `eye`, `arange`, `linspace`, `rand`, `randn` |
# | `np.zeros_like(a)` | `torch.zeros_like(x)` | of the same shape and dtype |
# | `a.shape`, `a.dtype` | `x.shape`, `x.dtype` | torch's default is float32, NumPy's is float64 |
# | `a.ndim`, `a.size` | `x.dim()`, `x.numel()` | `x.size()` is the shape |
# | `a.astype(np.int64)` | `x.to(torch.int64)` | also `x.long()`, `x.float()`, `x.double()` |
# | `a.reshape(3, 2)` | `x.reshape(3, 2)`, `x.view(3, 2)` | `view` never copies, or raises |
# | `a.sum(axis=0)` | `x.sum(dim=0)` | `axis` is called `dim` |
# | `np.sum(a**2)` | `torch.sum(x**2)` | the sum of squares: in both it is one line, without a loop |
# | `a * b`, `a @ b` | `x * y`, `x @ y` | element by element; matrix product |
# | `np.exp(a)` | `torch.exp(x)` | functions work element by element |
# | `np.concatenate([a, b])` | `torch.cat([x, y])` | along an existing dimension; `stack` makes a new one |
# | `a.copy()` | `x.clone()` | a copy with memory of its own |
# | `a = x.numpy()` | `x = torch.from_numpy(a)` | from one to the other, over the same memory |
#
# **Rank** is the number of dimensions, `x.dim()`. Code written element by element works for all of them, even
# for an empty tensor of shape `(0,)`.
#
# | rank | shape | what it may be | how to make one |
# |---|---|---|---|
# | 0-d | `()` | a number: a loss | `torch.tensor(3.0)` |
# | 1-d | `(3,)` | a vector: the labels of three samples | `torch.tensor([1, 0, 2])`, `torch.arange(3)` |
# | 2-d | `(3, 4)` | a table: three samples of four features | `torch.zeros(3, 4)`, `torch.eye(3)` |
# | 3-d | `(1, 28, 28)` | a grey picture with its one channel | `torch.rand(1, 28, 28)` |
# | 4-d | `(64, 1, 28, 28)` | a batch of such pictures | `torch.randn(64, 1, 28, 28)` |
#
# `torch.tensor([3.0])` is no number but a vector with one element. `x.item()` makes a Python number of a tensor
# that has just one.

# %% [markdown] lang="ru"
# # 1. От NumPy к PyTorch
#
# *Тензор* — это то, что в NumPy называется массивом: сетка из чисел с любым количеством измерений. PyTorch
# добавляет к этому две вещи: тензор может находиться на GPU, и он умеет помнить, как был вычислен, так что
# градиенты достаются даром (задание 2). Большая часть того, что вы знаете о NumPy, верна и здесь:
#
# | NumPy | PyTorch | |
# |---|---|---|
# | `np.array([1, 2])` | `torch.tensor([1, 2])` | копирует данные |
# | `np.zeros((2, 3))` | `torch.zeros(2, 3)` | есть и `ones`, `full`, `eye`, `arange`, `linspace`, `rand`, `randn` |
# | `np.zeros_like(a)` | `torch.zeros_like(x)` | той же формы и с тем же dtype |
# | `a.shape`, `a.dtype` | `x.shape`, `x.dtype` | по умолчанию в torch float32, в NumPy float64 |
# | `a.ndim`, `a.size` | `x.dim()`, `x.numel()` | `x.size()` — это форма |
# | `a.astype(np.int64)` | `x.to(torch.int64)` | есть и `x.long()`, `x.float()`, `x.double()` |
# | `a.reshape(3, 2)` | `x.reshape(3, 2)`, `x.view(3, 2)` | `view` не копирует никогда; если нельзя — ошибка |
# | `a.sum(axis=0)` | `x.sum(dim=0)` | `axis` называется `dim` |
# | `np.sum(a**2)` | `torch.sum(x**2)` | сумма квадратов: и там и там одна строка, без цикла |
# | `a * b`, `a @ b` | `x * y`, `x @ y` | поэлементное произведение; матричное произведение |
# | `np.exp(a)` | `torch.exp(x)` | функции действуют поэлементно |
# | `np.concatenate([a, b])` | `torch.cat([x, y])` | вдоль имеющегося измерения; `stack` создаёт новое |
# | `a.copy()` | `x.clone()` | копия с собственной памятью |
# | `a = x.numpy()` | `x = torch.from_numpy(a)` | из одного в другое, с общей памятью |
#
# **Ранг** — это число измерений, `x.dim()`. Код из поэлементных операций работает при любом ранге, и даже для
# пустого тензора формы `(0,)`.
#
# | ранг | форма | что это может быть | как создать |
# |---|---|---|---|
# | 0-мерный | `()` | число: значение функции потерь | `torch.tensor(3.0)` |
# | 1-мерный | `(3,)` | вектор: метки трёх примеров | `torch.tensor([1, 0, 2])`, `torch.arange(3)` |
# | 2-мерный | `(3, 4)` | таблица: три примера по четыре признака | `torch.zeros(3, 4)`, `torch.eye(3)` |
# | 3-мерный | `(1, 28, 28)` | изображение в оттенках серого, с одним каналом | `torch.rand(1, 28, 28)` |
# | 4-мерный | `(64, 1, 28, 28)` | батч таких изображений | `torch.randn(64, 1, 28, 28)` |
#
# `torch.tensor([3.0])` — не число, а вектор с одним элементом. `x.item()` превращает тензор, в котором ровно один
# элемент, в число Python.

# %%
"""Assignment 1, from NumPy to PyTorch: tensors, shapes, copies."""
### DOCSTRING ru
# Задание 1, от NumPy к PyTorch: тензоры, формы, копии.

import numpy as np
import torch
from torch import Tensor

# %% [markdown]
# ## Side by side
#
# Cells like the next one are examples: run them, change them, run them again. Nobody grades them; in the `.py` file
# they are comments. What stands below `if __name__ == "__main__":` runs in a notebook, but not where your work is
# checked: it draws something, or takes a moment.

# %% [markdown] lang="ru"
# ## Бок о бок
#
# Ячейки вроде следующей — это примеры: запускайте их, меняйте и запускайте снова. Их никто не оценивает; в файле
# `.py` это комментарии. То, что стоит под `if __name__ == "__main__":`, выполняется в ноутбуке, но не там, где
# проверяют вашу работу: такой пример что-нибудь рисует или занимает какое-то время.

# %% tags=["active-ipynb"]
# a = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
# x = torch.from_numpy(a)
# np.sum(a**2), torch.sum(x**2), a.sum(axis=0), x.sum(dim=0)

# %% tags=["active-ipynb"]
# number, vector, table = torch.tensor(3.0), torch.arange(3), torch.zeros(3, 4)
# picture, batch = torch.rand(1, 28, 28), torch.randn(64, 1, 28, 28)
# [(x.dim(), tuple(x.shape), x.numel()) for x in (number, vector, table, picture, batch)]

# %% [markdown]
# ## Shape and dtype
#
# Whenever something goes wrong, print `x.shape` and `x.dtype` first. All elements of a tensor have one dtype.
# It follows from what the tensor was made of, unless you say it: integers give int64, floats give float32.

# %% [markdown] lang="ru"
# ## Форма и dtype
#
# Когда что-то идёт не так, первым делом выводите на экран `x.shape` и `x.dtype`. У всех элементов тензора один
# dtype. Если не указать его явно, он зависит от того, из чего тензор создан: целые числа дают int64, числа с
# плавающей точкой — float32.

# %% tags=["active-ipynb"]
# x = torch.tensor([1, 2])
# y = torch.tensor([1.0, 2])
# z = torch.arange(3, dtype=torch.float64)
# x.dtype, y.dtype, z, torch.zeros(2, 3).dtype

# %% [markdown]
# The dtype says which numbers there are. An int32 ends at 2³¹ - 1, an int64 at 2⁶³ - 1, and what goes beyond
# comes out at the other end, without a word. Floats do not end so soon, but they have gaps: a float32 has
# every integer up to 2²⁴ = 16 777 216 and a float64 up to 2⁵³, but beyond that at best every second one. So a large
# sum of integers is exact in int64 alone, and a division `/` on the way makes floats of it.

# %% [markdown] lang="ru"
# От dtype зависит, какие числа вообще есть в распоряжении. Числа int32 заканчиваются на 2³¹ - 1, числа int64 — на
# 2⁶³ - 1, а всё, что выходит за этот предел, молча появляется с другого конца. У чисел с плавающей точкой предел
# гораздо дальше, зато между ними есть промежутки: во float32 есть все целые числа до 2²⁴ = 16 777 216, во
# float64 — до 2⁵³, а дальше — в лучшем случае каждое второе. Поэтому большая сумма целых чисел получается точной
# только в int64, а деление `/` по дороге делает из целых чисел числа с плавающей точкой.

# %% tags=["active-ipynb"]
# torch.tensor(2**31 - 1, dtype=torch.int32) + 1, torch.tensor(2.0**24) + 1


# %%
def sum_of_squares(n: int) -> Tensor:
    """Compute 1² + 2² + … + n².

    n: a Python int, up to 1 000 000.
    Returns a 0-d int64 tensor, exact: 333383335000 for n = 10 000, and 0 for n = 0.
    Raises ValueError for n < 0.
    """
    ### DOCSTRING ru
    # Вычисляет 1² + 2² + … + n².
    #
    # n: целое число Python (int), не больше 1 000 000.
    # Возвращает 0-мерный тензор int64 с точным значением: 333383335000 при n = 10 000 и 0 при n = 0.
    # Вызывает ValueError при n < 0.
    ### BEGIN SOLUTION
    if n < 0:
        raise ValueError(f"n must not be negative, but is {n}")
    return torch.arange(n + 1).square().sum()
    ### END SOLUTION


# %% [markdown]
# ## Element by element
#
# `torch.exp(-x)` is a tensor of the shape of `x`, and so is every formula made of such pieces: no loop
# needed, and loops over elements are slow. What a formula on paper does not show is that a float has a
# largest value: about 3 · 10³⁸ in float32. `torch.exp(torch.tensor(1000.0))` is `inf`, and `inf / inf` is
# `nan`, "not a number", which then spreads through all that follows. So think about large arguments of both
# signs, and rewrite the formula where one of them overflows: the logistic function has several equal forms.

# %% [markdown] lang="ru"
# ## Поэлементно
#
# `torch.exp(-x)` — тензор той же формы, что и `x`, и то же верно для любой формулы, составленной из таких частей:
# цикл не нужен, а циклы по элементам медленны. Но вот чего формула на бумаге не показывает: у чисел с плавающей
# точкой есть наибольшее значение, во float32 это примерно 3 · 10³⁸. `torch.exp(torch.tensor(1000.0))` — это
# `inf`, а `inf / inf` — это `nan`, «не число» (not a number), которое затем расползается по всем дальнейшим
# вычислениям. Поэтому подумайте о больших по модулю аргументах обоих знаков и перепишите формулу там, где
# какой-то из них приводит к переполнению: у логистической функции есть несколько равносильных записей.

# %% tags=["active-ipynb"]
# x = torch.tensor([-1000.0, 0.0, 1000.0])
# torch.exp(x), torch.exp(x) / torch.exp(x)


# %%
def sigmoid(x: Tensor) -> Tensor:
    """Compute the logistic function 1 / (1 + e^(-x)), element by element.

    x: float32 or float64, of any shape, 0-d and empty included. It is left unmodified (its values,
        `requires_grad` and `.grad`).
    Returns a tensor of x's shape, dtype and device; exact to 1e-5 (float32) or 1e-8 (float64), relative or
        absolute.

    No value is NaN or infinite for abs(x) <= 1000. The result is differentiable: gradients are checked for
    0.01 <= abs(x) <= 20, so forms made with abs(x) are fine.

    Switched off: `torch.sigmoid`, `Tensor.sigmoid`, `F.sigmoid`, `torch.special.expit`, `nn.Sigmoid` and the
    in-place forms. Running one inside this exercise, under whatever name, costs its points; naming or
    importing one costs nothing. Every other function is allowed.
    """
    ### DOCSTRING ru
    # Вычисляет логистическую функцию 1 / (1 + e^(-x)) поэлементно.
    #
    # x: float32 или float64, любой формы, в том числе 0-мерный и пустой. Остаётся без изменений (значения,
    #     `requires_grad` и `.grad`).
    # Возвращает тензор с формой, dtype и устройством x, верный с точностью до 1e-5 (float32) или 1e-8 (float64),
    #     относительной или абсолютной.
    #
    # При abs(x) <= 1000 ни одно значение не равно NaN или бесконечности. Результат дифференцируем: градиенты
    # проверяются при 0.01 <= abs(x) <= 20, так что записи через abs(x) годятся.
    #
    # Отключены: `torch.sigmoid`, `Tensor.sigmoid`, `F.sigmoid`, `torch.special.expit`, `nn.Sigmoid` и их
    # варианты «на месте» (in-place). Выполнение любой из этих функций в этом упражнении, под каким угодно именем,
    # лишает баллов за него; упоминать и импортировать их можно без потерь. Все остальные функции разрешены.
    ### BEGIN SOLUTION
    # The same function as 1 / (1 + e^(-x)), but tanh overflows nowhere and has a gradient everywhere.
    return 0.5 * torch.tanh(0.5 * x) + 0.5
    ### END SOLUTION


# %% [markdown]
# ## Shapes and broadcasting
#
# Two tensors of different shapes can still be added, subtracted or multiplied: shapes are lined up from the
# right, and a dimension of size 1 (or a missing one) is stretched to fit. `(64, 10) + (10,)` adds one row
# to every row.
#
# The same rule is the source of a famous bug. A network returns predictions of shape `(N, 1)`, the labels
# have shape `(N,)`. Their difference is no error: it has shape `(N, N)`, every label against every
# prediction, and its mean is a plausible number that means nothing. A function that needs equal shapes has to
# compare `x.shape` itself, and `raise ValueError("...")` with a message that names both.

# %% [markdown] lang="ru"
# ## Формы и бродкастинг (broadcasting)
#
# Складывать, вычитать и умножать можно и два тензора разной формы: формы выравниваются по правому краю, и
# измерение размера 1 (или отсутствующее) растягивается до нужного размера. `(64, 10) + (10,)` прибавляет одну и
# ту же строку к каждой строке.
#
# Из этого же правила происходит знаменитая ошибка. Сеть возвращает предсказания формы `(N, 1)`, а метки имеют
# форму `(N,)`. Вычесть одно из другого можно без всякого сообщения об ошибке: получится форма `(N, N)`, каждая
# метка против каждого предсказания, и среднее окажется правдоподобным числом, которое ничего не значит. Функция,
# которой нужны одинаковые формы, должна сама сравнить `x.shape` и вызвать `raise ValueError("...")` с сообщением,
# где названы обе.

# %% tags=["active-ipynb"]
# predictions = torch.tensor([[1.0], [2.0], [3.0]])
# labels = torch.tensor([1.0, 2.0, 3.0])
# predictions - labels

# %% [markdown]
# A reduction such as `x.sum()` or `x.mean()` without `dim` runs over all elements and returns a 0-d tensor;
# `.item()` makes a Python number of it, but also cuts it off from its gradient.

# %% [markdown] lang="ru"
# Редукция (reduction), например `x.sum()` или `x.mean()`, без `dim` охватывает все элементы и возвращает 0-мерный
# тензор; `.item()` делает из него число Python, но и отрезает его от градиента.


# %%
def mse(y_true: Tensor, y_pred: Tensor) -> Tensor:
    """Compute the mean squared error over all elements.

    y_true, y_pred: both float32 or both float64, on one device, of the same shape (any shape) with at least
        one element. They are left unmodified.
    Returns a 0-d tensor of their dtype and device, differentiable in both arguments; exact to 1e-5
        (float32) or 1e-8 (float64), relative or absolute.
    Raises ValueError when the shapes differ, also where broadcasting would make them fit, as with (N,) and
        (N, 1).

    Switched off: `F.mse_loss`, `nn.MSELoss`. Running one inside this exercise, under whatever name, costs its
    points; naming or importing one costs nothing. Every other function is allowed.
    """
    ### DOCSTRING ru
    # Вычисляет средний квадрат ошибки (mean squared error) по всем элементам.
    #
    # y_true, y_pred: оба float32 или оба float64, на одном устройстве, одинаковой формы (любой), хотя бы с одним
    #     элементом. Остаются без изменений.
    # Возвращает 0-мерный тензор с их dtype и на их устройстве, дифференцируемый по обоим аргументам и верный с
    #     точностью до 1e-5 (float32) или 1e-8 (float64), относительной или абсолютной.
    # Вызывает ValueError, если формы различаются, в том числе там, где их согласовал бы бродкастинг, как (N,) и
    #     (N, 1).
    #
    # Отключены: `F.mse_loss`, `nn.MSELoss`. Выполнение любой из этих функций в этом упражнении, под каким угодно
    # именем, лишает баллов за него; упоминать и импортировать их можно без потерь. Все остальные функции
    # разрешены.
    ### BEGIN SOLUTION
    if y_true.shape != y_pred.shape:
        raise ValueError(f"y_true is {tuple(y_true.shape)}, but y_pred is {tuple(y_pred.shape)}")
    return (y_true - y_pred).square().mean()
    ### END SOLUTION


# %% [markdown]
# ## Reference, view, clone
#
# `y = x` copies nothing: both names mean one tensor. `x[0]`, `x[:, 1]`, `x.view(-1)` and `x.T` are new
# tensors, but *views* into the memory of `x`, as in NumPy. A write to a view shows in `x`; a clone stays as it was:

# %% [markdown] lang="ru"
# ## Ссылка, представление, клон
#
# `y = x` ничего не копирует: оба имени обозначают один и тот же тензор. `x[0]`, `x[:, 1]`, `x.view(-1)` и `x.T` —
# новые тензоры, но это *представления* (views), которые смотрят в память `x`, как и в NumPy. Запись в
# представление видна в `x`, а клон остаётся прежним:

# %% tags=["active-ipynb"]
# x = torch.zeros(2, 3)
# same, first, copy = x, x[0], x.clone()
# first[2] = 7.0
# same, copy

# %% [markdown]
# Only `x.clone()` has memory of its own. A function that changes its argument surprises whoever called it;
# change a clone and return that, unless changing the argument is the purpose. (PyTorch marks that case with
# a trailing underscore: `x.zero_()`, `x.add_(1)`.)

# %% [markdown] lang="ru"
# Собственная память есть только у `x.clone()`. Функция, которая меняет свой аргумент, преподносит сюрприз тому,
# кто её вызвал; меняйте клон и возвращайте его, кроме случаев, когда функция для того и нужна, чтобы изменить
# аргумент. (PyTorch помечает такие случаи подчёркиванием в конце имени: `x.zero_()`, `x.add_(1)`.)


# %%
def replace_last_row(x: Tensor, row: Tensor) -> Tensor:
    """Return a copy of x whose last row is `row`.

    x: (n, m), n >= 1; float32 or float64, an integer dtype or bool. It is left unmodified.
    row: (m,), of the same dtype and on the same device; left unmodified.
    Returns a new (n, m) tensor of x's dtype and device that shares no memory with x. Whether it keeps x's
        graph for gradients is up to you.
    """
    ### DOCSTRING ru
    # Возвращает копию x, в которой последняя строка — `row`.
    #
    # x: (n, m), n >= 1; float32 или float64, целочисленный dtype или bool. Остаётся без изменений.
    # row: (m,), с тем же dtype и на том же устройстве; остаётся без изменений.
    # Возвращает новый тензор (n, m) с dtype и устройством x, у которого нет общей памяти с x. Сохранять ли граф
    #     вычислений x для градиентов, решайте сами.
    ### BEGIN SOLUTION
    result = x.clone()
    result[-1] = row
    return result
    ### END SOLUTION


# %% [markdown]
# ## One memory, two names
#
# A NumPy array can be a tensor, too, without a copy: both are then names for the same bytes, and a write to
# the one shows in the other. For large data that saves time and memory; for data that somebody else still
# needs, it is a trap. So know which of these you use:
#
# | | |
# |---|---|
# | `torch.from_numpy(a)`, `torch.as_tensor(a)` | the same memory, the same dtype |
# | `x.numpy()` | the way back, over the same memory |
# | `torch.tensor(a)` | always a copy |
# | `a.astype(…)`, `x.to(…)`, `x.float()` | a copy, if the dtype changes; the two of torch copy only then |
# | `x.contiguous()`, `x.reshape(…)`, `a.reshape(…)` | a copy where the elements do not lie one after the other |
#
# The last row needs a word. `a.T` and `a[:, ::2]` move nothing: they are views that step through the memory of
# `a` in another order, and `a.strides` says how. Such an array is not *contiguous*. What insists on elements
# that lie in order has to copy them first, and then a write no longer reaches `a`.

# %% [markdown] lang="ru"
# ## Одна память, два имени
#
# Массив NumPy тоже может стать тензором без копирования: тогда это два имени одних и тех же байтов, и то, что
# записано через одно, видно через другое. При больших данных это экономит время и память; если же данные ещё
# кому-то нужны, это ловушка. Поэтому важно знать, чем именно вы пользуетесь:
#
# | | |
# |---|---|
# | `torch.from_numpy(a)`, `torch.as_tensor(a)` | та же память, тот же dtype |
# | `x.numpy()` | обратный путь, с той же памятью |
# | `torch.tensor(a)` | всегда копия |
# | `a.astype(…)`, `x.to(…)`, `x.float()` | копия, если dtype меняется; у `x.to(…)` и `x.float()` — только тогда |
# | `x.contiguous()`, `x.reshape(…)`, `a.reshape(…)` | копия там, где элементы не лежат один за другим |
#
# Последняя строка требует пояснения. `a.T` и `a[:, ::2]` ничего не перемещают: это представления, которые шагают
# по памяти `a` в другом порядке, а в каком именно, говорит `a.strides`. Такой массив уже не *непрерывный*
# (contiguous). Если операции нужны элементы, лежащие подряд, ей приходится их скопировать, и тогда запись до `a`
# уже не доходит.

# %% tags=["active-ipynb"]
# a = np.zeros(3)
# shared, copy = torch.as_tensor(a), torch.tensor(a)
# a[0] = 5
# shared, copy, np.zeros((2, 3)).strides, np.zeros((2, 3)).T.strides


# %%
def as_shared_tensor(array: np.ndarray) -> Tensor:
    """Return a tensor over the memory of a NumPy array.

    array: a writable array of numbers or bools, of any dtype that torch has, too (complex ones included); of any
        shape with at least one element, 0-d included; contiguous or not (such as a slice or a transposed table), but
        with no negative strides. It is left unmodified.
    Returns a tensor of its shape and dtype. A later write to the array shows in the tensor, and a write to the
        tensor in the array.
    """
    ### DOCSTRING ru
    # Возвращает тензор, использующий память массива NumPy.
    #
    # array: доступный для записи массив чисел или значений bool, с любым dtype, который есть и в torch (включая
    #     комплексные); любой формы хотя бы с одним элементом, в том числе 0-мерный; непрерывный (contiguous) или
    #     нет (например, срез или транспонированная таблица), но без отрицательных шагов (strides). Остаётся без
    #     изменений.
    # Возвращает тензор той же формы и с тем же dtype. Последующая запись в массив видна в тензоре, а запись в
    #     тензор — в массиве.
    ### BEGIN SOLUTION
    return torch.from_numpy(array)
    ### END SOLUTION


# %% [markdown]
# ## Other shapes, the same elements
#
# | for `x` of shape (2, 3) | shape | |
# |---|---|---|
# | `x.reshape(3, 2)`, `x.reshape(3, -1)` | (3, 2) | the elements in the same order; -1 is what is left |
# | `x.flatten()` | (6,) | for a batch, `x.flatten(1)` leaves the first dimension |
# | `x.transpose(0, 1)`, `x.T` | (3, 2) | rows become columns; `x.permute(…)` for more dimensions |
# | `x.unsqueeze(0)`, `x[None]` | (1, 2, 3) | a new dimension of size 1, where you say |
# | `x.unsqueeze(0).squeeze(0)` | (2, 3) | takes it away again |
#
# `reshape(3, 2)` and `transpose(0, 1)` give the same shape, but not the same tensor: the former reads the
# elements row by row and fills new rows with them, so that pictures treated so come out as noise. And
# `squeeze()` without a number takes *all* dimensions of size 1 away, also that of a batch which happens to hold
# one picture. So say which.
#
# Ten digits are to stand in a row. Only the second way keeps each row of pixels of each picture together:

# %% [markdown] lang="ru"
# ## Другие формы, те же элементы
#
# | для `x` формы (2, 3) | форма | |
# |---|---|---|
# | `x.reshape(3, 2)`, `x.reshape(3, -1)` | (3, 2) | элементы в том же порядке; -1 — сколько останется |
# | `x.flatten()` | (6,) | для батча: `x.flatten(1)` сохраняет первое измерение |
# | `x.transpose(0, 1)`, `x.T` | (3, 2) | строки становятся столбцами; `x.permute(…)`, если измерений больше |
# | `x.unsqueeze(0)`, `x[None]` | (1, 2, 3) | новое измерение размера 1 там, где вы скажете |
# | `x.unsqueeze(0).squeeze(0)` | (2, 3) | снова его убирает |
#
# `reshape(3, 2)` и `transpose(0, 1)` дают одну и ту же форму, но не один и тот же тензор: первый читает элементы
# строка за строкой и заполняет ими новые строки, так что изображения после такой обработки превращаются в шум. А
# `squeeze()` без номера убирает *все* измерения размера 1, в том числе измерение батча, в котором случайно
# оказалось одно изображение. Поэтому указывайте, какое именно.
#
# Поставим десять цифр в ряд. Только второй способ сохраняет каждую строку пикселей каждого изображения целой:

# %% tags=["active-ipynb"]
# if __name__ == "__main__":
#     import matplotlib.pyplot as plt
#
#     from autograder.course.data import load_mnist
#
#     digits = load_mnist(train=True)[0][:10]  # (10, 28, 28)
#     figure, axes = plt.subplots(2, figsize=(8, 2.6))
#     axes[0].imshow(digits.reshape(28, 280), cmap="gray")
#     axes[0].set_title("reshape(28, 280)")
#     axes[1].imshow(digits.transpose(0, 1).reshape(28, 280), cmap="gray")
#     axes[1].set_title("transpose(0, 1).reshape(28, 280)")
#     for ax in axes:
#         ax.axis("off")
#     plt.show()

# %% [markdown]
# A picture file has numbers from 0 (black) to 255 (white), that is the dtype uint8. A network wants floats
# around 0 or 1, and for each picture a dimension for its channels: one for grey, three for colours. Change the
# dtype before you calculate: a uint8 knows no fractions and nothing beyond 255, `200 + 100` is 44.

# %% [markdown] lang="ru"
# В файле изображения хранятся числа от 0 (чёрный) до 255 (белый), то есть их dtype — uint8. Сети нужны числа с
# плавающей точкой в районе 0 или 1 и, для каждого изображения, измерение для его каналов: один у серого, три у
# цветного. Меняйте dtype до вычислений: uint8 не знает ни дробей, ни чисел больше 255, `200 + 100` — это 44.


# %%
def images_to_batch(images: np.ndarray) -> Tensor:
    """Turn grey pictures into the batch that a network takes.

    images: uint8 array (N, H, W), N >= 0, values from 0 (black) to 255 (white); contiguous or not, with no
        negative strides. It is left unmodified.
    Returns a float32 tensor (N, 1, H, W) with values from 0 (black) to 1 (white), whatever the darkest and the
        brightest values of these images are; exact to 1e-5. It shares no memory with images.
    """
    ### DOCSTRING ru
    # Превращает изображения в оттенках серого в батч, который принимает сеть.
    #
    # images: массив uint8 (N, H, W), N >= 0, значения от 0 (чёрный) до 255 (белый); непрерывный (contiguous) или
    #     нет, без отрицательных шагов (strides). Остаётся без изменений.
    # Возвращает тензор float32 (N, 1, H, W) со значениями от 0 (чёрный) до 1 (белый), какими бы ни были самое
    #     тёмное и самое светлое значения именно этих изображений; верный с точностью до 1e-5. Общей памяти с
    #     images у него нет.
    ### BEGIN SOLUTION
    return torch.tensor(images, dtype=torch.float32).unsqueeze(1) / 255
    ### END SOLUTION


# %% [markdown]
# ## Two kinds of product
#
# `x * y` multiplies element by element, and so wants shapes that are equal or broadcast. `x @ y` is the matrix
# product: row i of the left with column j of the right, multiplied and summed up, is element (i, j). Of (N, K)
# and (K, M) it makes (N, M): the inner sizes must be equal, and vanish.

# %% [markdown] lang="ru"
# ## Два вида произведения
#
# `x * y` умножает поэлементно, поэтому формы должны быть равны или согласовываться бродкастингом. `x @ y` —
# матричное произведение: строка i левой матрицы умножается на столбец j правой, произведения складываются, и
# получается элемент (i, j). Из (N, K) и (K, M) выходит (N, M): внутренние размеры должны быть равны, и они
# исчезают.

# %% tags=["active-ipynb"]
# x = torch.tensor([[1.0, 2.0], [3.0, 4.0]])
# x * x, x @ x, x @ x[0]

# %% [markdown]
# A layer of a network is one such product. Each row of `x` is a sample with `in` features, each row of the
# weight belongs to one output and has a number for every feature. That is why PyTorch stores weights as
# (out, in), and why the formula has a ᵀ in it. A bias of shape (out,) is then added to each row.

# %% [markdown] lang="ru"
# Слой сети — это одно такое произведение. Каждая строка `x` — пример с `in` признаками, каждая строка весов
# относится к одному выходу и содержит по числу на каждый признак. Вот почему PyTorch хранит веса в виде (out, in)
# и вот откуда в формуле ᵀ. Затем к каждой строке прибавляется смещение (bias) формы (out,).


# %%
def affine(x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
    """Compute x · weightᵀ + bias, as a linear layer does.

    x: (N, in). weight: (out, in). bias: (out,). All float32 or all float64, on one device; all sizes at least 1.
        They are left unmodified.
    Returns an (N, out) tensor of their dtype and device, differentiable in all three; exact to 1e-5 (float32) or
        1e-8 (float64), relative or absolute.

    Switched off: `F.linear`, `nn.Linear`. Running one inside this exercise, under whatever name, costs its points;
    naming or importing one costs nothing. Every other function is allowed.
    """
    ### DOCSTRING ru
    # Вычисляет x · weightᵀ + bias, как это делает линейный слой.
    #
    # x: (N, in). weight: (out, in). bias: (out,). Все float32 или все float64, на одном устройстве; все размеры
    #     не меньше 1. Остаются без изменений.
    # Возвращает тензор (N, out) с их dtype и на их устройстве, дифференцируемый по всем трём аргументам и верный
    #     с точностью до 1e-5 (float32) или 1e-8 (float64), относительной или абсолютной.
    #
    # Отключены: `F.linear`, `nn.Linear`. Выполнение любой из этих функций в этом упражнении, под каким угодно
    # именем, лишает баллов за него; упоминать и импортировать их можно без потерь. Все остальные функции
    # разрешены.
    ### BEGIN SOLUTION
    return x @ weight.T + bias
    ### END SOLUTION


# %% [markdown]
# ## Along a dimension
#
# `x.sum(dim=0)` adds up *along* dimension 0: that dimension vanishes. Of a table (N, D) with a sample in each
# row it leaves (D,), one number a column; `x.sum(dim=1)` leaves (N,), one a row.

# %% [markdown] lang="ru"
# ## Вдоль измерения
#
# `x.sum(dim=0)` складывает *вдоль* измерения 0: это измерение исчезает. От таблицы (N, D), где в каждой строке по
# примеру, остаётся (D,), по числу на столбец; `x.sum(dim=1)` оставляет (N,), по числу на строку.

# %% tags=["active-ipynb"]
# x = torch.tensor([[1.0, 2.0, 3.0], [5.0, 6.0, 7.0]])
# x.mean(dim=0), x.mean(dim=1), x.mean(dim=1, keepdim=True), x.max(dim=1)

# %% [markdown]
# Networks learn faster from features of a similar size, so it is usual to subtract from each column its mean and
# to divide by its standard deviation. Two things can go wrong. There are two standard deviations: that of a
# *population* divides the sum of the squared differences by N, that of a *sample* by N - 1, and `torch.std`
# takes the latter unless you say `correction=0` (NumPy: the former unless you say `ddof=1`). And a column whose
# elements are all equal has the deviation 0, and 0 / 0 is `nan`.

# %% [markdown] lang="ru"
# Сети учатся быстрее, когда признаки сопоставимы по величине, поэтому из каждого столбца обычно вычитают его
# среднее и делят столбец на его стандартное отклонение. Ошибиться здесь можно в двух местах. Во-первых,
# стандартных отклонений два: отклонение *генеральной совокупности* делит сумму квадратов разностей на N, а
# отклонение *выборки* — на N - 1, и `torch.std` берёт второе, если не указать `correction=0` (NumPy — первое,
# если не указать `ddof=1`). Во-вторых, у столбца, все элементы которого равны, отклонение равно 0, а 0 / 0 — это
# `nan`.


# %%
def standardize(x: Tensor) -> Tensor:
    """Bring every column to mean 0 and population standard deviation 1.

    x: (N, D), float32 or float64, N >= 1, D >= 1. It is left unmodified. A column is constant (its elements are small
        whole numbers), or has a standard deviation of at least 1e-3. In float64, columns may lie far from 0, by up to
        100 000 times their deviation.
    Returns an (N, D) tensor of x's dtype and device; exact to 1e-5 (float32) or 1e-8 (float64), relative or absolute.
        An eps of at most 1e-8 that is added to the deviation is accepted. Constant columns become zeros, never NaN;
        so does a single row. It need not be differentiable.
    """
    ### DOCSTRING ru
    # Приводит каждый столбец к среднему 0 и стандартному отклонению генеральной совокупности 1.
    #
    # x: (N, D), float32 или float64, N >= 1, D >= 1. Остаётся без изменений. Столбец либо постоянный (его
    #     элементы — небольшие целые числа), либо имеет стандартное отклонение не меньше 1e-3. Во float64 столбцы
    #     могут лежать далеко от 0: не дальше чем на 100 000 своих отклонений.
    # Возвращает тензор (N, D) с dtype и устройством x, верный с точностью до 1e-5 (float32) или 1e-8 (float64),
    #     относительной или абсолютной. Прибавлять к отклонению eps не больше 1e-8 допускается. Постоянные столбцы
    #     становятся нулями, NaN не бывает никогда; единственная строка тоже становится нулями. Дифференцируемость
    #     не требуется.
    ### BEGIN SOLUTION
    deviation = x.std(dim=0, correction=0)
    return (x - x.mean(dim=0)) / deviation.where(deviation > 0, 1)
    ### END SOLUTION


# %% [markdown]
# ## All pairs, by broadcasting
#
# Broadcasting can do more than add a row to each row: it makes all pairs. Put two vectors up as a column and as
# a row, and every element meets every other:

# %% [markdown] lang="ru"
# ## Все пары: бродкастинг
#
# Бродкастинг умеет больше, чем прибавлять строку к каждой строке: он составляет все пары. Поставьте один вектор
# столбцом, а другой строкой, и каждый элемент встретится с каждым:

# %% tags=["active-ipynb"]
# x, y = torch.tensor([1, 2, 3]), torch.tensor([10, 20])
# x.unsqueeze(1) + y, torch.equal(x.unsqueeze(1) + y, x[:, None] + y[None, :])

# %% [markdown]
# `None` in an index is a new dimension, as `unsqueeze` makes one. It works with more dimensions, too: those in front
# pair up, and those behind go along. The loop runs in C
# then, a hundred times as fast as one in Python; the price is memory for all pairs at once.
#
# When you work with squares and roots, know two things. (a - b)² = a² - 2ab + b² is true on paper; with floats
# the right side subtracts large numbers that are nearly equal, and may come out slightly below 0. And the root of
# a negative number is `nan`.

# %% [markdown] lang="ru"
# `None` в индексе — это новое измерение, как у `unsqueeze`. Это работает и при большем числе измерений: передние
# измерения образуют пары, а задние идут вместе с ними. Цикл при этом выполняется на C, в сто раз быстрее, чем цикл на
# Python; цена — память сразу под все пары.
#
# Работая с квадратами и корнями, помните о двух вещах. (a - b)² = a² - 2ab + b² верно на бумаге; в числах с
# плавающей точкой справа вычитаются большие и почти равные числа, и результат может оказаться чуть меньше 0. А
# корень из отрицательного числа — это `nan`.


# %%
def pairwise_distances(a: Tensor, b: Tensor) -> Tensor:
    """Compute the Euclidean distance of every row of a from every row of b.

    a: (N, D). b: (M, D). Both float32 or both float64, on one device; all sizes at least 1. They are left unmodified.
    Returns an (N, M) tensor of their dtype and device: element (i, j) is the distance between a[i] and b[j]. It
        may be wrong by 1e-3 times the largest norm of a row of a or b, or by 1e-5 (float32) or 1e-8 (float64); so the
        expanded square is good enough. Never NaN, also where rows are equal. It need not be differentiable.

    N = 10 000, M = 100, D = 10 takes less than 2 s on one core.

    Switched off: `torch.cdist`. Running it inside this exercise, under whatever name, costs its points; naming or
    importing it costs nothing. Every other function is allowed.
    """
    ### DOCSTRING ru
    # Вычисляет евклидово расстояние от каждой строки a до каждой строки b.
    #
    # a: (N, D). b: (M, D). Оба float32 или оба float64, на одном устройстве; все размеры не меньше 1. Остаются
    #     без изменений.
    # Возвращает тензор (N, M) с их dtype и на их устройстве: элемент (i, j) — расстояние между a[i] и b[j].
    #     Допускается погрешность в 1e-3 от наибольшей нормы строки a или b, либо же 1e-5 (float32) или 1e-8
    #     (float64), так что формула с раскрытым квадратом годится. NaN не бывает никогда, в том числе там, где
    #     строки равны. Дифференцируемость не требуется.
    #
    # При N = 10 000, M = 100, D = 10 вычисление занимает меньше 2 с на одном ядре.
    #
    # Отключена: `torch.cdist`. Выполнение этой функции в этом упражнении, под каким угодно именем, лишает баллов
    # за него; упоминать и импортировать её можно без потерь. Все остальные функции разрешены.
    ### BEGIN SOLUTION
    return (a.unsqueeze(1) - b).square().sum(dim=2).sqrt()
    ### END SOLUTION


# %% [markdown]
# ## Check your work
#
# Save this file and run `make check` in a terminal, in the folder of the course. To look at one exercise
# only: `autograder check assignments/ps1_tensors -e sigmoid`; or, in a cell of the notebook,
# `from autograder import check; check("sigmoid")`. When a check fails, it shows the smallest
# input on which your function goes wrong.

# %% [markdown] lang="ru"
# ## Проверьте свою работу
#
# Сохраните этот файл и запустите `make check` в терминале, в папке курса. Чтобы проверить только одно упражнение:
# `autograder check assignments/ps1_tensors -e sigmoid`; или в ячейке ноутбука:
# `from autograder import check; check("sigmoid")`. Если проверка не проходит, она показывает наименьшие
# входные данные, на которых ваша функция ошибается.
