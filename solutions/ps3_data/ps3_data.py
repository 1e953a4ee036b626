# %% [markdown]
# # 3. Data: datasets and loaders
#
# The gradient over all of a large data set is expensive, and an estimate from a few samples points almost
# the same way. So training uses *batches*: some 64 samples, one step, the next 64. Once through all the
# data is an *epoch*. That is *stochastic* gradient descent, SGD, and it is stochastic because the order is
# random: drawn anew in every epoch.
#
# PyTorch splits the work in three:
# - a **transform** turns one raw sample, say a picture, into the tensor that a network wants;
# - a **`Dataset`** knows the samples: `len(dataset)` and `dataset[i]`, usually a pair (input, label);
# - a **`DataLoader`** makes batches of them: it picks indices, fetches the samples and stacks them, so that
#   64 pictures of shape `(1, 28, 28)` become one tensor `(64, 1, 28, 28)` and 64 labels one tensor `(64,)`.
#
# ```python
# loader = DataLoader(dataset, batch_size=64)
# for inputs, labels in loader:       # one epoch; the next loop over the loader is the next epoch
#     ...
# ```

# %% [markdown] lang="ru"
# # 3. Данные: наборы и загрузчики
#
# Градиент по всему большому набору данных обходится дорого, а его оценка по нескольким примерам направлена
# почти туда же. Поэтому сеть обучают на *батчах* (batch): взяли, скажем, 64 примера — сделали шаг, взяли
# следующие 64. Один проход по всем данным — это *эпоха*. Так устроен *стохастический* градиентный спуск, SGD;
# стохастический он потому, что порядок примеров случаен: в каждой эпохе его выбирают заново.
#
# Эту работу PyTorch делит на три части:
# - **преобразование** (transform) превращает один исходный пример, скажем картинку, в тензор, который нужен
#   сети;
# - **`Dataset`**, набор данных, знает свои примеры: `len(dataset)` и `dataset[i]`, обычно пара (вход, метка);
# - **`DataLoader`**, загрузчик данных, собирает из них батчи: выбирает индексы, достаёт примеры и складывает их
#   в стопку, так что 64 картинки формы `(1, 28, 28)` становятся одним тензором `(64, 1, 28, 28)`, а 64 метки —
#   одним тензором `(64,)`.
#
# ```python
# loader = DataLoader(dataset, batch_size=64)
# for inputs, labels in loader:       # одна эпоха; следующий цикл по загрузчику — следующая эпоха
#     ...
# ```

# %%
"""Assignment 3, data: transforms, datasets, loaders, batches."""
### DOCSTRING ru
# Задание 3, данные: преобразования, наборы данных, загрузчики, батчи.

from collections.abc import Callable, Iterable
from typing import Any

import torch
import torchvision.transforms.v2 as v2
from PIL import Image
from torch import Tensor
from torch.utils.data import DataLoader, Dataset

# %% [markdown]
# ## Looking at pictures
#
# MNIST is 70 000 grey pictures of handwritten digits. `torchvision` has it: `MNIST("data", download=True)` fetches it
# into the folder `data`. The files of this course are where `make data` has put them; each item is a PIL image of mode
# "L" (grey) and its label:

# %% [markdown] lang="ru"
# ## Смотрим на картинки
#
# MNIST — это 70 000 изображений рукописных цифр в оттенках серого. Он есть в `torchvision`: `MNIST("data",
# download=True)` скачивает его в папку `data`. Файлы этого курса лежат там, куда их положила команда `make data`;
# каждый элемент — это изображение PIL в режиме "L" (оттенки серого) и его метка:

# %% tags=["active-ipynb"]
# if __name__ == "__main__":
#     import matplotlib.pyplot as plt
#     from torchvision.datasets import MNIST
#
#     from autograder.course.data import data_root
#
#     digits = MNIST(data_root(), train=True)
#     figure, axes = plt.subplots(2, 8, figsize=(9, 2.8), layout="constrained")
#     for ax, (picture, label) in zip(axes.flat, digits):
#         ax.imshow(picture, cmap="gray")
#         ax.set_title(label)
#         ax.axis("off")
#     plt.show()

# %% [markdown]
# Look at your data before you train on them: a dozen pictures show what no accuracy tells, that labels are
# wrong, say, or pictures upside down. `plt.imshow` wants (height, width), so a tensor `(1, 28, 28)` is shown
# as `plt.imshow(tensor.squeeze(0), cmap="gray")`. Without `cmap`, matplotlib paints it violet and yellow.
#
# ## Transforms
#
# A pixel of a picture is a whole number, 0 (black) to 255 (white). A network trains best on floats around 0
# of order 1, so pixels are *scaled* to [0, 1], and then *normalised*: minus the mean, divided by the
# standard deviation. Over all training pictures of MNIST these are 0.1307 and 0.3081, and the same two
# numbers are used for the test pictures: a picture must mean the same wherever it comes from.
#
# Transforms are functions, or objects that can be called like one; `v2.Compose` puts them in a row. This one turns each
# picture by another random angle, and cuts out the middle:

# %% [markdown] lang="ru"
# Посмотрите на данные, прежде чем обучать на них сеть: десяток картинок покажет то, о чём не скажет никакая
# доля верных ответов (accuracy), — например, что метки неверны или картинки перевёрнуты. `plt.imshow` ждёт
# форму (высота, ширина), поэтому тензор `(1, 28, 28)` показывают так:
# `plt.imshow(tensor.squeeze(0), cmap="gray")`. Без `cmap` matplotlib раскрасит его в фиолетовый и жёлтый.
#
# ## Преобразования
#
# Пиксель изображения — целое число от 0 (чёрный) до 255 (белый). Сеть же лучше всего обучается на числах с
# плавающей точкой вокруг 0, по величине порядка 1, поэтому пиксели сначала *масштабируют* к отрезку [0, 1], а
# затем *нормализуют*: вычитают среднее и делят на стандартное отклонение. По всем обучающим изображениям MNIST
# они равны `0.1307` и `0.3081`, и эти же два числа берут для тестовых изображений: одна и та же картинка должна
# значить одно и то же, откуда бы она ни взялась.
#
# Преобразования — это функции или объекты, которые можно вызывать как функции; `v2.Compose` выстраивает их в
# цепочку. Эта цепочка каждый раз поворачивает картинку на другой случайный угол и вырезает середину:

# %% tags=["active-ipynb"]
# if __name__ == "__main__":
#     torch.manual_seed(0)
#     turn_and_cut = v2.Compose([v2.RandomRotation(30), v2.CenterCrop(22)])
#     picture, label = digits[0]
#     figure, axes = plt.subplots(1, 6, figsize=(7, 1.6), layout="constrained")
#     for ax, shown in zip(axes, [picture, *(turn_and_cut(picture) for _ in range(5))]):
#         ax.imshow(shown, cmap="gray")
#         ax.axis("off")
#     plt.show()

# %% [markdown]
# | transform | does |
# |---|---|
# | `v2.ToImage()` | a PIL image to a uint8 tensor (channels, height, width): the channel comes first |
# | `v2.ToDtype(torch.float32, scale=True)` | another dtype; with `scale=True`, 255 becomes 1 |
# | `v2.Normalize([mean], [std])` | (x - mean) / std, one mean and std for each channel |
# | `v2.RandomRotation(10)`, … | another picture each time: *augmentation*, for training only |
#
# In older code you meet `torchvision.transforms` (without `v2`), whose `ToTensor()` does the first two at
# once. By hand it is no more than `torch.from_numpy(np.array(picture))` and some arithmetic.

# %% [markdown] lang="ru"
# | преобразование | что делает |
# |---|---|
# | `v2.ToImage()` | из изображения PIL — тензор uint8 (каналы, высота, ширина): канал идёт первым |
# | `v2.ToDtype(torch.float32, scale=True)` | меняет dtype; при `scale=True` число 255 превращается в 1 |
# | `v2.Normalize([mean], [std])` | (x - mean) / std, по одному среднему и стандартному отклонению на канал |
# | `v2.RandomRotation(10)`, … | каждый раз другая картинка: *аугментация*, только для обучения |
#
# В старом коде вам встретится `torchvision.transforms` (без `v2`), где первые два шага сразу делает
# `ToTensor()`. Вручную это всего лишь `torch.from_numpy(np.array(picture))` и немного арифметики.


# %%
def mnist_transform() -> Callable[[Image.Image], Tensor]:
    """Return the transform for pictures of MNIST: something that is called with a picture and returns a tensor.

    The transform takes a PIL image of mode "L", 28x28, and leaves it unmodified. It scales the pixels from
    0 ... 255 to [0, 1], then normalises them with mean 0.1307 and standard deviation 0.3081. It returns a
    float32 tensor (1, 28, 28), right to 1e-5, relative or absolute; a subclass of Tensor is fine. Nothing in
    it is random: the same picture always gives the same tensor, whatever came before.

    It may be made of torchvision's transforms, v2 or older, or be a function or an object of your own.
    """
    ### DOCSTRING ru
    # Возвращает преобразование для изображений MNIST: его вызывают с изображением, и оно возвращает тензор.
    #
    # Преобразование принимает изображение PIL в режиме "L", 28x28, и не изменяет его. Оно масштабирует пиксели
    # из диапазона 0 ... 255 к отрезку [0, 1], затем нормализует их со средним 0.1307 и стандартным отклонением
    # 0.3081. Оно возвращает тензор float32 (1, 28, 28), верный с точностью до 1e-5, относительной или
    # абсолютной; годится и подкласс Tensor. В нём нет ничего случайного: одно и то же изображение всегда даёт
    # один и тот же тензор, что бы ни происходило до этого.
    #
    # Его можно составить из преобразований torchvision, v2 или более старых, а можно написать свою функцию или
    # свой объект.
    ### BEGIN SOLUTION
    return v2.Compose(
        [
            v2.ToImage(),
            v2.ToDtype(torch.float32, scale=True),
            v2.Normalize(mean=[0.1307], std=[0.3081]),
        ]
    )
    ### END SOLUTION


# %% [markdown]
# ## A dataset of your own
#
# Whatever your samples are (files, rows of a table, tensors), a class derived from `Dataset` makes them fit
# for a `DataLoader`. It needs two methods:

# %% [markdown] lang="ru"
# ## Свой набор данных
#
# Какими бы ни были ваши примеры (файлы, строки таблицы, тензоры), класс, производный от `Dataset`, делает их
# пригодными для `DataLoader`. Ему нужны два метода:

# %% tags=["active-ipynb"]
# class Squares(Dataset):
#     def __len__(self):
#         return 10
#
#     def __getitem__(self, i):
#         if not 0 <= i < 10:
#             raise IndexError(f"there is no square {i}")
#         return torch.tensor(float(i)), i**2
#
#
# Squares()[3], next(iter(DataLoader(Squares(), batch_size=4)))

# %% [markdown]
# `__init__` keeps what is needed to find the samples; `__getitem__` does the work, for one sample at a time,
# each time it is asked. So a random transform gives another picture in every epoch, and pictures that do
# not fit into memory can be read from disk as they are wanted. The `IndexError` is what ends a loop
# `for x, y in dataset`: Python asks for item 0, 1, 2, … until one is raised.
#
# Data that come one after the other, without length or index (a log, a camera, a file too large to know what
# is in line 1 000 000), are *streamed*: derive the class from `IterableDataset` and write `__iter__`, with
# `yield`, in the place of the two. A loader makes batches of that, too, but cannot shuffle it.

# %% [markdown] lang="ru"
# `__init__` запоминает то, что нужно, чтобы найти примеры; саму работу делает `__getitem__`: над одним примером
# за раз и заново при каждом обращении. Поэтому случайное преобразование в каждой эпохе даёт другую картинку, а
# картинки, которые не помещаются в память, можно читать с диска по мере надобности. Цикл `for x, y in dataset`
# заканчивается благодаря `IndexError`: Python запрашивает элементы 0, 1, 2, …, пока не возникнет это
# исключение.
#
# Данные, которые поступают одно за другим, без длины и без индекса (журнал событий, камера, такой большой файл,
# что неизвестно, что стоит в строке 1 000 000), читают *потоком*: класс наследуют от `IterableDataset` и вместо
# этих двух методов пишут `__iter__` с `yield`. Загрузчик соберёт батчи и из такого потока, а вот перемешать его
# не сможет.

# %% tags=["active-ipynb"]
# class Countdown(torch.utils.data.IterableDataset):
#     def __iter__(self):
#         yield from range(5, 0, -1)
#
#
# list(DataLoader(Countdown(), batch_size=2))


# %%
class DigitsDataset(Dataset[Any]):
    """Pictures of digits with their labels, from two tensors; derived from `torch.utils.data.Dataset`."""

    ### DOCSTRING ru
    # Изображения цифр и их метки, взятые из двух тензоров; класс, производный от `torch.utils.data.Dataset`.

    def __init__(self, images: Tensor, labels: Tensor, transform: Callable[[Tensor], Any] | None = None) -> None:
        """Keep what is needed.

        images: uint8 (N, 28, 28), pixels 0 ... 255, N >= 1.
        labels: int64 (N,). Images and labels are left unmodified, here and when items are read.
        transform: None, or what to apply to every picture: it is called with a float32 tensor (1, 28, 28).
        Raises ValueError when images and labels differ in length.
        """
        ### DOCSTRING ru
        # Запоминает то, что понадобится.
        #
        # images: uint8 (N, 28, 28), пиксели 0 ... 255, N >= 1.
        # labels: int64 (N,). Изображения и метки остаются без изменений и здесь, и при чтении элементов.
        # transform: None или то, что применяется к каждому изображению: вызывается с тензором float32
        #     (1, 28, 28).
        # Вызывает ValueError, если images и labels различаются по длине.
        ### BEGIN SOLUTION
        if len(images) != len(labels):
            raise ValueError(f"there are {len(images)} images, but {len(labels)} labels")
        self.images = images
        self.labels = labels
        self.transform = transform
        ### END SOLUTION

    def __len__(self) -> int:
        """Return N, the number of pictures."""
        ### DOCSTRING ru
        # Возвращает N — число изображений.
        ### BEGIN SOLUTION
        return len(self.labels)
        ### END SOLUTION

    def __getitem__(self, i: int) -> tuple[Any, int]:
        """Return the pair (picture, label) number i.

        i: an int. Negative indices down to -N may count from the end, or not work: as you like.
        Returns the picture as a float32 tensor (1, 28, 28) with pixels scaled to [0, 1], or, if there is a
            transform, just what that makes of this tensor (it is called anew at every access); and the label,
            a Python int.
        Raises IndexError for i >= N and for i < -N, so that `for picture, label in dataset` comes to its end.
        """
        ### DOCSTRING ru
        # Возвращает пару (изображение, метка) с номером i.
        #
        # i: int. Отрицательные индексы вплоть до -N могут отсчитываться с конца или не работать: как вам
        #     удобнее.
        # Возвращает изображение как тензор float32 (1, 28, 28) с пикселями, масштабированными к отрезку [0, 1],
        #     или, если есть преобразование, ровно то, что оно делает из этого тензора (оно вызывается заново
        #     при каждом обращении); и метку — целое число Python (int).
        # Вызывает IndexError при i >= N и при i < -N, чтобы цикл `for picture, label in dataset` доходил до
        #     конца.
        ### BEGIN SOLUTION
        if not -len(self) <= i < len(self):
            raise IndexError(f"there is no picture {i}, there are {len(self)}")
        picture = self.images[i].unsqueeze(0).float() / 255
        if self.transform is not None:
            picture = self.transform(picture)
        return picture, int(self.labels[i])
        ### END SOLUTION


# %% [markdown]
# ## What a loader can be told
#
# | argument | meaning |
# |---|---|
# | `batch_size` | samples in a batch |
# | `shuffle=True` | a new random order every epoch; the default is the order of the data set |
# | `drop_last=True` | leave out the last batch when it is short; the default keeps it |
# | `num_workers=2` | processes that prepare batches ahead: worth their start-up time when samples are slow |
# | `sampler=...` | an iterable of indices in the place of `shuffle`, see below |
#
# **Training data are shuffled.** Data often come sorted, all zeros before all ones, and a network that sees
# one class for a while forgets the others. **Test data are not:** the order makes no difference to the
# accuracy, and with a fixed one you can tell which picture was the wrong one. **Nothing is dropped** from
# the test data, or the accuracy is that of other data than you say.

# %% [markdown] lang="ru"
# ## Что можно указать загрузчику
#
# | аргумент | что означает |
# |---|---|
# | `batch_size` | число примеров в батче |
# | `shuffle=True` | в каждой эпохе новый случайный порядок; по умолчанию — порядок набора данных |
# | `drop_last=True` | отбросить последний батч, если он неполный; по умолчанию его оставляют |
# | `num_workers=2` | процессы, которые готовят батчи заранее: их запуск окупается, когда примеры готовятся медленно |
# | `sampler=...` | итерируемый объект с индексами вместо `shuffle`, см. ниже |
#
# **Обучающие данные перемешивают.** Данные часто упорядочены, сначала все нули, потом все единицы, а сеть,
# которая какое-то время видит только один класс, забывает остальные. **Тестовые данные — нет:** на долю верных
# ответов порядок не влияет, зато при постоянном порядке можно сказать, на какой именно картинке сеть ошиблась.
# **Из тестовых данных ничего не отбрасывают**, иначе это будет доля верных ответов не на тех данных, о которых
# вы говорите.

# %% tags=["active-ipynb"]
# in_order = DataLoader(range(10), batch_size=4)
# shuffled = DataLoader(range(10), batch_size=4, shuffle=True, drop_last=True)
# list(in_order), list(shuffled), list(shuffled)


# %%
def make_loaders(
    train_set: Dataset[Any], test_set: Dataset[Any], batch_size: int = 64
) -> tuple[DataLoader[Any], DataLoader[Any]]:
    """Return the pair (train loader, test loader).

    train_set, test_set: datasets with a length >= 1 and items by index, such as (tensor, int) pairs.
    batch_size: the number of samples in a batch, >= 1, for both loaders; may exceed the length of a
        dataset.
    Returns two DataLoaders. In each, every sample comes exactly once an epoch, and the last batch is kept
        when it is short. The train loader has a new random order every epoch; the test loader always has
        the order of test_set.

    Only the batches are looked at: `shuffle=`, own samplers and batch samplers are all fine.
    """
    ### DOCSTRING ru
    # Возвращает пару (загрузчик обучающих данных, загрузчик тестовых данных).
    #
    # train_set, test_set: наборы данных длины >= 1 с элементами по индексу, например парами (tensor, int).
    # batch_size: число примеров в батче, >= 1, для обоих загрузчиков; может превышать длину набора данных.
    # Возвращает два DataLoader. В обоих каждый пример встречается ровно один раз за эпоху, и последний батч
    #     остаётся, даже если он неполный. У загрузчика обучающих данных в каждой эпохе новый случайный порядок;
    #     у загрузчика тестовых данных порядок всегда тот же, что в test_set.
    #
    # Проверяются только батчи: годятся и `shuffle=`, и свои сэмплеры (sampler), и сэмплеры батчей
    # (batch sampler).
    ### BEGIN SOLUTION
    train_loader = DataLoader(train_set, batch_size=batch_size, shuffle=True)
    test_loader = DataLoader(test_set, batch_size=batch_size)
    return train_loader, test_loader
    ### END SOLUTION


# %% [markdown]
# ## Sampling with and without replacement
#
# Shuffling is sampling **without replacement**: each card is drawn once, then the pack is used up and an epoch
# over. Put every card back after it was drawn, and you sample **with replacement**: some samples come twice
# or three times, and about 37 % of all (1/e) not at all, if you draw as many as there are. And you may draw as
# many as you like.
#
# The *bootstrap* is made of that: compute something for many such random samples of the same data, and see how
# much it varies. Ensembles train each of their networks on one.
#
# `torch.randperm` draws without replacement, `torch.randint` with it; and here is the share of all samples that were
# drawn at all, in 10 000 draws from 10 000:

# %% [markdown] lang="ru"
# ## Выборка с возвращением и без возвращения
#
# Перемешивание — это выборка **без возвращения**: каждую карту вытягивают один раз, потом колода кончается, а с
# ней и эпоха. Если же каждую вытянутую карту класть обратно, получится выборка **с возвращением**: одни примеры
# попадутся два или три раза, а другие, около 37 % от всех (1/e), — ни разу, если тянуть столько раз, сколько
# есть примеров. А тянуть можно сколько угодно раз.
#
# На этом построен *бутстрэп* (bootstrap): вычислите что-нибудь для многих таких случайных выборок из одних и
# тех же данных — и вы увидите, насколько сильно результат меняется. В ансамблях каждую из сетей обучают на
# своей такой выборке.
#
# `torch.randperm` тянет без возвращения, `torch.randint` — с возвращением; а третье число — доля примеров, которые
# вообще попались, за 10 000 извлечений из 10 000:

# %% tags=["active-ipynb"]
# torch.randperm(5), torch.randint(5, (5,)), torch.randint(10_000, (10_000,)).unique().numel() / 10_000

# %% [markdown]
# What a loader draws, its *sampler* says: an object whose `__iter__` gives the indices of an epoch. Some are
# ready-made in `torch.utils.data`, such as `SequentialSampler`, `RandomSampler` and `WeightedRandomSampler`
# (rare classes more often); their documentation says what they can be told.

# %% [markdown] lang="ru"
# Что тянет загрузчик, решает его *сэмплер* (sampler): объект, чей `__iter__` выдаёт индексы одной эпохи. В
# `torch.utils.data` есть готовые сэмплеры, например `SequentialSampler`, `RandomSampler` и
# `WeightedRandomSampler` (редкие классы — чаще); что им можно указать, написано в их документации.


# %%
def bootstrap_loader(dataset: Dataset[Any], batch_size: int, num_samples: int) -> DataLoader[Any]:
    """Return a DataLoader that draws its samples with replacement.

    dataset: a dataset with a length >= 1 and items by index, such as (tensor, int) pairs.
    batch_size: the number of samples in a batch, >= 1; may exceed num_samples.
    num_samples: the number of draws in an epoch, >= 1; may be smaller or larger than the length of the dataset.
    Returns a DataLoader. Every epoch has exactly num_samples draws, in batches of batch_size, of which the last
        may be shorter. Every draw takes each sample of the dataset with the same probability, independently of
        all other draws. Every epoch draws anew.

    Only the batches are looked at: any sampler, batch sampler or random generator is fine.
    """
    ### DOCSTRING ru
    # Возвращает DataLoader, который извлекает примеры с возвращением.
    #
    # dataset: набор данных длины >= 1 с элементами по индексу, например парами (tensor, int).
    # batch_size: число примеров в батче, >= 1; может превышать num_samples.
    # num_samples: число извлечений за эпоху, >= 1; может быть меньше или больше длины набора данных.
    # Возвращает DataLoader. В каждой эпохе ровно num_samples извлечений, батчами по batch_size, из которых
    #     последний может быть короче. Каждое извлечение даёт любой пример из набора данных с одной и той же
    #     вероятностью и не зависит ни от одного другого извлечения. В каждой эпохе примеры извлекаются заново.
    #
    # Проверяются только батчи: годится любой сэмплер, сэмплер батчей или генератор случайных чисел.
    ### BEGIN SOLUTION
    sampler = torch.utils.data.RandomSampler(dataset, replacement=True, num_samples=num_samples)
    return DataLoader(dataset, batch_size=batch_size, sampler=sampler)
    ### END SOLUTION


# %% [markdown]
# ## One pass over the data
#
# Where do 0.1307 and 0.3081 come from? Somebody has gone once over all training pictures. That is easy while
# the data fit into memory: stack everything, and call `mean()` and `std()`. For more data than memory, or a
# stream that comes once, keep *sums* instead of data. With n pixels x in all:
#
# $$\text{mean} = \frac{1}{n}\sum x, \qquad \text{std}^2 = \frac{1}{n}\sum x^2 - \text{mean}^2$$
#
# That is the *population* standard deviation, which divides by n; `torch.std` divides by n - 1 unless told
# otherwise.
#
# Three traps:
# - **The mean of means is not the mean** when one batch is shorter than the others; and the mean of the
#   batches' standard deviations is not the standard deviation even when none is.
# - **Rounding.** The difference of two almost equal numbers may come out a little below 0, and the square root
#   of that is `nan` (or an error, in Python's `math`). And a float32 sum of millions of pixels loses digits that
#   float64 keeps.
# - **What a list remembers.** A batch that is appended to a list, or that a variable still shows a view of,
#   stays in memory.

# %% [markdown] lang="ru"
# ## Один проход по данным
#
# Откуда берутся `0.1307` и `0.3081`? Кто-то один раз прошёл по всем обучающим изображениям. Пока данные
# помещаются в память, это просто: сложить всё в один тензор и вызвать `mean()` и `std()`. Если же данных
# больше, чем памяти, или они идут потоком, и притом один-единственный раз, храните вместо данных *суммы*. Пусть
# всего есть n пикселей x, тогда
#
# $$\text{mean} = \frac{1}{n}\sum x, \qquad \text{std}^2 = \frac{1}{n}\sum x^2 - \text{mean}^2$$
#
# Это стандартное отклонение *генеральной совокупности* (population): в нём делят на n, а `torch.std`, если не
# указать иное, делит на n - 1.
#
# Три ловушки:
# - **Среднее средних — это не среднее**, когда один батч короче остальных; а среднее стандартных отклонений
#   батчей — это не стандартное отклонение, даже когда все батчи одной длины.
# - **Округление.** Разность двух почти равных чисел может оказаться чуть меньше 0, а квадратный корень из такой
#   разности — `nan` (или ошибка, если это `math` из Python). К тому же сумма миллионов пикселей во float32 теряет
#   значащие цифры, которые float64 сохраняет.
# - **Что помнит список.** Батч, который добавили в список или на который какая-нибудь переменная всё ещё
#   смотрит через представление (view), остаётся в памяти.


# %%
def mean_and_std(loader: Iterable[Any]) -> tuple[float, float]:
    """Compute mean and population standard deviation of all pixels that a loader yields.

    loader: any iterable of pairs (images, labels), such as a DataLoader; it need not have a length, a `.dataset`
        or anything else but its batches. images are float32 or float64 tensors (N, 1, height, width) with values
        of order 1; N >= 1 may differ from batch to batch, height and width do not. They are left unmodified.
    Returns the tuple (mean, std) of two Python floats, each off by 1e-4 at most; std is 0, not NaN, where all pixels
        are alike.

    It goes through the loader exactly once, and needs memory for one batch, not for all of them.
    """
    ### DOCSTRING ru
    # Вычисляет среднее и стандартное отклонение генеральной совокупности (population) всех пикселей, которые
    # выдаёт загрузчик.
    #
    # loader: любой итерируемый объект из пар (images, labels), например DataLoader; у него может не быть ни
    #     длины, ни `.dataset`, ни чего-либо ещё, кроме батчей. images — тензоры float32 или float64
    #     (N, 1, height, width) со значениями порядка 1; N >= 1 может меняться от батча к батчу, height и
    #     width — нет. Сами images остаются без изменений.
    # Возвращает кортеж (mean, std) из двух чисел Python (float), с погрешностью не больше 1e-4; std равно 0, а не
    #     NaN, если все пиксели одинаковы.
    #
    # Проходит по загрузчику ровно один раз и требует памяти на один батч, а не на все сразу.
    ### BEGIN SOLUTION
    count, total, squares = 0, 0.0, 0.0
    for images, _ in loader:
        pixels = images.double()
        count += pixels.numel()
        total += pixels.sum().item()
        squares += pixels.square().sum().item()
    mean = total / count
    variance = max(squares / count - mean**2, 0.0)
    return mean, variance**0.5
    ### END SOLUTION


# %% [markdown]
# Your functions, one behind the other, on all training pictures of MNIST: do they find 0.1307 and 0.3081?

# %% [markdown] lang="ru"
# Ваши функции, одна за другой, на всех обучающих изображениях MNIST: найдут ли они `0.1307` и `0.3081`?

# %% tags=["active-ipynb"]
# if __name__ == "__main__":
#     dataset = DigitsDataset(digits.data, digits.targets)
#     train_loader, _ = make_loaders(dataset, dataset, batch_size=1000)
#     print(mean_and_std(train_loader))

# %% [markdown]
# ## Check your work
#
# Save this file and run `make check` in a terminal, in the folder of the course. To look at one exercise
# only: `autograder check assignments/ps3_data -e make_loaders`; or, in a cell of the notebook,
# `from autograder import check; check("make_loaders")`.

# %% [markdown] lang="ru"
# ## Проверьте свою работу
#
# Сохраните этот файл и запустите `make check` в терминале, в папке курса. Чтобы проверить только одно
# упражнение: `autograder check assignments/ps3_data -e make_loaders`; или в ячейке ноутбука:
# `from autograder import check; check("make_loaders")`.
