# %% [markdown]
# # 4. Networks
#
# A network is a function with parameters. In PyTorch it is a class derived from `nn.Module`: `__init__`
# creates the layers, `forward` says how the input runs through them. You then call the object itself:
# `model(x)`, not `model.forward(x)`.

# %% [markdown] lang="ru"
# # 4. Сети
#
# Сеть — это функция с параметрами. В PyTorch это класс, производный от `nn.Module`: `__init__` создаёт слои,
# `forward` задаёт, как вход проходит через них. Вызывают же сам объект: `model(x)`, а не `model.forward(x)`.

# %%
"""Assignment 4, networks: modules, layers, parameters."""
### DOCSTRING ru
# Задание 4, сети: модули, слои, параметры.

from collections.abc import Sequence
from itertools import pairwise

import torch
from torch import Tensor, nn

# %% [markdown]
# ## Modules and layers
#
# `super().__init__()` comes first: it prepares the module to hold layers.

# %% [markdown] lang="ru"
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
# **Layers must be attributes**, as `self.layer` is: the module notices the assignment, and only so does
# `model.parameters()` find the weights, for the optimizer to train and `model.to(device)` to move. A layer
# created inside `forward` is a new random one at every call, and one kept in a plain Python list is never
# trained. `parameters()` yields them in the order in which they were defined.
#
# | layer | does |
# |---|---|
# | `nn.Linear(a, b)` | `(N, a)` to `(N, b)`: x · weightᵀ + bias, weight of shape `(b, a)`; bias is optional |
# | `nn.ReLU()` | max(x, 0). Without something non-linear in between, two linear layers are just one |
# | `nn.LeakyReLU(0.1)` | x for x > 0, else 0.1 · x: a unit that is off still gets a gradient |
# | `nn.Flatten()` | `(N, 1, 28, 28)` to `(N, 784)`; the batch dimension stays |
# | `nn.Sequential(...)` | runs the layers given to it one after the other; itself a module |

# %% [markdown] lang="ru"
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
# Smoother relatives of ReLU, such as `nn.GELU`, `nn.SiLU` and `nn.Mish`, are common in newer networks: they bend
# where ReLU has a corner, and let a little of what is negative through. Each is a layer without parameters, so
# one stands where another stood; which is best for a task is found by trying.

# %% [markdown] lang="ru"
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
# ## No softmax at the end
#
# A classifier ends in one number for each class, the *logits*: any real numbers, the largest one wins.
# Softmax would turn them into probabilities, but `nn.CrossEntropyLoss` wants logits: it contains the
# (log-)softmax, in a numerically safe form. Softmax twice still trains, only slowly and badly, so nothing
# but a mediocre accuracy tells you. For predictions you do not need it either: softmax keeps the order.
#
# Here a network is right, and ever surer of it. With one softmax the loss goes to 0, with two it cannot:

# %% [markdown] lang="ru"
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
class TwoLayerNet(nn.Module):
    """Flatten, linear layer, ReLU, linear layer: in_features to hidden_size to num_classes.

    Both linear layers have a bias. Define them in the order in which they are used, as `nn.Linear` or as
    `nn.Parameter`, weight (out, in) before bias (out,): to grade the net, random weights are put into
    `parameters()` in order, and the logits must be right to 1e-5 (float32) or 1e-8 (float64), relative or
    absolute. The attributes' names are up to you.
    """

    ### DOCSTRING ru
    # Flatten, линейный слой, ReLU, линейный слой: in_features → hidden_size → num_classes.
    #
    # У обоих линейных слоёв есть смещение (bias). Определите слои в том порядке, в каком они используются, как
    # `nn.Linear` или как `nn.Parameter`, weight (out, in) перед bias (out,): при проверке сети в `parameters()`
    # по порядку записываются случайные веса, и логиты должны быть верны с точностью до 1e-5 (float32) или
    # 1e-8 (float64), относительной или абсолютной. Имена атрибутов — на ваше усмотрение.

    def __init__(self, in_features: int, hidden_size: int, num_classes: int) -> None:
        """Create the layers."""
        ### DOCSTRING ru
        # Создаёт слои.
        super().__init__()
        ### BEGIN SOLUTION
        self.hidden = nn.Linear(in_features, hidden_size)
        self.output = nn.Linear(hidden_size, num_classes)
        ### END SOLUTION

    def forward(self, x: Tensor) -> Tensor:
        """Map a batch to its logits: no softmax.

        x: (N, in_features), or (N, ...) with in_features numbers in each sample, such as (N, 1, 28, 28);
            N >= 1, contiguous, of the parameters' dtype. It is left unmodified.
        Returns (N, num_classes).
        """
        ### DOCSTRING ru
        # Отображает батч в его логиты: без softmax.
        #
        # x: (N, in_features) или (N, ...) с in_features числами в каждом примере, например (N, 1, 28, 28);
        #     N >= 1, непрерывный в памяти (contiguous), с тем же dtype, что у параметров. Остаётся без
        #     изменений.
        # Возвращает (N, num_classes).
        ### BEGIN SOLUTION
        active = torch.relu(self.hidden(x.flatten(start_dim=1)))
        return self.output(active)
        ### END SOLUTION


# %% [markdown]
# ## The network of the lecture
#
# One layer more, and three details: the middle layer has no bias, the second activation is leaky, and the
# arguments of the constructor come in another order than above. Where layers simply follow each other,
# `nn.Sequential` is the shortest way to write them.

# %% [markdown] lang="ru"
# ## Сеть из лекции
#
# На один слой больше — и три тонкости: у среднего слоя нет смещения, вторая активация «с утечкой» (leaky), а
# аргументы конструктора идут не в том порядке, что выше. Когда слои просто следуют один за другим, короче всего
# записать их через `nn.Sequential`.


# %%
class NeuralNet(nn.Module):
    """Three linear layers: in_features to hidden_size to hidden_size to num_classes.

    They follow each other like this: linear layer with bias, ReLU, linear layer without bias, LeakyReLU with
    slope 0.1, linear layer with bias. Define them in the order in which they are used, as `nn.Linear` or as
    `nn.Parameter`, weight (out, in) before bias (out,): to grade the net, random weights are put into
    `parameters()` in order, and the logits must be right to 1e-5 (float32) or 1e-8 (float64), relative or
    absolute. The attributes' names are up to you.
    """

    ### DOCSTRING ru
    # Три линейных слоя: in_features → hidden_size → hidden_size → num_classes.
    #
    # Они следуют друг за другом так: линейный слой со смещением (bias), ReLU, линейный слой без смещения,
    # LeakyReLU с наклоном 0.1, линейный слой со смещением. Определите слои в том порядке, в каком они
    # используются, как `nn.Linear` или как `nn.Parameter`, weight (out, in) перед bias (out,): при проверке
    # сети в `parameters()` по порядку записываются случайные веса, и логиты должны быть верны с точностью до
    # 1e-5 (float32) или 1e-8 (float64), относительной или абсолютной. Имена атрибутов — на ваше усмотрение.

    def __init__(self, in_features: int, num_classes: int, hidden_size: int) -> None:
        """Create the layers."""
        ### DOCSTRING ru
        # Создаёт слои.
        super().__init__()
        ### BEGIN SOLUTION
        self.layers = nn.Sequential(
            nn.Linear(in_features, hidden_size),
            nn.ReLU(),
            nn.Linear(hidden_size, hidden_size, bias=False),
            nn.LeakyReLU(0.1),
            nn.Linear(hidden_size, num_classes),
        )
        ### END SOLUTION

    def forward(self, x: Tensor) -> Tensor:
        """Map a batch to its logits: no softmax.

        x: (N, in_features), N >= 1, contiguous, of the parameters' dtype; nothing to flatten. It is left
            unmodified.
        Returns (N, num_classes).
        """
        ### DOCSTRING ru
        # Отображает батч в его логиты: без softmax.
        #
        # x: (N, in_features), N >= 1, непрерывный в памяти (contiguous), с тем же dtype, что у параметров;
        #     вытягивать в строку (flatten) нечего. Остаётся без изменений.
        # Возвращает (N, num_classes).
        ### BEGIN SOLUTION
        return self.layers(x)
        ### END SOLUTION


# %% [markdown]
# ## As many layers as you like
#
# When the number of layers is an argument, they are made in a loop, and then the question is where to keep them:
#
# ```python
# layers = [nn.Linear(8, 8) for _ in range(3)]
# self.row = layers                      # hidden from parameters(): never trained
# self.row = nn.ModuleList(layers)       # found; a list to loop over in forward
# self.row = nn.Sequential(*layers)      # found; and forward is self.row(x)
# ```
#
# A module finds what is assigned to it, and looks into modules, but not into lists, tuples or dicts of Python. So
# there are `nn.ModuleList`, `nn.ModuleDict` and `nn.ParameterList` in their place. `self.row = layers` is no error, and
# the network even computes something; only these layers never learn, because no optimizer hears of them.

# %% [markdown] lang="ru"
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
# The sizes of neighbours fit like dominoes: with hidden sizes 5, 4, 3 the layers are (in, 5), (5, 4), (4, 3) and
# (3, out). `zip(sizes, sizes[1:])` or `itertools.pairwise(sizes)` gives such pairs.

# %% [markdown] lang="ru"
# Размеры соседей стыкуются, как костяшки домино: если размеры скрытых слоёв 5, 4, 3, то слои такие: (in, 5),
# (5, 4), (4, 3) и (3, out). Такие пары даёт `zip(sizes, sizes[1:])` или `itertools.pairwise(sizes)`.


# %%
class MLP(nn.Module):
    """A multi-layer perceptron: flatten, a linear layer and ReLU for each hidden size, and a last linear layer.

    All linear layers have a bias. Define them in the order in which they are used, as `nn.Linear` or as
    `nn.Parameter`, weight (out, in) before bias (out,): to grade the net, random weights are put into
    `parameters()` in order, and the logits must be right to 1e-5 (float32) or 1e-8 (float64), relative or
    absolute. The attributes' names are up to you.
    """

    ### DOCSTRING ru
    # Многослойный перцептрон: flatten, для каждого скрытого размера линейный слой и ReLU, а в конце ещё один
    # линейный слой.
    #
    # У всех линейных слоёв есть смещение (bias). Определите слои в том порядке, в каком они используются, как
    # `nn.Linear` или как `nn.Parameter`, weight (out, in) перед bias (out,): при проверке сети в `parameters()`
    # по порядку записываются случайные веса, и логиты должны быть верны с точностью до 1e-5 (float32) или
    # 1e-8 (float64), относительной или абсолютной. Имена атрибутов — на ваше усмотрение.

    def __init__(self, in_features: int, hidden_sizes: Sequence[int], num_classes: int) -> None:
        """Create the layers.

        hidden_sizes: any sequence of ints, such as a list, a tuple or a range; it is left unmodified. If it is
            empty, the network is a single linear layer from in_features to num_classes.

        MLP(784, [512, 256, 128, 32], 10) has 570 602 parameters.
        """
        ### DOCSTRING ru
        # Создаёт слои.
        #
        # hidden_sizes: любая последовательность целых чисел (int), например список, кортеж или range; остаётся
        #     без изменений. Если она пуста, сеть — это единственный линейный слой из in_features в num_classes.
        #
        # У MLP(784, [512, 256, 128, 32], 10) 570 602 параметра.
        super().__init__()
        ### BEGIN SOLUTION
        sizes = [in_features, *hidden_sizes]
        layers: list[nn.Module] = [nn.Flatten()]
        for before, after in pairwise(sizes):
            layers += [nn.Linear(before, after), nn.ReLU()]
        self.layers = nn.Sequential(*layers, nn.Linear(sizes[-1], num_classes))
        ### END SOLUTION

    def forward(self, x: Tensor) -> Tensor:
        """Map a batch to its logits: no softmax.

        x: (N, in_features), or (N, ...) with in_features numbers in each sample, such as (N, 1, 28, 28);
            N >= 1, contiguous, of the parameters' dtype. It is left unmodified.
        Returns (N, num_classes).
        """
        ### DOCSTRING ru
        # Отображает батч в его логиты: без softmax.
        #
        # x: (N, in_features) или (N, ...) с in_features числами в каждом примере, например (N, 1, 28, 28);
        #     N >= 1, непрерывный в памяти (contiguous), с тем же dtype, что у параметров. Остаётся без
        #     изменений.
        # Возвращает (N, num_classes).
        ### BEGIN SOLUTION
        return self.layers(x)
        ### END SOLUTION


# %% [markdown]
# ## Dropout
#
# A large network can learn its training data by heart. *Dropout* makes that harder: in training, each unit is set
# to 0 with probability p, anew for every sample and every pass, so no unit can rely on another one being there.
# What is kept is multiplied by 1/(1 - p), so that the sum that the next layer sees is the same on average.
#
# In use, nothing is dropped and nothing scaled. Which of the two it is, the *mode* says: `model.train()` and
# `model.eval()` set `self.training` in the module and in all modules inside it, and `nn.Dropout` looks at its own.
# That is why a model that is still in train mode gives another answer every time.

# %% [markdown] lang="ru"
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
# `F.dropout(x, p, training=...)` is the same as a function. It belongs to no module, so it has to be told the mode
# on every call; unless told, it drops.

# %% [markdown] lang="ru"
# `F.dropout(x, p, training=...)` — то же самое в виде функции. Она не принадлежит никакому модулю, поэтому
# режим ей надо сообщать при каждом вызове; если не сообщить, она обнуляет.


# %%
class MNISTClassifier(nn.Module):
    """The network for MNIST: flatten, Linear(784, 128), ReLU, Dropout(dropout), Linear(128, 10).

    In train mode each of the 128 hidden units of each sample is 0 with probability `dropout`, independently of all
    others and drawn anew in every pass, and those that are kept are multiplied by 1/(1 - dropout). In eval mode
    nothing is dropped and nothing scaled. ReLU and dropout may come in either order.

    Both linear layers have a bias. Define them in the order in which they are used, as `nn.Linear` or as
    `nn.Parameter`, weight (out, in) before bias (out,): to grade the net, weights are put into `parameters()`
    in order, and the logits must be right to 1e-5 (float32) or 1e-8 (float64), relative or absolute. The
    attributes' names are up to you.
    """

    ### DOCSTRING ru
    # Сеть для MNIST: flatten, Linear(784, 128), ReLU, Dropout(dropout), Linear(128, 10).
    #
    # В режиме обучения (train) каждый из 128 скрытых нейронов каждого примера равен 0 с вероятностью `dropout`,
    # независимо от всех остальных и заново в каждом проходе, а те, что сохранились, умножаются на
    # 1/(1 - dropout). В режиме оценки (eval) ничего не обнуляется и не масштабируется. ReLU и dropout могут
    # идти в любом порядке.
    #
    # У обоих линейных слоёв есть смещение (bias). Определите слои в том порядке, в каком они используются, как
    # `nn.Linear` или как `nn.Parameter`, weight (out, in) перед bias (out,): при проверке сети в `parameters()`
    # по порядку записываются веса, и логиты должны быть верны с точностью до 1e-5 (float32) или 1e-8 (float64),
    # относительной или абсолютной. Имена атрибутов — на ваше усмотрение.

    def __init__(self, dropout: float = 0.2) -> None:
        """Create the layers.

        dropout: the probability, 0 <= dropout < 1; with 0 nothing is ever dropped.
        """
        ### DOCSTRING ru
        # Создаёт слои.
        #
        # dropout: вероятность, 0 <= dropout < 1; при 0 ничего никогда не обнуляется.
        super().__init__()
        ### BEGIN SOLUTION
        self.hidden = nn.Linear(784, 128)
        self.dropout = nn.Dropout(dropout)
        self.output = nn.Linear(128, 10)
        ### END SOLUTION

    def forward(self, x: Tensor) -> Tensor:
        """Map a batch to its logits: no softmax.

        x: (N, 784), or (N, ...) with 784 numbers in each sample, such as (N, 1, 28, 28); N >= 1, contiguous, of the
            parameters' dtype. It is left unmodified.
        Returns (N, 10).
        """
        ### DOCSTRING ru
        # Отображает батч в его логиты: без softmax.
        #
        # x: (N, 784) или (N, ...) с 784 числами в каждом примере, например (N, 1, 28, 28); N >= 1, непрерывный
        #     в памяти (contiguous), с тем же dtype, что у параметров. Остаётся без изменений.
        # Возвращает (N, 10).
        ### BEGIN SOLUTION
        active = torch.relu(self.hidden(x.flatten(start_dim=1)))
        return self.output(self.dropout(active))
        ### END SOLUTION


# %% [markdown]
# ## Counting parameters
#
# `model.parameters()` yields every parameter of a module and of all modules inside it. `p.numel()` is the number of
# its elements: `nn.Linear(784, 128)` has 784 · 128 + 128 = 100 480.
#
# - **Frozen** parameters are there, but not trained: `p.requires_grad` is False. So one keeps a network that was
#   trained elsewhere as it is and trains a new last layer on top of it.
# - **Shared** ones are one tensor in two places, as when `decoder.weight = encoder.weight`. There is one set of
#   numbers to train, and `parameters()` yields it once; `state_dict()`, which names all places, lists it twice.
# - **Buffers**, such as the running means of batch normalisation, are saved with the model and move with it, but they
#   are no parameters.

# %% [markdown] lang="ru"
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
def count_parameters(model: nn.Module) -> int:
    """Count the trainable numbers in a model: the elements of all parameters with `requires_grad`.

    model: any module, also one without parameters, or with modules in modules. It is left unmodified: parameters,
        what they require, gradients and mode.
    Returns a Python int. Frozen parameters and buffers do not count; a parameter that is used in several places
        counts once.
    """
    ### DOCSTRING ru
    # Считает обучаемые числа в модели: элементы всех параметров с `requires_grad`.
    #
    # model: любой модуль, в том числе без параметров или с модулями внутри модулей. Остаётся без изменений:
    #     параметры, их requires_grad, градиенты и режим.
    # Возвращает целое число Python (int). Замороженные параметры и буферы не учитываются; параметр, который
    #     используется в нескольких местах, учитывается один раз.
    ### BEGIN SOLUTION
    return sum(parameter.numel() for parameter in model.parameters() if parameter.requires_grad)
    ### END SOLUTION


# %% [markdown]
# ## Check your work
#
# Save this file and run `make check` in a terminal, in the folder of the course. To look at one exercise
# only: `autograder check assignments/ps4_networks -e TwoLayerNet`; or, in a cell of the notebook,
# `from autograder import check; check("TwoLayerNet")`.

# %% [markdown] lang="ru"
# ## Проверьте свою работу
#
# Сохраните этот файл и запустите `make check` в терминале, в папке курса. Чтобы проверить только одно
# упражнение: `autograder check assignments/ps4_networks -e TwoLayerNet`; или в ячейке ноутбука:
# `from autograder import check; check("TwoLayerNet")`.
