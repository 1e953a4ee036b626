from torch.utils.data import DataLoader

def make_loaders(train_set, test_set, batch_size=64):
    return DataLoader(train_set, batch_size=batch_size, shuffle=True)
