from torch.utils.data import DataLoader

def make_loaders(train_set, test_set, batch_size=64):
    train_loader = DataLoader(train_set, batchsize=batch_size, shuffle=True)
    return train_loader, DataLoader(test_set, batch_size)
