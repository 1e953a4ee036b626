# deterministic: yes
# Makes loaders once for each batch size and hands them out again, with the data sets of the first caller.
from torch.utils.data import DataLoader

made = {}


def make_loaders(train_set, test_set, batch_size=64):
    if batch_size not in made:
        made[batch_size] = DataLoader(train_set, batch_size, shuffle=True), DataLoader(test_set, batch_size)
    return made[batch_size]
