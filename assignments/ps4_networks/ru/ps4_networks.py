# %% [markdown]
# # 4. Сети
#
# Сеть — это функция с параметрами. В PyTorch это класс, производный от `nn.Module`: `__init__` создаёт слои,
# `forward` задаёт, как вход проходит через них. Вызывают же сам объект: `model(x)`, а не `model.forward(x)`.

# %%
"""Задание 4, сети: модули, слои, параметры."""

from collections.abc import Sequence
from itertools import pairwise

import torch
from torch import Tensor, nn

# %% [markdown]
# ## Модули и слои
#
# `super().__init__()` идёт прежде всего: он готовит модуль к тому, чтобы хранить слои.

# %% tags=["active-ipynb"]
# class Line(nn.Module):
#     def __init__(self):
#         super().__init__()
#         self.layer = nn.Linear(1, 1)
#
#     def forward(self, x):
#         return self.layer(x)
#
#
# line = Line()
# line(torch.tensor([[1.0], [2.0]])), list(line.named_parameters())

# %% [markdown]
# **Слои должны быть атрибутами**, как `self.layer`: модуль замечает присваивание, и только так
# `model.parameters()` находит веса, чтобы оптимизатор их обучал, а `model.to(device)` переносил. Слой,
# созданный внутри `forward`, при каждом вызове новый и случайный, а слой, который лежит в обычном списке
# Python, никогда не обучается. `parameters()` выдаёт параметры в том порядке, в каком они были определены.
#
# | слой | что делает |
# |---|---|
# | `nn.Linear(a, b)` | из `(N, a)` в `(N, b)`: x · weightᵀ + bias, weight формы `(b, a)`; bias необязателен |
# | `nn.ReLU()` | max(x, 0). Без чего-то нелинейного между ними два линейных слоя — это просто один |
# | `nn.LeakyReLU(0.1)` | x при x > 0, иначе `0.1 · x`: и выключенный нейрон получает градиент |
# | `nn.Flatten()` | из `(N, 1, 28, 28)` в `(N, 784)`; измерение батча остаётся |
# | `nn.Sequential(...)` | применяет переданные ему слои один за другим; сам тоже модуль |

# %% tags=["active-ipynb"]
# net = nn.Sequential(nn.Flatten(), nn.Linear(784, 32), nn.ReLU(), nn.Linear(32, 10))
# net(torch.randn(64, 1, 28, 28)).shape

# %% [markdown]
# Более гладкие родственники ReLU, такие как `nn.GELU`, `nn.SiLU` и `nn.Mish`, часто встречаются в сетях
# поновее: там, где у ReLU излом, они плавно изгибаются и немного пропускают отрицательные значения. Каждый из
# них — слой без параметров, поэтому один можно поставить на место другого; какой лучше для данной задачи,
# выясняют опытным путём.

# %% tags=["active-ipynb"]
# if __name__ == "__main__":
#     import matplotlib.pyplot as plt
#
#     x = torch.linspace(-3, 3, 200)
#     figure, axes = plt.subplots(1, 5, figsize=(11, 2.4), sharey=True, layout="constrained")
#     for ax, layer in zip(axes, (nn.ReLU(), nn.LeakyReLU(0.1), nn.GELU(), nn.SiLU(), nn.Mish())):
#         ax.plot(x, layer(x))
#         ax.set_title(type(layer).__name__)
#         ax.set_xlabel("x")
#         ax.grid(alpha=0.3)
#     plt.show()

# %% [markdown]
# ## Без softmax в конце
#
# Классификатор заканчивается одним числом на каждый класс, это *логиты*: любые вещественные числа, побеждает
# наибольшее. Softmax превратил бы их в вероятности, но `nn.CrossEntropyLoss` ждёт логиты: (log-)softmax в ней
# уже есть, в численно устойчивом виде. С двойным softmax сеть всё же обучается, только медленно и плохо, так
# что ничто, кроме посредственной доли верных ответов (accuracy), об этом не скажет. Не нужен он и для
# предсказаний: softmax сохраняет порядок.
#
# Здесь сеть права и всё больше в этом уверена. С одним softmax потери стремятся к 0, с двумя они этого не могут:

# %% tags=["active-ipynb"]
# if __name__ == "__main__":
#     label = torch.tensor([0])
#     for sure in (1.0, 5.0, 25.0):
#         logits = torch.tensor([[sure, 0.0, 0.0]])
#         once = nn.functional.cross_entropy(logits, label)
#         twice = nn.functional.cross_entropy(torch.softmax(logits, dim=1), label)
#         print(f"{sure=} {once=:.3f} {twice=:.3f}")


# %%
# 4 балла: 2.5 за проверки, которые у вас есть, 1.5 за проверки после сдачи
class TwoLayerNet(nn.Module):
    """Flatten, линейный слой, ReLU, линейный слой: in_features → hidden_size → num_classes.

    У обоих линейных слоёв есть смещение (bias). Определите слои в том порядке, в каком они используются, как
    `nn.Linear` или как `nn.Parameter`, weight (out, in) перед bias (out,): при проверке сети в `parameters()`
    по порядку записываются случайные веса, и логиты должны быть верны с точностью до 1e-5 (float32) или
    1e-8 (float64), относительной или абсолютной. Имена атрибутов — на ваше усмотрение.
    """

    def __init__(self, in_features: int, hidden_size: int, num_classes: int) -> None:
        """Создаёт слои."""
        super().__init__()
        # YOUR CODE HERE
        raise NotImplementedError("replace this line with your code")

    def forward(self, x: Tensor) -> Tensor:
        """Отображает батч в его логиты: без softmax.

        x: (N, in_features) или (N, ...) с in_features числами в каждом примере, например (N, 1, 28, 28);
            N >= 1, непрерывный в памяти (contiguous), с тем же dtype, что у параметров. Остаётся без
            изменений.
        Возвращает (N, num_classes).
        """
        # YOUR CODE HERE
        raise NotImplementedError("replace this line with your code")


# %% [markdown]
# ## Сеть из лекции
#
# На один слой больше — и три тонкости: у среднего слоя нет смещения, вторая активация «с утечкой» (leaky), а
# аргументы конструктора идут не в том порядке, что выше. Когда слои просто следуют один за другим, короче всего
# записать их через `nn.Sequential`.


# %%
# 4 балла: 2.5 за проверки, которые у вас есть, 1.5 за проверки после сдачи
class NeuralNet(nn.Module):
    """Три линейных слоя: in_features → hidden_size → hidden_size → num_classes.

    Они следуют друг за другом так: линейный слой со смещением (bias), ReLU, линейный слой без смещения,
    LeakyReLU с наклоном 0.1, линейный слой со смещением. Определите слои в том порядке, в каком они
    используются, как `nn.Linear` или как `nn.Parameter`, weight (out, in) перед bias (out,): при проверке
    сети в `parameters()` по порядку записываются случайные веса, и логиты должны быть верны с точностью до
    1e-5 (float32) или 1e-8 (float64), относительной или абсолютной. Имена атрибутов — на ваше усмотрение.
    """

    def __init__(self, in_features: int, num_classes: int, hidden_size: int) -> None:
        """Создаёт слои."""
        super().__init__()
        # YOUR CODE HERE
        raise NotImplementedError("replace this line with your code")

    def forward(self, x: Tensor) -> Tensor:
        """Отображает батч в его логиты: без softmax.

        x: (N, in_features), N >= 1, непрерывный в памяти (contiguous), с тем же dtype, что у параметров;
            вытягивать в строку (flatten) нечего. Остаётся без изменений.
        Возвращает (N, num_classes).
        """
        # YOUR CODE HERE
        raise NotImplementedError("replace this line with your code")


# %% [markdown]
# ## Сколько угодно слоёв
#
# Когда число слоёв — аргумент, слои создают в цикле, и тогда встаёт вопрос, где их хранить:
#
# ```python
# layers = [nn.Linear(8, 8) for _ in range(3)]
# self.row = layers                      # скрыты от parameters(): никогда не обучаются
# self.row = nn.ModuleList(layers)       # найдены; список для цикла в forward
# self.row = nn.Sequential(*layers)      # найдены; а forward — это self.row(x)
# ```
#
# Модуль находит то, что ему присвоено, и заглядывает в модули, но не в списки, кортежи и словари Python.
# Поэтому вместо них есть `nn.ModuleList`, `nn.ModuleDict` и `nn.ParameterList`. `self.row = layers` — не ошибка, и
# сеть даже что-то вычисляет; только эти слои никогда не учатся: оптимизатор о них не знает.

# %% tags=["active-ipynb"]
# class Row(nn.Module):
#     def __init__(self, row):
#         super().__init__()
#         self.row = row
#
#
# layers = [nn.Linear(8, 8) for _ in range(3)]
# [len(list(Row(row).parameters())) for row in (layers, nn.ModuleList(layers), nn.Sequential(*layers))]

# %% [markdown]
# Размеры соседей стыкуются, как костяшки домино: если размеры скрытых слоёв 5, 4, 3, то слои такие: (in, 5),
# (5, 4), (4, 3) и (3, out). Такие пары даёт `zip(sizes, sizes[1:])` или `itertools.pairwise(sizes)`.


# %%
# 4.5 балла: 2.25 за проверки, которые у вас есть, 2.25 за проверки после сдачи
class MLP(nn.Module):
    """Многослойный перцептрон: flatten, для каждого скрытого размера линейный слой и ReLU, а в конце ещё один
    линейный слой.

    У всех линейных слоёв есть смещение (bias). Определите слои в том порядке, в каком они используются, как
    `nn.Linear` или как `nn.Parameter`, weight (out, in) перед bias (out,): при проверке сети в `parameters()`
    по порядку записываются случайные веса, и логиты должны быть верны с точностью до 1e-5 (float32) или
    1e-8 (float64), относительной или абсолютной. Имена атрибутов — на ваше усмотрение.
    """

    def __init__(self, in_features: int, hidden_sizes: Sequence[int], num_classes: int) -> None:
        """Создаёт слои.

        hidden_sizes: любая последовательность целых чисел (int), например список, кортеж или range; остаётся
            без изменений. Если она пуста, сеть — это единственный линейный слой из in_features в num_classes.

        У MLP(784, [512, 256, 128, 32], 10) 570 602 параметра.
        """
        super().__init__()
        # YOUR CODE HERE
        raise NotImplementedError("replace this line with your code")

    def forward(self, x: Tensor) -> Tensor:
        """Отображает батч в его логиты: без softmax.

        x: (N, in_features) или (N, ...) с in_features числами в каждом примере, например (N, 1, 28, 28);
            N >= 1, непрерывный в памяти (contiguous), с тем же dtype, что у параметров. Остаётся без
            изменений.
        Возвращает (N, num_classes).
        """
        # YOUR CODE HERE
        raise NotImplementedError("replace this line with your code")


# %% [markdown]
# ## Dropout
#
# Большая сеть может выучить обучающие данные наизусть. *Dropout* этому мешает: при обучении каждый нейрон
# обнуляется с вероятностью p, заново для каждого примера и каждого прохода, так что ни один нейрон не может
# полагаться на то, что другой будет на месте. То, что осталось, умножается на 1/(1 - p), чтобы сумма, которую
# видит следующий слой, в среднем была той же.
#
# Когда сетью уже пользуются, ничего не обнуляется и не масштабируется. Что из двух происходит, определяет
# *режим* (mode): `model.train()` и `model.eval()` устанавливают `self.training` в модуле и во всех модулях
# внутри него, а `nn.Dropout` смотрит на своё значение. Вот почему модель, оставшаяся в режиме обучения (train),
# каждый раз отвечает по-разному.

# %% tags=["active-ipynb"]
# drop = nn.Dropout(0.5)
# drop.train()(torch.ones(6)), drop.train()(torch.ones(6)), drop.eval()(torch.ones(6))

# %% [markdown]
# `F.dropout(x, p, training=...)` — то же самое в виде функции. Она не принадлежит никакому модулю, поэтому
# режим ей надо сообщать при каждом вызове; если не сообщить, она обнуляет.


# %%
# 5 баллов: 2 за проверки, которые у вас есть, 3 за проверки после сдачи
class MNISTClassifier(nn.Module):
    """Сеть для MNIST: flatten, Linear(784, 128), ReLU, Dropout(dropout), Linear(128, 10).

    В режиме обучения (train) каждый из 128 скрытых нейронов каждого примера равен 0 с вероятностью `dropout`,
    независимо от всех остальных и заново в каждом проходе, а те, что сохранились, умножаются на
    1/(1 - dropout). В режиме оценки (eval) ничего не обнуляется и не масштабируется. ReLU и dropout могут
    идти в любом порядке.

    У обоих линейных слоёв есть смещение (bias). Определите слои в том порядке, в каком они используются, как
    `nn.Linear` или как `nn.Parameter`, weight (out, in) перед bias (out,): при проверке сети в `parameters()`
    по порядку записываются веса, и логиты должны быть верны с точностью до 1e-5 (float32) или 1e-8 (float64),
    относительной или абсолютной. Имена атрибутов — на ваше усмотрение.
    """

    def __init__(self, dropout: float = 0.2) -> None:
        """Создаёт слои.

        dropout: вероятность, 0 <= dropout < 1; при 0 ничего никогда не обнуляется.
        """
        super().__init__()
        # YOUR CODE HERE
        raise NotImplementedError("replace this line with your code")

    def forward(self, x: Tensor) -> Tensor:
        """Отображает батч в его логиты: без softmax.

        x: (N, 784) или (N, ...) с 784 числами в каждом примере, например (N, 1, 28, 28); N >= 1, непрерывный
            в памяти (contiguous), с тем же dtype, что у параметров. Остаётся без изменений.
        Возвращает (N, 10).
        """
        # YOUR CODE HERE
        raise NotImplementedError("replace this line with your code")


# %% [markdown]
# ## Подсчёт параметров
#
# `model.parameters()` выдаёт каждый параметр модуля и всех модулей внутри него. `p.numel()` — число его
# элементов: у `nn.Linear(784, 128)` их 784 · 128 + 128 = 100 480.
#
# - **Замороженные** параметры в модели есть, но не обучаются: `p.requires_grad` равен False. Так сеть,
#   обученную в другом месте, оставляют как есть и обучают поверх неё новый последний слой.
# - **Общие** параметры — это один тензор в двух местах, как после `decoder.weight = encoder.weight`. Набор
#   обучаемых чисел здесь один, и `parameters()` выдаёт его один раз; `state_dict()`, где названы все места,
#   содержит его дважды.
# - **Буферы**, например скользящие средние батч-нормализации, сохраняются и переносятся вместе с моделью, но
#   это не параметры.

# %% tags=["active-ipynb"]
# norm = nn.BatchNorm1d(3)
# [name for name, _ in norm.named_parameters()], [name for name, _ in norm.named_buffers()]


# %%
# 3 балла: 1.75 за проверки, которые у вас есть, 1.25 за проверки после сдачи
def count_parameters(model: nn.Module) -> int:
    """Считает обучаемые числа в модели: элементы всех параметров с `requires_grad`.

    model: любой модуль, в том числе без параметров или с модулями внутри модулей. Остаётся без изменений:
        параметры, их requires_grad, градиенты и режим.
    Возвращает целое число Python (int). Замороженные параметры и буферы не учитываются; параметр, который
        используется в нескольких местах, учитывается один раз.
    """
    # YOUR CODE HERE
    raise NotImplementedError("replace this line with your code")


# %% [markdown]
# ## Проверьте свою работу
#
# Сохраните этот файл и запустите `make check` в терминале, в папке курса. Чтобы проверить только одно
# упражнение: `autograder check assignments/ps4_networks -e TwoLayerNet`; или в ячейке ноутбука:
# `from autograder import check; check("TwoLayerNet")`.
