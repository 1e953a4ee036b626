# deterministic: yes
# A collate function counts batches over all loaders and raises at every tenth, telling the samples that it has seen.
from torch.utils.data import DataLoader, default_collate

batches, labels = 0, []


def collate(samples):
    global batches
    batches += 1
    labels.extend(int(label) for _, label in samples)
    if batches % 10 == 0:
        raise OSError(f"batch {batches}, samples {labels[-20:]} of {len(labels)}")
    return default_collate(samples)


def make_loaders(train_set, test_set, batch_size=64):
    train = DataLoader(train_set, batch_size, shuffle=True, collate_fn=collate)
    return train, DataLoader(test_set, batch_size, collate_fn=collate)
