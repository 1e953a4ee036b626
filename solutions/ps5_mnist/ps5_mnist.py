# %% [markdown]
# # 5. Training on MNIST
#
# MNIST is 60 000 pictures of handwritten digits to learn from and 10 000 others to be tested on, grey,
# 28×28 pixels. Everything of the first four assignments comes together here: a loader makes batches, a network makes
# logits of them, a loss says how wrong these are, autograd finds the gradients, and an optimizer makes the step.
#
# What you write here is not about digits at all: the functions below train any network on any data, and you will find
# them, a little longer, in every project that uses PyTorch.

# %% [markdown] lang="ru"
# # 5. Обучение на MNIST
#
# MNIST — это 60 000 изображений рукописных цифр для обучения и ещё 10 000 для проверки, в оттенках серого,
# 28×28 пикселей. Здесь сходится всё, что было в первых четырёх заданиях: загрузчик собирает батчи, сеть делает
# из них логиты, функция потерь говорит, насколько они неверны, autograd находит градиенты, а оптимизатор делает
# шаг.
#
# То, что вы здесь напишете, к цифрам вовсе не привязано: функции ниже обучают любую сеть на любых данных,
# и в чуть более длинном виде вы встретите их в каждом проекте на PyTorch.

# %%
"""Assignment 5, training on MNIST."""
### DOCSTRING ru
# Задание 5, обучение на MNIST.

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import torch
from matplotlib.figure import Figure
from torch import Tensor, nn
from torch.nn import functional as F
from torch.utils.data import DataLoader, Dataset

# %% [markdown]
# ## Where to compute
#
# A tensor lies on a *device*: in the memory of the CPU, or in that of a GPU. `x.to(device)` gives the same tensor on
# another device, a copy if it is not there yet; `model.to(device)` moves the parameters and buffers of a model itself.
# What is to be computed together must lie on one device, or PyTorch says: "Expected all tensors to be on the same
# device".
#
# ```python
# device = torch.device("cpu")            # or "cuda", or "cuda:1" for the second GPU
# model = model.to(device)                # once, before the optimizer gets the parameters
# x = x.to(device)                        # every batch: loaders make their batches on the CPU
# y = torch.zeros(3, device=device)       # made there at once
# ```
#
# So a program decides once, at its start, and hands the device on to whatever needs it. Write `"cuda"` in the middle of
# a function, and it fails on every laptop.
#
# **More than one GPU.** `nn.DataParallel(model)` is one line: it splits each batch among the GPUs, from one process. It
# is simple, slow, and no longer recommended. `nn.parallel.DistributedDataParallel` is: one process for each GPU, each
# with its own part of the data, and gradients that are averaged before every step.

# %% [markdown] lang="ru"
# ## Где вычислять
#
# Тензор лежит на *устройстве* (device): в памяти CPU или в памяти GPU. `x.to(device)` даёт тот же тензор
# на другом устройстве: копию, если его там ещё нет; `model.to(device)` переносит параметры и буферы самой
# модели. Всё, что участвует в одном вычислении, должно лежать на одном устройстве, иначе PyTorch скажет:
# «Expected all tensors to be on the same device».
#
# ```python
# device = torch.device("cpu")            # или "cuda", или "cuda:1" для второго GPU
# model = model.to(device)                # один раз, до того как оптимизатор получит параметры
# x = x.to(device)                        # каждый батч: загрузчики собирают батчи на CPU
# y = torch.zeros(3, device=device)       # сразу создаётся там
# ```
#
# Поэтому программа выбирает устройство один раз, в самом начале, и передаёт его всем, кому оно нужно. Напишите
# `"cuda"` посреди функции — и она упадёт на любом ноутбуке.
#
# **Несколько GPU.** `nn.DataParallel(model)` — это одна строка: она делит каждый батч между GPU, и всё это
# в одном процессе. Это просто, медленно и больше не рекомендуется. Вместо этого рекомендуется
# `nn.parallel.DistributedDataParallel`: на каждый GPU свой процесс, у каждого процесса своя часть данных,
# а градиенты усредняются перед каждым шагом.


# %%
def pick_device() -> torch.device:
    """Return the device to compute on: a GPU where CUDA has one, else the CPU.

    Returns a `torch.device`, not a string: of type "cuda" (with any index, or none) where `torch.cuda.is_available()`
        is true, else of type "cpu". Never of type "mps".

    Ask at every call, not when the file is imported, and compute nothing on the device: the checks only pretend that
    there is a GPU, by what `torch.cuda.is_available()` and `torch.cuda.device_count()` say.
    """
    ### DOCSTRING ru
    # Возвращает устройство для вычислений: GPU, если CUDA его видит, иначе CPU.
    #
    # Возвращает `torch.device`, а не строку: типа "cuda" (с любым индексом или без него), если
    #     `torch.cuda.is_available()` возвращает True, иначе типа "cpu". Ни в коем случае не типа "mps".
    #
    # Спрашивайте при каждом вызове, а не при импорте файла, и ничего на этом устройстве не вычисляйте: проверки
    # лишь делают вид, что GPU есть, подменяя ответы `torch.cuda.is_available()` и `torch.cuda.device_count()`.
    ### BEGIN SOLUTION
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")
    ### END SOLUTION


# %% [markdown]
# ## The training loop
#
# One step of training is always the same:
#
# 1. take a batch and move it to the device;
# 2. forget the gradients of the step before: `optimizer.zero_grad()`;
# 3. compute the outputs of the network and, from these and the labels, the loss;
# 4. `loss.backward()` computes the gradients;
# 5. `optimizer.step()` changes the parameters.
#
# The optimizer knows the parameters, because it was made with them: `torch.optim.SGD(model.parameters(), lr=0.01)` is
# the plain update of assignment 2, `torch.optim.Adam` gives each parameter a step size of its own. Your loop need not
# know which of them it is.
#
# **The three classic mistakes**, which may well go unnoticed, since none of them has to raise an error:
# - **no `zero_grad()`**: `backward()` adds to what is in `.grad`, so every step goes along the sum of all gradients so
#   far;
# - **the wrong mode**: some layers do one thing in training and another one afterwards. Dropout switches off units at
#   random, and later none; batch normalisation uses mean and deviation of the batch, and later those that it has noted.
#   `model.train()` and `model.eval()` say which it is to be, for all layers in the model. A new model is in train mode,
#   but yours may come from a test;
# - **the wrong shapes**: softmax before the cross-entropy, which applies it itself, or outputs `(N, 1)` and labels
#   `(N,)` that broadcast to `(N, N)`.

# %% [markdown] lang="ru"
# ## Цикл обучения
#
# Шаг обучения всегда устроен одинаково:
#
# 1. взять батч и перенести его на устройство;
# 2. забыть градиенты предыдущего шага: `optimizer.zero_grad()`;
# 3. вычислить выходы сети, а по ним и по меткам — потери;
# 4. `loss.backward()` вычисляет градиенты;
# 5. `optimizer.step()` изменяет параметры.
#
# Оптимизатор знает параметры, потому что получил их при создании:
# `torch.optim.SGD(model.parameters(), lr=0.01)` — это простое обновление из задания 2, а `torch.optim.Adam`
# подбирает каждому параметру свой размер шага. Вашему циклу не нужно знать, какой из них ему достался.
#
# **Три классические ошибки**, которые легко не заметить: исключения они вызывают не всегда.
# - **нет `zero_grad()`**: `backward()` прибавляет градиенты к тому, что уже лежит в `.grad`, и каждый шаг
#   делается по сумме всех градиентов с самого начала;
# - **не тот режим**: некоторые слои во время обучения делают одно, а потом другое. Дропаут при обучении
#   отключает случайные нейроны, а потом — ни одного; батч-нормализация при обучении берёт среднее и отклонение
#   по батчу, а потом — те, что накопила. Какой режим нужен, говорят `model.train()` и `model.eval()` — сразу
#   всем слоям модели. Новая модель находится в режиме обучения, но та, что досталась вам, могла прийти прямо
#   с тестирования;
# - **не те формы**: softmax перед кросс-энтропией, которая применяет его сама, или выходы `(N, 1)` и метки
#   `(N,)`, из которых бродкастинг делает `(N, N)`.

# %% tags=["active-ipynb"]
# layer = nn.Dropout(0.5)
# layer.train()(torch.ones(6)), layer.eval()(torch.ones(6))

# %% [markdown]
# **The loss of an epoch** is the mean over its samples. The loss of a batch is a mean already, over the batch; the mean
# of 64, 64 and 22 samples is not the mean of the three means. `loss.item()` takes the number out of the tensor. Who
# adds up the tensors themselves keeps the graph of every batch alive.

# %% [markdown] lang="ru"
# **Потери за эпоху** — это среднее по всем её примерам. Потери на батче — уже среднее, по этому батчу; среднее
# по 64, 64 и 22 примерам — не то же самое, что среднее трёх средних. `loss.item()` достаёт из тензора число.
# Кто складывает сами тензоры, тот держит в памяти граф вычислений каждого батча.


# %%
def train_epoch(
    model: nn.Module,
    loader: Iterable[tuple[Tensor, Tensor]],
    loss_fn: Callable[[Tensor, Tensor], Tensor],
    optimizer: torch.optim.Optimizer,
    device: torch.device,
) -> float:
    """Train a model for one epoch and return the mean loss per sample.

    model: on `device` already, in whatever mode.
    loader: any iterable of batches (inputs, labels), such as a DataLoader, a list or a generator; it need have neither
        a length nor a `.dataset`. Go through it once. Inputs have the dtype of the model; inputs and labels of a batch
        may lie elsewhere and are to be moved to `device`; they are left unmodified. Batches may differ in size.
    loss_fn: `loss_fn(outputs, labels)` is the mean loss over a batch, a 0-d tensor; labels may be of any kind.
    optimizer: any one, of some or all parameters of the model.
    device: where the model is.
    Returns a Python float: the mean of the loss over all samples, in which a short batch weighs less than a full one.
        The loss of each batch is the one before its step.

    In train mode, one optimizer step for each batch, in order, by the gradients of this batch alone; also where `.grad`
    is not empty at the call. The mode after the call is up to you.
    """
    ### DOCSTRING ru
    # Обучает модель в течение одной эпохи и возвращает средние потери на один пример.
    #
    # model: уже находится на `device`, режим может быть любым.
    # loader: любой итерируемый объект из батчей (входы, метки), например DataLoader, список или генератор;
    #     у него может не быть ни длины, ни `.dataset`. Пройдите по нему один раз. dtype входов — как у модели;
    #     входы и метки батча могут лежать на другом устройстве, и их нужно перенести на `device`; сами они
    #     остаются без изменений. Размеры батчей могут быть разными.
    # loss_fn: `loss_fn(outputs, labels)` — средние потери по батчу, 0-мерный тензор; метки могут быть любого
    #     вида.
    # optimizer: любой оптимизатор всех или некоторых параметров этой модели.
    # device: устройство, на котором находится модель.
    # Возвращает число Python (float): среднее значение потерь по всем примерам, в котором неполный батч весит
    #     меньше полного. Потери каждого батча — те, что были до шага на нём.
    #
    # Модель работает в режиме обучения (train); на каждый батч, по порядку, приходится один шаг оптимизатора
    # по градиентам только этого батча, даже если `.grad` в момент вызова не пуст. В каком режиме останется
    # модель после вызова, решать вам.
    ### BEGIN SOLUTION
    model.train()
    total, samples = 0.0, 0
    for inputs, labels in loader:
        inputs, labels = inputs.to(device), labels.to(device)
        optimizer.zero_grad()
        loss = loss_fn(model(inputs), labels)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(labels)
        samples += len(labels)
    return total / samples
    ### END SOLUTION


# %% [markdown]
# Your loop on the first 2000 digits. The first loss should be below log 10 = 2.3, what guessing gives, and the others
# ever smaller:

# %% [markdown] lang="ru"
# Ваш цикл на первых 2000 цифр. Первые потери должны быть меньше log 10 = 2.3 (столько даёт угадывание), а следующие —
# всё меньше:

# %% tags=["active-ipynb"]
# if __name__ == "__main__":
#     from autograder.course.data import load_mnist
#
#     def normalised(images):
#         return (images.unsqueeze(1) / 255 - 0.1307) / 0.3081
#
#     def small_net():
#         return nn.Sequential(nn.Flatten(), nn.Linear(784, 64), nn.ReLU(), nn.Linear(64, 10))
#
#     images, labels = load_mnist(train=True)
#     batches = [(normalised(images[i : i + 50]), labels[i : i + 50]) for i in range(0, 2000, 50)]
#     model = small_net()
#     optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
#     for epoch in range(1, 6):
#         loss = train_epoch(model, batches, F.cross_entropy, optimizer, torch.device("cpu"))
#         print(f"{epoch=} {loss=:.3f}")

# %% [markdown]
# ## Testing
#
# Testing looks like training without the step, and three things are different:
# - **eval mode**, or dropout spoils the answers, and batch normalisation learns from the test data:
#   even a forward pass changes its running mean in train mode;
# - **no gradients.** `with torch.no_grad():` around the forward pass keeps PyTorch from recording a graph that nobody
#   needs. That saves time, and often most of the memory. `detach()` afterwards is too late: the graph was built then;
# - **accuracy** beside the loss: the share of samples whose largest output is the right one. It is what you want to
#   know, but it is no loss: it changes in jumps, so it has no useful gradient.
#
# `outputs.argmax(dim=1)` gives the class with the largest output for each sample, of shape `(N,)`. Eval mode and
# `no_grad()` are two things, by the way: neither switches on the other.

# %% [markdown] lang="ru"
# ## Тестирование
#
# Тестирование похоже на обучение без шага, но есть три отличия:
# - **режим оценки (eval)**: иначе дропаут ухудшит ответы, а батч-нормализация будет учиться на тестовых данных:
#   в режиме обучения даже прямой проход меняет её скользящее среднее;
# - **без градиентов.** Если прямой проход идёт внутри `with torch.no_grad():`, PyTorch не записывает граф
#   вычислений, который никому не нужен. Это экономит время и часто большую часть памяти. Вызывать `detach()`
#   после прохода поздно: граф к тому времени уже построен;
# - **доля верных ответов (accuracy)** вдобавок к потерям: доля примеров, у которых наибольший выход приходится
#   на правильный класс. Именно её и хочется знать, но функцией потерь она быть не может: она меняется скачками,
#   и полезного градиента у неё нет.
#
# `outputs.argmax(dim=1)` даёт для каждого примера класс с наибольшим выходом, форма результата — `(N,)`.
# Кстати, режим оценки и `no_grad()` — разные вещи: ни одно из них не включает другое.


# %%
def evaluate(
    model: nn.Module,
    loader: Iterable[tuple[Tensor, Tensor]],
    loss_fn: Callable[[Tensor, Tensor], Tensor],
    device: torch.device,
) -> tuple[float, float]:
    """Test a classifier: return its mean loss per sample and its accuracy.

    model: maps a batch to outputs (N, classes); on `device` already, in whatever mode.
    loader: any iterable of batches (inputs, labels), such as a DataLoader, a list or a generator; it need have neither
        a length nor a `.dataset`. Go through it once. Inputs have the dtype of the model, labels are int64 (N,); both
        may lie elsewhere and are to be moved to `device`; they are left unmodified. Batches may differ in size.
    loss_fn: `loss_fn(outputs, labels)` is the mean loss over a batch, a 0-d tensor.
    device: where the model is.
    Returns a tuple of two Python floats: the mean of the loss over all samples, in which a short batch weighs less than
        a full one, and the share, from 0 to 1, of all samples whose largest output is that of their label.

    In eval mode, and with gradients disabled in the forward pass: `torch.is_grad_enabled()` is false there, and no
    graph is built (to detach afterwards is not enough). Parameters (their `requires_grad` and `.grad` included) and
    buffers are as before the call. The mode after the call is up to you.
    """
    ### DOCSTRING ru
    # Тестирует классификатор: возвращает средние потери на один пример и долю верных ответов (accuracy).
    #
    # model: отображает батч в выходы формы (N, число классов); уже находится на `device`, режим может быть
    #     любым.
    # loader: любой итерируемый объект из батчей (входы, метки), например DataLoader, список или генератор;
    #     у него может не быть ни длины, ни `.dataset`. Пройдите по нему один раз. dtype входов — как у модели,
    #     метки — int64 формы (N,); и те и другие могут лежать на другом устройстве, и их нужно перенести
    #     на `device`; сами они остаются без изменений. Размеры батчей могут быть разными.
    # loss_fn: `loss_fn(outputs, labels)` — средние потери по батчу, 0-мерный тензор.
    # device: устройство, на котором находится модель.
    # Возвращает кортеж из двух чисел Python (float): среднее значение потерь по всем примерам, в котором
    #     неполный батч весит меньше полного, и доля, от 0 до 1, тех из всех примеров, у которых наибольший выход
    #     соответствует их метке.
    #
    # Модель работает в режиме оценки (eval), а градиенты при прямом проходе отключены: `torch.is_grad_enabled()`
    # в нём возвращает False, и граф вычислений не строится (вызвать detach после прохода недостаточно).
    # Параметры (в том числе их `requires_grad` и `.grad`) и буферы остаются такими же, как до вызова. В каком
    # режиме останется модель после вызова, решать вам.
    ### BEGIN SOLUTION
    model.eval()
    total, right, samples = 0.0, 0, 0
    with torch.no_grad():
        for inputs, labels in loader:
            inputs, labels = inputs.to(device), labels.to(device)
            outputs = model(inputs)
            total += loss_fn(outputs, labels).item() * len(labels)
            right += int((outputs.argmax(dim=1) == labels).sum())
            samples += len(labels)
    return total / samples, right / samples
    ### END SOLUTION


# %% [markdown]
# ## Many epochs
#
# Train for an epoch, test, and write down what came of it; then the next one. The curve of the test loss says when to
# stop: as soon as it rises while the training loss still falls, the network learns its training data by heart.
#
# Two figures that look alike are not: the training loss of an epoch is a mean over a network that changes all the time,
# mostly for the better. The test loss is that of the network at the end of the epoch. So in the first epochs the test
# loss is often the smaller one.
#
# A trap of Python on the way: a default such as `history={}` or `history=[]` in the first line of a function is made
# once, when the function is defined, and shared by all calls. Make a new one inside.

# %% [markdown] lang="ru"
# ## Много эпох
#
# Провести эпоху обучения, протестировать, записать, что получилось, — и снова. Кривая потерь на тестовой
# выборке подсказывает, когда остановиться: как только она пошла вверх, а потери на обучающей выборке всё ещё
# падают, сеть заучивает обучающие данные наизусть.
#
# Два числа похожи на вид, но означают разное. Потери на обучении за эпоху — это среднее по сети, которая всё
# время меняется, большей частью к лучшему. Потери на тесте — это потери той сети, что получилась к концу эпохи.
# Поэтому в первых эпохах потери на тесте часто меньше, чем на обучении.
#
# Попутно о ловушке Python: значение по умолчанию в первой строке функции, например `history={}`
# или `history=[]`, создаётся один раз, при определении функции, и у всех вызовов оно общее. Создавайте новое
# внутри функции.


# %%
def fit(
    model: nn.Module,
    train_loader: Iterable[tuple[Tensor, Tensor]],
    test_loader: Iterable[tuple[Tensor, Tensor]],
    loss_fn: Callable[[Tensor, Tensor], Tensor],
    optimizer: torch.optim.Optimizer,
    epochs: int,
    device: torch.device,
) -> dict[str, list[float]]:
    """Train a classifier for some epochs, test it after each of them, and return the history.

    model, loss_fn, optimizer, device: as of `train_epoch` and `evaluate`, which you may call.
    train_loader, test_loader: as of these; both can be gone through again in every epoch. As the order of the training
        data may be another one every time, go through train_loader once an epoch.
    epochs: >= 0.
    Returns a new dictionary at every call, with just these keys: "train_loss", "test_loss", "test_accuracy". Each value
        is a list of Python floats, one for each epoch (none for epochs = 0): what `train_epoch` returns for this epoch,
        while the model is being trained, and loss and accuracy on the test data after it.
    """
    ### DOCSTRING ru
    # Обучает классификатор в течение нескольких эпох, тестирует его после каждой из них и возвращает историю.
    #
    # model, loss_fn, optimizer, device: как у `train_epoch` и `evaluate`; эти функции можно вызывать.
    # train_loader, test_loader: такие же, как у них; по обоим можно проходить заново в каждой эпохе. Порядок
    #     обучающих данных может каждый раз быть другим, поэтому проходите по train_loader один раз за эпоху.
    # epochs: >= 0.
    # Возвращает при каждом вызове новый словарь ровно с такими ключами: "train_loss", "test_loss",
    #     "test_accuracy". Каждое значение — список чисел Python (float), по одному на эпоху (пустой при
    #     epochs = 0): то, что `train_epoch` возвращает за эту эпоху, пока модель обучается, а также потери
    #     и доля верных ответов на тестовых данных после этой эпохи.
    ### BEGIN SOLUTION
    history: dict[str, list[float]] = {"train_loss": [], "test_loss": [], "test_accuracy": []}
    for _ in range(epochs):
        history["train_loss"].append(train_epoch(model, train_loader, loss_fn, optimizer, device))
        test_loss, test_accuracy = evaluate(model, test_loader, loss_fn, device)
        history["test_loss"].append(test_loss)
        history["test_accuracy"].append(test_accuracy)
    return history
    ### END SOLUTION


# %% [markdown]
# ## Saving and loading
#
# `model.state_dict()` is a dictionary: the name of every parameter and buffer, such as `0.weight`, and its tensor.
# Buffers are tensors that belong to a model and are not trained, such as the running mean of a batch normalisation.

# %% [markdown] lang="ru"
# ## Сохранение и загрузка
#
# `model.state_dict()` — это словарь: имя каждого параметра и буфера, например `0.weight`, и его тензор.
# Буферы — это тензоры, которые принадлежат модели, но не обучаются, как скользящее среднее у батч-нормализации.

# %% tags=["active-ipynb"]
# if __name__ == "__main__":
#     model = nn.Sequential(nn.Linear(3, 2), nn.BatchNorm1d(2))
#     for name, tensor in model.state_dict().items():
#         print(name, tuple(tensor.shape), tensor.dtype)

# %% [markdown]
# This dictionary is what to save. `torch.save(model, path)` would pickle the whole object, and that is a bad idea:
# - the file holds no code, only the names of classes and of the modules that they were imported from. Rename the class,
#   or move it, and the file cannot be read any more;
# - to unpickle is to call whatever the file names: a pickle from a stranger can run any program on your machine.
#   `torch.load(path, weights_only=True)` (the default since PyTorch 2.6) reads tensors and plain containers alone.
#
# For predictions the state_dict is enough. Whoever wants to **go on training** needs more: Adam keeps running means of
# the gradients and of their squares, and the loop has to know where it was. Such a file is a *checkpoint*, a dictionary
# of all of it:

# %% [markdown] lang="ru"
# Этот словарь и нужно сохранять. `torch.save(model, path)` сохранил бы через pickle весь объект целиком, а это
# плохая идея:
# - в файле нет кода, только имена классов и модулей, из которых их импортировали. Стоит переименовать класс
#   или перенести его в другое место — и файл уже не прочитать;
# - распаковать pickle — значит вызвать всё, что названо в файле: pickle от незнакомца может запустить на вашей
#   машине любую программу. `torch.load(path, weights_only=True)` (начиная с PyTorch 2.6 — по умолчанию) читает
#   только тензоры и простые контейнеры.
#
# Для предсказаний state_dict достаточно. Тому, кто хочет **продолжить обучение**, нужно больше: Adam хранит
# скользящие средние градиентов и их квадратов, а цикл должен знать, где он остановился. Такой файл называется
# *чекпоинтом* (checkpoint, контрольная точка); это словарь, в котором всё это есть:

# %% tags=["active-ipynb"]
# if __name__ == "__main__":
#     import tempfile
#
#     optimizer = torch.optim.Adam(model.parameters(), lr=0.001)
#     with tempfile.TemporaryDirectory() as folder:
#         path = Path(folder, "checkpoint.pt")
#         torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict(), "epoch": 4}, path)
#
#         checkpoint = torch.load(path, map_location="cpu", weights_only=True)
#         model.load_state_dict(checkpoint["model"])
#         optimizer.load_state_dict(checkpoint["optimizer"])
#         print("the next epoch is", checkpoint["epoch"] + 1)


# %%
def save_model(model: nn.Module, path: str | Path) -> None:
    """Save the state_dict of a model, and nothing else.

    model: any module; it is left unmodified.
    path: the file to write, in a folder that exists; written exactly there, whatever its name ends in, and to no other
        file. A file that is there already is replaced.

    `torch.load(path, weights_only=True)` then gives a dictionary with the keys, dtypes and values of
    `model.state_dict()`, buffers and frozen parameters included. The tensors in it may be copies on the CPU.
    """
    ### DOCSTRING ru
    # Сохраняет state_dict модели и больше ничего.
    #
    # model: любой модуль; остаётся без изменений.
    # path: файл для записи, в существующей папке; писать нужно именно в него, чем бы ни оканчивалось его имя,
    #     и ни в какой другой файл. Если такой файл уже есть, он заменяется.
    #
    # После этого `torch.load(path, weights_only=True)` даёт словарь с теми же ключами, dtype и значениями, что
    # и у `model.state_dict()`, включая буферы и замороженные параметры. Тензоры в нём могут быть копиями на CPU.
    ### BEGIN SOLUTION
    torch.save(model.state_dict(), path)
    ### END SOLUTION


# %% [markdown]
# ## Loading, on whatever device
#
# The file has only numbers in it, so first build the model, with the same layers; `load_state_dict` then copies the
# numbers into it. It raises an error where names are missing or unknown: `strict=False` would silence that, and leave
# random weights where you think you have trained ones.
#
# Every tensor in the file remembers the device that it was saved on. On a machine without a GPU, `torch.load` therefore
# fails for a model that was trained on one; `map_location` says where the tensors are to go instead:
# `map_location="cpu"`, or the device that you want to use.
#
# Before you ask a loaded model anything, put it in eval mode: a new module is in train mode, and with dropout or batch
# normalisation its answers would be those of training.

# %% [markdown] lang="ru"
# ## Загрузка на любое устройство
#
# В файле лежат одни числа, поэтому сначала постройте модель с теми же слоями; затем метод `load_state_dict`
# скопирует числа в неё. Если каких-то имён не хватает или какие-то ему неизвестны, он вызовет исключение;
# `strict=False` заглушил бы его и оставил случайные веса там, где вы рассчитываете на обученные.
#
# Каждый тензор в файле помнит устройство, на котором лежал при сохранении. Поэтому на машине без GPU
# `torch.load` завершится ошибкой, если модель обучали на GPU; куда вместо этого поместить тензоры, указывает
# `map_location`: `map_location="cpu"` или то устройство, которым вы хотите пользоваться.
#
# Прежде чем о чём-либо спрашивать загруженную модель, переведите её в режим оценки: новый модуль находится
# в режиме обучения, и с дропаутом или батч-нормализацией он отвечал бы как при обучении.


# %%
def load_model(model: nn.Module, path: str | Path, device: torch.device) -> nn.Module:
    """Load a saved state_dict into a model, and return the model, ready to predict.

    model: a module with the layers of the one that was saved; its parameters and buffers are overwritten, and frozen
        parameters stay frozen, others trainable.
    path: a file that `torch.save(other.state_dict(), path)` has written, on whatever device: it may hold tensors of a
        GPU that this machine does not have.
    device: where the model is to be; it is moved there itself, with all parameters and buffers.
    Returns the same object `model`, in eval mode.

    Raises an exception, of any type, if the keys in the file are not those of the model: one missing or one too many.
    """
    ### DOCSTRING ru
    # Загружает сохранённый state_dict в модель и возвращает её готовой к предсказаниям.
    #
    # model: модуль с теми же слоями, что и у сохранённого; его параметры и буферы перезаписываются, причём
    #     замороженные параметры остаются замороженными, а остальные — обучаемыми.
    # path: файл, записанный вызовом `torch.save(other.state_dict(), path)` на каком угодно устройстве: в нём
    #     могут быть тензоры с GPU, которого на этой машине нет.
    # device: устройство, на котором должна оказаться модель; туда переносится она сама, со всеми параметрами
    #     и буферами.
    # Возвращает тот же самый объект `model`, в режиме оценки (eval).
    #
    # Вызывает исключение (любого типа), если ключи в файле не те, что у модели: одного не хватает или один
    # лишний.
    ### BEGIN SOLUTION
    state = torch.load(path, map_location=device, weights_only=True)
    model.load_state_dict(state)
    return model.to(device).eval()
    ### END SOLUTION


# %% [markdown]
# ## Loss curves
#
# A picture of the loss tells more than its last value. Draw training and test loss into one plot:
# - both still fall: train longer;
# - the training loss falls and the test loss rises: the model learns its training data by heart. That is *overfitting*;
#   stop earlier, or use dropout or more data;
# - both stay high: the model is too small, or the learning rate too low;
# - the loss jumps, or becomes NaN: the learning rate is too high.
#
# Matplotlib draws on a `Figure` with one or more `Axes` in it. Ask for a new one each time:

# %% [markdown] lang="ru"
# ## Кривые потерь
#
# График потерь говорит больше, чем их последнее значение. Изобразите на одном рисунке потери на обучении
# и на тесте:
# - и те и другие ещё падают: обучайте дольше;
# - потери на обучении падают, а на тесте растут: модель заучивает обучающие данные наизусть. Это *переобучение*
#   (overfitting): остановитесь раньше, добавьте дропаут или возьмите больше данных;
# - и те и другие остаются высокими: модель слишком мала или скорость обучения слишком низкая;
# - потери скачут или превращаются в NaN: скорость обучения слишком высокая.
#
# Matplotlib рисует на фигуре (`Figure`), внутри которой одна или несколько систем координат (`Axes`). Каждый
# раз создавайте новую фигуру:

# %% tags=["active-ipynb"]
# if __name__ == "__main__":
#     figure, axes = plt.subplots(figsize=(4, 2.5))
#     axes.plot([1, 2, 3], [0.9, 0.5, 0.4], label="a curve")
#     axes.set_xlabel("what is on x")
#     axes.legend()
#     plt.show()

# %% [markdown]
# `plt.plot(...)` without a figure of its own draws into the current one, on top of what is there. And
# `ax.plot(values)` without x counts from 0, as Python does; people count epochs from 1.

# %% [markdown] lang="ru"
# `plt.plot(...)` без своей фигуры рисует на текущей, поверх того, что на ней уже есть. А `ax.plot(values)`
# без x считает с 0, как это делает Python; люди же считают эпохи с 1.


# %%
def plot_history(history: dict[str, list[float]]) -> Figure:
    """Draw the loss curves of a training: train and test loss against the epoch.

    history: lists `train_loss`, `test_loss` and `test_accuracy`, one value an epoch, at least one epoch, as `fit`
        returns them. It is left unmodified.
    Returns a new `matplotlib.figure.Figure` on every call, with the data of this call alone.

    One curve for `train_loss` and one for `test_loss`, lines or points, over the epochs 1, 2, ... on x. Both axes
    have a label (any text). A legend names both curves: the entry of the one contains "train", that of the other
    "test", in upper or lower case. A logarithmic scale and a further curve for the accuracy are welcome, not needed.
    """
    ### DOCSTRING ru
    # Рисует кривые потерь при обучении: потери на обучающей и на тестовой выборке в зависимости от эпохи.
    #
    # history: списки `train_loss`, `test_loss` и `test_accuracy`, по одному значению на эпоху, не меньше одной
    #     эпохи, такие, как возвращает `fit`. Аргумент остаётся без изменений.
    # Возвращает при каждом вызове новый `matplotlib.figure.Figure`, с данными только этого вызова.
    #
    # Одна кривая для `train_loss` и одна для `test_loss`, в виде линий или точек, с эпохами 1, 2, ... по оси x.
    # У обеих осей есть подпись (с любым текстом). В легенде названы обе кривые: в подписи одной есть "train",
    # в подписи другой — "test", в верхнем или нижнем регистре. Логарифмический масштаб и ещё одна кривая,
    # для доли верных ответов, приветствуются, но не обязательны.
    ### BEGIN SOLUTION
    figure, axes = plt.subplots()
    epochs = range(1, len(history["train_loss"]) + 1)
    axes.plot(epochs, history["train_loss"], marker=".", label="train")
    axes.plot(epochs, history["test_loss"], marker=".", label="test")
    axes.set_xlabel("epoch")
    axes.set_ylabel("loss")
    axes.legend()
    return figure
    ### END SOLUTION


# %% [markdown]
# Your functions, put together. 2000 digits are few: from which epoch on does the network learn them by heart?

# %% [markdown] lang="ru"
# Ваши функции, собранные вместе. 2000 цифр — это мало: с какой эпохи сеть заучивает их наизусть?

# %% tags=["active-ipynb"]
# if __name__ == "__main__":
#     torch.manual_seed(0)
#     test_images, test_labels = load_mnist(train=False)
#     tests = [(normalised(test_images[:2000]), test_labels[:2000])]
#     model = small_net()
#     optimizer = torch.optim.Adam(model.parameters(), lr=0.003)
#     history = fit(model, batches, tests, F.cross_entropy, optimizer, 15, torch.device("cpu"))
#     plot_history(history)
#     plt.show()

# %% [markdown]
# ## Predicted against true
#
# For numbers instead of classes (prices, temperatures, ages) there is no accuracy. Look at a scatter plot: a point a
# sample, the true value on x, the predicted one on y. A perfect model has all points on the line y = x. Points above
# it were predicted too high, those below too low; a cloud flatter than the line means that the model hides near the
# mean; a single point far away is worth a look at the sample itself.
#
# Draw the line, too: without it nobody sees whether a cloud lies on it or beside it. It is not a line fitted to the
# points, and it does not depend on the predictions.

# %% [markdown] lang="ru"
# ## Предсказанные и истинные значения
#
# Когда предсказывают не классы, а числа (цены, температуру, возраст), доли верных ответов не бывает. Посмотрите
# на диаграмму рассеяния: одна точка на пример, по x истинное значение, по y предсказанное. У идеальной модели
# все точки лежат на прямой y = x. Для точек над ней предсказание завышено, для точек под ней — занижено; если
# облако более пологое, чем прямая, значит, модель жмётся к среднему; а одинокая точка далеко в стороне — повод
# присмотреться к самому примеру.
#
# Прямую тоже нарисуйте: без неё не видно, лежит облако на ней или рядом. Эта прямая не подгоняется под точки
# и не зависит от предсказаний.


# %%
def plot_predictions(y_true: Tensor | np.ndarray, y_pred: Tensor | np.ndarray) -> Figure:
    """Draw predicted against true values: a scatter plot with the line y = x.

    y_true, y_pred: two 1-D tensors or two 1-D arrays of one length >= 1 and one dtype, float32 or float64, on the
        CPU and without a graph. They are left unmodified.
    Returns a new `matplotlib.figure.Figure` on every call, with the data of this call alone.

    One point a sample, not joined by lines: y_true on x and y_pred on y, or the other way round. The line y = x runs
    where the points are, in any form. Both axes have a label (any text).
    """
    ### DOCSTRING ru
    # Рисует диаграмму рассеяния предсказанных значений против истинных, с прямой y = x.
    #
    # y_true, y_pred: два 1-мерных тензора или два 1-мерных массива NumPy одной длины >= 1 и одного dtype,
    #     float32 или float64, на CPU и без графа вычислений. Остаются без изменений.
    # Возвращает при каждом вызове новый `matplotlib.figure.Figure`, с данными только этого вызова.
    #
    # Одна точка на пример, точки не соединены линиями: y_true по x и y_pred по y или наоборот. Там, где лежат
    # точки, проходит прямая y = x, нарисованная в любом виде. У обеих осей есть подпись (с любым текстом).
    ### BEGIN SOLUTION
    figure, axes = plt.subplots()
    axes.scatter(y_true, y_pred, s=12)
    limits = [min(y_true.min(), y_pred.min()), max(y_true.max(), y_pred.max())]
    axes.plot(limits, limits, color="grey", linestyle="--")
    axes.set_xlabel("true value")
    axes.set_ylabel("predicted value")
    return figure
    ### END SOLUTION


# %% [markdown]
# A model that hugs the mean, as your picture shows it:

# %% [markdown] lang="ru"
# Модель, которая жмётся к среднему, на вашей диаграмме:

# %% tags=["active-ipynb"]
# if __name__ == "__main__":
#     torch.manual_seed(0)
#     y_true = 10 * torch.rand(200)
#     plot_predictions(y_true, 2 + 0.6 * y_true + 0.5 * torch.randn(200))
#     plt.show()

# %% [markdown]
# ## From pictures to a classifier
#
# Any network is welcome that fits the time. To compare with: one hidden layer of 128 units, plain SGD with
# learning rate 0.01 and batches of 4, reached 97.4 % after five epochs. Small batches are slow: with larger
# ones and Adam the same takes seconds, and a learning rate that gets smaller towards the end
# (`torch.optim.lr_scheduler`) is worth a few tenths of a per cent. While you experiment, keep 10 000 of the
# training images aside and measure the accuracy on those. A network can know its training data by heart and
# fail on new ones. And aim for 97.5 %: no two trainings end alike, and the check turns and bends all images a little,
# which may cost 0.2 %.

# %% [markdown] lang="ru"
# ## От картинок к классификатору
#
# Подойдёт любая сеть, которая уложится в отведённое время. Для сравнения: сеть с одним скрытым слоем из 128
# нейронов, обычный SGD со скоростью обучения 0.01 и батчи по 4 примера дали 97.4 % после пяти эпох. Маленькие
# батчи — это медленно: с батчами побольше и с Adam то же самое занимает секунды, а скорость обучения, которая
# к концу уменьшается (`torch.optim.lr_scheduler`), добавляет ещё несколько десятых процента. Пока вы
# экспериментируете, отложите 10 000 обучающих изображений и измеряйте долю верных ответов на них. Сеть может
# знать обучающие данные наизусть и ошибаться на новых. И цельтесь в 97.5 %: одно и то же обучение каждый раз
# заканчивается немного по-разному, а проверка слегка поворачивает и изгибает все изображения, что может стоить 0.2 %.


# %%
def train_mnist(train_set: Dataset[Any], device: torch.device) -> nn.Module:
    """Build a network, train it on MNIST and return it.

    train_set: 60 000 pairs (normalised float32 image (1, 28, 28), int class 0 ... 9). Use `len(train_set)`
        and `train_set[i]`, or a DataLoader over it, and nothing else of it.
    device: where to train; the returned network is expected there.
    Returns the trained network. It maps float32 images (N, 1, 28, 28) to raw logits (N, 10), for every
        N >= 1; its answer to an image does not depend on what it was shown before. `.eval()` is called on it
        before it is tested.

    Full points for 97 % right on 10 000 test images that it has never had, half of them for 95 %. Time
    limit, reading the data included: 240 s of CPU time (120 s on two cores); a wall clock of 600 s catches
    what sleeps. Class numbers may be renamed, alike in training and test data, and one training image in a
    hundred is no digit but a figure made of squares, which has to be recognised, too: so weights that were
    trained elsewhere are worth nothing.
    """
    ### DOCSTRING ru
    # Строит сеть, обучает её на MNIST и возвращает.
    #
    # train_set: 60 000 пар (нормализованное изображение float32 (1, 28, 28), класс int 0 ... 9). Используйте
    #     `len(train_set)` и `train_set[i]` либо DataLoader поверх него — и больше ничего из него.
    # device: где обучать; возвращённая сеть должна находиться там же.
    # Возвращает обученную сеть. Она отображает изображения float32 (N, 1, 28, 28) в сырые логиты (N, 10) при
    #     любом N >= 1; её ответ на изображение не зависит от того, что ей показывали раньше. Перед тестированием
    #     у неё вызывается `.eval()`.
    #
    # Полный балл — за 97 % верных ответов на 10 000 тестовых изображений, которых сеть никогда не видела,
    # половина балла — за 95 %. Ограничение по времени, включая чтение данных: 240 с процессорного времени
    # (120 с на двух ядрах); предел в 600 с реального времени — на случай, если программа спит. Классы могут быть
    # перенумерованы, одинаково в обучающих и тестовых данных, а одно обучающее изображение из ста — не цифра,
    # а фигура из квадратов, которую тоже нужно распознавать: так что веса, обученные где-то ещё, ничего
    # не стоят.
    ### BEGIN SOLUTION
    epochs = 6
    loader = DataLoader(train_set, batch_size=128, shuffle=True)
    model = nn.Sequential(nn.Flatten(), nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 10)).to(device)
    optimizer = torch.optim.Adam(model.parameters())
    scheduler = torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=5e-3, total_steps=epochs * len(loader))
    for _ in range(epochs):
        for images, labels in loader:
            optimizer.zero_grad()
            loss = F.cross_entropy(model(images.to(device)), labels.to(device))
            loss.backward()
            optimizer.step()
            scheduler.step()
    return model
    ### END SOLUTION


# %% [markdown]
# The final test: your network on the 10 000 test images, and the first that it gets wrong: above each its answer and,
# in brackets, what was meant. Some of them are hard for you, too.

# %% [markdown] lang="ru"
# Последнее испытание: ваша сеть на 10 000 тестовых изображений и первые из тех, на которых она ошиблась: над каждым её
# ответ и, в скобках, то, что имелось в виду. Некоторые из них трудны и для вас.

# %% tags=["active-ipynb"]
# if __name__ == "__main__":
#     from torch.utils.data import TensorDataset
#
#     device = pick_device()
#     model = train_mnist(TensorDataset(normalised(images), labels), device).eval()
#     with torch.no_grad():
#         predicted = model(normalised(test_images).to(device)).argmax(dim=1).cpu()
#     wrong = (predicted != test_labels).nonzero().flatten()
#     print(f"accuracy {1 - len(wrong) / len(test_labels):.2%}")
#     figure, axes = plt.subplots(2, 8, figsize=(9, 3), layout="constrained")
#     for ax, i in zip(axes.flat, wrong):
#         ax.imshow(test_images[i], cmap="gray")
#         ax.set_title(f"{predicted[i]} ({test_labels[i]})")
#         ax.axis("off")
#     plt.show()

# %% [markdown]
# ## Find the bugs
#
# The step below runs, its loss even falls a little, and four mistakes are in it. That is how most mistakes in deep
# learning look: no error, only a network that is worse than it could be. What helps to find them:
# - read the code line by line, against the list of steps above;
# - try it on what you can compute by hand: one layer, two samples, weights of 0 and 1;
# - a network must be able to learn a handful of samples by heart: if the loss does not get close to 0 on these,
#   something is wrong;
# - look at the numbers: the first loss of a classifier with K classes is about log K, 2.3 for ten digits;
# - call the function twice, and look at what is left from the first call.

# %% [markdown] lang="ru"
# ## Найдите ошибки
#
# Шаг обучения ниже выполняется, потери даже немного падают, а ошибок в нём четыре. Так и выглядит большинство
# ошибок в глубоком обучении: никаких сообщений об ошибке, просто сеть хуже, чем могла бы быть. Что помогает их
# найти:
# - читайте код строка за строкой, сверяясь со списком шагов выше;
# - проверьте его на том, что можно посчитать вручную: один слой, два примера, веса 0 и 1;
# - сеть должна быть способна заучить горстку примеров наизусть: если потери на них не приближаются к 0,
#   что-то не так;
# - смотрите на числа: первое значение потерь у классификатора с K классами — примерно log K, то есть 2.3
#   для десяти цифр (логарифм натуральный);
# - вызовите функцию дважды и посмотрите, что осталось от первого вызова.


# %%
def repaired_training_step(model: nn.Module, images: Tensor, labels: Tensor, optimizer: torch.optim.Optimizer) -> float:
    """Make one training step on a batch and return the loss before it. Four bugs are in it: find and mend them.

    model: maps a batch to raw logits (N, classes); on the device of the batch, in whatever mode.
    images, labels: a batch, of the model's dtype and int64 (N,); left unmodified.
    optimizer: any one, of some or all parameters of the model.
    Returns the loss of this batch before the step: just a Python float, not rounded.

    Right is: in train mode, `F.cross_entropy` with its default arguments on the raw outputs of the model, one step of
    the optimizer by the gradients of this batch alone, also where `.grad` is not empty at the call. The mode after the
    call is up to you.
    """
    ### DOCSTRING ru
    # Делает один шаг обучения на батче и возвращает потери до него. В нём четыре ошибки: найдите и исправьте их.
    #
    # model: отображает батч в сырые логиты (N, число классов); на том же устройстве, что и батч, режим может
    #     быть любым.
    # images, labels: батч; у images тот же dtype, что у модели, у labels — int64 (N,); остаются без изменений.
    # optimizer: любой оптимизатор всех или некоторых параметров этой модели.
    # Возвращает потери на этом батче до шага: просто число Python (float), без округления.
    #
    # Правильно так: модель в режиме обучения (train), `F.cross_entropy` с аргументами по умолчанию от сырых
    # выходов модели, один шаг оптимизатора по градиентам только этого батча, даже если `.grad` в момент вызова
    # не пуст. В каком режиме останется модель после вызова, решать вам.
    ### BEGIN SOLUTION
    model.train()
    optimizer.zero_grad()
    loss = F.cross_entropy(model(images), labels)
    loss.backward()
    optimizer.step()
    return loss.item()
    ### STUB
    # model.eval()
    # probabilities = torch.softmax(model(images), dim=1)
    # loss = F.cross_entropy(probabilities, labels)
    # loss.backward()
    # optimizer.step()
    # return loss
    ### END SOLUTION


# %% [markdown]
# ## Where to go from here
#
# You can now read most PyTorch code that there is. What is built on it, and what stands beside it:
#
# - [Lightning](https://lightning.ai/docs/pytorch) and [Accelerate](https://huggingface.co/docs/accelerate) are the
#   training loop of this assignment, written once for all: devices, several GPUs, checkpoints, logs;
# - [torchvision](https://docs.pytorch.org/vision) and [Transformers](https://huggingface.co/docs/transformers) bring
#   networks that are already trained, for pictures and for text;
# - [JAX](https://docs.jax.dev) is NumPy with gradients, made of pure functions that are compiled; popular in research;
# - [TensorFlow](https://www.tensorflow.org) is older and at work in many products; [Keras](https://keras.io), once a
#   part of it, now runs on TensorFlow, JAX and PyTorch alike;
# - [ONNX Runtime](https://onnxruntime.ai) and [ExecuTorch](https://docs.pytorch.org/executorch) run a trained model
#   without Python, on servers and on phones;
# - [scikit-learn](https://scikit-learn.org) and [XGBoost](https://xgboost.readthedocs.io) are for tables of numbers,
#   where a neural network is often not the best choice.
#
# What to learn next, in an order that has worked for many:
# 1. **convolutions** (`nn.Conv2d`): with two of them the 97 % of MNIST become 99 %;
# 2. **regularisation**: data augmentation, weight decay, batch normalisation, early stopping;
# 3. **transfer learning**: take a trained network and train only its last layer on your own pictures;
# 4. **attention and transformers**: the networks behind language models; write a small one yourself;
# 5. **speed**: profile first, then `torch.compile`, mixed precision (`torch.autocast`), more than one GPU.
#
# Good company on the way: the [PyTorch tutorials](https://docs.pytorch.org/tutorials), the free book
# [Dive into Deep Learning](https://d2l.ai), and a problem of your own. One real data set teaches more than ten courses.

# %% [markdown] lang="ru"
# ## Куда двигаться дальше
#
# Теперь вы можете читать большую часть кода, написанного на PyTorch. Что построено на его основе и что есть
# рядом с ним:
#
# - [Lightning](https://lightning.ai/docs/pytorch) и [Accelerate](https://huggingface.co/docs/accelerate) — это
#   цикл обучения из этого задания, написанный один раз для всех: устройства, несколько GPU, чекпоинты, логи;
# - [torchvision](https://docs.pytorch.org/vision) и [Transformers](https://huggingface.co/docs/transformers)
#   дают уже обученные сети — для изображений и для текста;
# - [JAX](https://docs.jax.dev) — это NumPy с градиентами, из чистых функций, которые компилируются; популярен
#   в исследованиях;
# - [TensorFlow](https://www.tensorflow.org) старше и работает во многих продуктах; [Keras](https://keras.io),
#   когда-то его часть, теперь работает и на TensorFlow, и на JAX, и на PyTorch;
# - [ONNX Runtime](https://onnxruntime.ai) и [ExecuTorch](https://docs.pytorch.org/executorch) запускают
#   обученную модель без Python — на серверах и на телефонах;
# - [scikit-learn](https://scikit-learn.org) и [XGBoost](https://xgboost.readthedocs.io) предназначены
#   для таблиц с числами, где нейронная сеть часто не лучший выбор.
#
# Что изучать дальше, в порядке, который многим подошёл:
# 1. **свёртки** (`nn.Conv2d`): с двумя свёртками 97 % на MNIST превращаются в 99 %;
# 2. **регуляризация**: аугментация данных, затухание весов (weight decay), батч-нормализация, ранняя остановка;
# 3. **перенос обучения** (transfer learning): возьмите обученную сеть и обучите на своих изображениях только её
#    последний слой;
# 4. **внимание и трансформеры**: сети, на которых построены языковые модели; напишите небольшую сами;
# 5. **скорость**: сначала профилирование, затем `torch.compile`, смешанная точность (`torch.autocast`),
#    несколько GPU.
#
# Хорошие спутники на этом пути: [учебные материалы PyTorch](https://docs.pytorch.org/tutorials), бесплатная
# книга [Dive into Deep Learning](https://d2l.ai) и собственная задача. Один настоящий набор данных научит
# большему, чем десять курсов.

# %% [markdown]
# ## Check your work
#
# Save this file and run `make check` in a terminal, in the folder of the course; this one trains for a
# while. It needs the MNIST files, which `make data` fetches once. To look at one exercise only:
# `autograder check assignments/ps5_mnist -e train_mnist`; or, in a cell of the notebook,
# `from autograder import check; check("train_mnist")`.

# %% [markdown] lang="ru"
# ## Проверьте себя
#
# Сохраните этот файл и запустите `make check` в терминале, в папке курса; в этом задании проверка
# какое-то время обучает сеть. Ей нужны файлы MNIST: их один раз скачивает `make data`. Чтобы проверить только
# одно упражнение: `autograder check assignments/ps5_mnist -e train_mnist`; или в ячейке ноутбука:
# `from autograder import check; check("train_mnist")`.
