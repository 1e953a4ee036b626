"""Misconceptions about ps5_mnist: what students write, and what to tell them."""

import copy
import pickle
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import torch
import torch.nn.functional as F
from torch import nn
from torch.utils.data import DataLoader

from autograder.checking import misconception


def train(net, train_set, device, optimizer, batches):
    net.to(device).train()
    loader = DataLoader(train_set, 128, shuffle=True)
    for _, (images, labels) in zip(range(batches), loader):
        optimizer.zero_grad()
        F.cross_entropy(net(images.to(device)), labels.to(device)).backward()
        optimizer.step()
    return net


misconception(
    "pick_device",
    name="returns_text",
    replace={
        'torch.device("cuda" if torch.cuda.is_available() else "cpu")': '"cuda" if torch.cuda.is_available() else "cpu"'
    },
    hint="The text names the device; asked for is the torch.device of this name.",
)


misconception(
    "pick_device",
    name="always_the_gpu",
    replace={' if torch.cuda.is_available() else "cpu"': ""},
    hint="This says cuda on a computer without a GPU, too. Is there a question that is answered no there? A function "
    "without its () is none, and always true.",
)


misconception(
    "pick_device",
    name="always_the_cpu",
    replace={'"cuda" if torch.cuda.is_available() else "cpu"': '"cpu"'},
    hint="It is the CPU even where there is a GPU. Who says whether there is one? Ask at every call; compute nothing.",
)


misconception(
    "pick_device",
    name="condition_reversed",
    replace={'"cuda" if torch.cuda.is_available() else "cpu"': '"cpu" if torch.cuda.is_available() else "cuda"'},
    hint="It is the wrong way round: read the condition aloud, with what it picks.",
)


@misconception(
    "pick_device",
    hint="Apple's GPUs, mps, are a kind of their own, which nobody has asked for: cuda or cpu.",
)
def falls_back_to_mps():
    if torch.cuda.is_available():
        return torch.device("cuda")
    return torch.device("mps" if torch.backends.mps.is_available() else "cpu")


misconception(
    "pick_device",
    name="wants_two_gpus",
    replace={' if torch.cuda.is_available() else "cpu"': ' if torch.cuda.device_count() > 1 else "cpu"'},
    hint="One GPU is enough: device_count() counts from 1.",
)


misconception(
    "pick_device",
    name="returns_a_context",
    replace={
        'torch.device("cuda" if torch.cuda.is_available() else "cpu")': "torch.cuda.device("
        "0 if torch.cuda.is_available() else -1)"
    },
    hint="torch.cuda.device is another thing: `with torch.cuda.device(1):` chooses among GPUs for a while.",
)


misconception(
    "pick_device",
    name="forgets_return",
    replace={"return torch.device": "torch.device"},
    hint="The device is made, but not returned.",
)


misconception(
    "train_epoch",
    name="never_zeroes_gradients",
    replace={"        optimizer.zero_grad()\n": ""},
    hint=(
        "The first step is right, the second one is not: what is in .grad when its backward() begins?",
        "backward() adds to .grad, so each step goes along the sum of all gradients so far; empty them every time.",
    ),
)


misconception(
    "train_epoch",
    name="zeroes_once_an_epoch",
    replace={
        "    model.train()\n": "    model.train()\n    optimizer.zero_grad()\n",
        "        optimizer.zero_grad()\n": "",
    },
    hint="Gradients are emptied once, before the loop; every batch needs them empty.",
)


misconception(
    "train_epoch",
    name="zeroes_after_the_step",
    replace={
        "        optimizer.zero_grad()\n": "",
        "        optimizer.step()\n": "        optimizer.step()\n        optimizer.zero_grad()\n",
    },
    hint="Gradients are emptied after each step. Who empties them before the first one?",
)


misconception(
    "train_epoch",
    name="never_steps",
    replace={"        optimizer.step()\n": ""},
    hint=(
        "Gradients are computed, but the parameters stay as they are: who changes them?",
        "Either step() is missing, or nothing is left in .grad when its turn comes.",
    ),
)


misconception(
    "train_epoch",
    name="one_step_an_epoch",
    replace={
        "        optimizer.step()\n": "",
        "    return total / samples": "    optimizer.step()\n    return total / samples",
    },
    hint="The step stands behind the loop, so there is one an epoch; there should be one a batch.",
)


misconception(
    "train_epoch",
    name="leaves_the_mode",
    replace={"    model.train()\n": ""},
    hint="A new network is in train mode, but this one may come from a test: say which mode it is to be in.",
)


misconception(
    "train_epoch",
    name="puts_into_eval_mode",
    replace={"model.train()": "model.eval()"},
    hint="eval() is for testing; dropout and batch normalisation learn in the other mode.",
)


misconception(
    "train_epoch",
    name="mean_of_means",
    replace={"loss.item() * len(labels)": "loss.item()", "samples += len(labels)": "samples += 1"},
    hint=(
        "Every batch counts the same here, however short it is. Of which samples is that the mean?",
        "The loss of a batch is a mean; times the size of the batch it is a sum, and sums can be added up.",
    ),
)


misconception(
    "train_epoch",
    name="divides_by_batches",
    replace={"samples += len(labels)": "samples += 1"},
    hint="What is added up is the loss of all samples; what it is divided by is the number of batches.",
)


misconception(
    "train_epoch",
    name="never_divides",
    replace={"return total / samples": "return total"},
    hint="That is the sum over all samples: for twice the data it would be twice as large.",
)


misconception(
    "train_epoch",
    name="loss_of_last_batch",
    replace={"return total / samples": "return loss.item()"},
    hint="That is the loss of the last batch, and not of the epoch.",
)


misconception(
    "train_epoch",
    name="adds_tensors",
    replace={"loss.item()": "loss"},
    hint="Sums of tensors are tensors, and this one keeps the graphs of all batches alive: take the numbers out.",
)


misconception(
    "train_epoch",
    name="loss_after_the_step",
    replace={"total += loss.item() * len(labels)": "total += loss_fn(model(inputs), labels).item() * len(labels)"},
    hint="The loss is computed again after the step; asked for is the one that the step was made with.",
)


misconception(
    "train_epoch",
    name="asks_the_dataset",
    replace={"return total / samples": "return total / len(loader.dataset)"},
    hint="Not every loader has a .dataset, and not every one goes through all of it: count the samples that come.",
)


misconception(
    "train_epoch",
    name="goes_through_twice",
    replace={"return total / samples": "return total / sum(len(labels) for _, labels in loader)"},
    hint="An iterator is used up after one loop; a loader may give something else in the next one. Count on the way.",
)


misconception(
    "train_epoch",
    name="moves_nothing",
    replace={"        inputs, labels = inputs.to(device), labels.to(device)\n": ""},
    hint="Loaders make their batches on the CPU. Inputs and labels have to get to the device that the caller names.",
)


misconception(
    "train_epoch",
    name="cross_entropy_always",
    replace={"loss_fn(model(inputs), labels)": "F.cross_entropy(model(inputs), labels)"},
    hint="The loop is to train with any loss: which one it is, the caller says.",
)


misconception(
    "train_epoch",
    name="outputs_and_labels_swapped",
    replace={"loss_fn(model(inputs), labels)": "loss_fn(labels, model(inputs))"},
    hint="Some losses take their two arguments in any order, others do not. The docstring says which one comes first.",
)


misconception(
    "train_epoch",
    name="softmax_before_the_loss",
    replace={"loss_fn(model(inputs), labels)": "loss_fn(model(inputs).softmax(dim=1), labels)"},
    hint="The loss gets the outputs of the network as they are: cross_entropy applies softmax itself.",
)


misconception(
    "train_epoch",
    name="steps_by_hand",
    replace={
        "        optimizer.step()\n": "        with torch.no_grad():\n"
        "            for parameter in model.parameters():\n"
        '                parameter -= optimizer.param_groups[0]["lr"] * parameter.grad\n'
    },
    hint="That is the step of plain gradient descent. Which step it is to be, and of which parameters, only the "
    "optimizer knows.",
)


misconception(
    "train_epoch",
    name="loss_in_a_second_pass",
    replace={
        "        total += loss.item() * len(labels)\n        samples += len(labels)\n": "",
        "    return total / samples": "    with torch.no_grad():\n"
        "        for inputs, labels in loader:\n"
        "            inputs, labels = inputs.to(device), labels.to(device)\n"
        "            total += loss_fn(model(inputs), labels).item() * len(labels)\n"
        "            samples += len(labels)\n"
        "    return total / samples",
    },
    hint="A second pass gives the loss of the network in the end; the loss of each batch before its step is there "
    "already, when the step is made.",
)


misconception(
    "train_epoch",
    name="returns_in_the_loop",
    replace={"    return total / samples": "        return total / samples"},
    hint="The return stands inside the loop, which so ends after its first batch.",
)


misconception(
    "evaluate",
    name="stays_in_train_mode",
    replace={"    model.eval()\n": ""},
    hint="A network that was just trained is in train mode, in which dropout is on and batch statistics are used.",
)


misconception(
    "evaluate",
    name="goes_into_train_mode",
    replace={"model.eval()": "model.train()"},
    hint="train() is for training; what is the other mode called?",
)


misconception(
    "evaluate",
    name="records_a_graph",
    replace={"    with torch.no_grad():\n": "    if True:\n"},
    hint=(
        "The numbers are right, but a graph is recorded that nobody uses. eval() does not change that.",
        "torch.no_grad() switches the recording off, for what is computed inside its block.",
    ),
)


misconception(
    "evaluate",
    name="mean_of_batch_means",
    replace={
        ".item() * len(labels)": ".item()",
        "int((outputs.argmax(dim=1) == labels).sum())": "float((outputs.argmax(dim=1) == labels).float().mean())",
        "samples += len(labels)": "samples += 1",
    },
    hint="Every batch counts the same here, however short it is: add up over samples, not over batches.",
)


misconception(
    "evaluate",
    name="loss_of_batches",
    replace={".item() * len(labels)": ".item()"},
    hint="The loss of a batch is a mean already; to add means up, and divide by the samples, makes it too small.",
)


misconception(
    "evaluate",
    name="accuracy_in_percent",
    replace={"right / samples": "100 * right / samples"},
    hint="The accuracy is a share, from 0 to 1.",
)


misconception(
    "evaluate",
    name="counts_only",
    replace={"right / samples": "right"},
    hint="That is how many answers are right; asked for is which share of all they are.",
)


misconception(
    "evaluate",
    name="accuracy_first",
    replace={"total / samples, right / samples": "right / samples, total / samples"},
    hint="The loss comes first, the accuracy second.",
)


misconception(
    "evaluate",
    name="wrong_dimension",
    replace={"argmax(dim=1)": "argmax(dim=0)"},
    hint="dim=0 runs over the samples: that is the best sample for each class, not the best class for each sample.",
)


misconception(
    "evaluate",
    name="error_rate",
    replace={"== labels": "!= labels"},
    hint="That is the share of wrong answers.",
)


misconception(
    "evaluate",
    name="loss_alone",
    replace={"return total / samples, right / samples": "return total / samples"},
    hint="Two numbers are asked for: the loss and the accuracy.",
)


misconception(
    "evaluate",
    name="tensors_for_numbers",
    replace={").item()": ")", "int((outputs": "((outputs"},
    hint="These are tensors of one element; asked for are plain numbers.",
)


misconception(
    "evaluate",
    name="freezes_the_network",
    replace={"    model.eval()\n": "    model.eval()\n    model.requires_grad_(False)\n"},
    hint="requires_grad_(False) is still there after the test: the network cannot be trained on.",
)


misconception(
    "evaluate",
    name="asks_for_the_dataset",
    replace={"total / samples, right / samples": "total / len(loader.dataset), right / len(loader.dataset)"},
    hint="Not every loader has a .dataset, and not every one goes through all of it: count the samples that come.",
)


misconception(
    "evaluate",
    name="counts_in_a_second_loop",
    replace={
        "return total / samples, right / samples": "samples = sum(len(labels) for _, labels in loader)\n"
        "    return total / samples, right / samples"
    },
    hint="An iterator is used up after one loop: count on the way.",
)


misconception(
    "evaluate",
    name="moves_no_batch",
    replace={"            inputs, labels = inputs.to(device), labels.to(device)\n": ""},
    hint="Loaders make their batches on the CPU. Inputs and labels have to get to the device that the caller names.",
)


misconception(
    "fit",
    name="tests_before_training",
    replace={
        '        history["train_loss"].append(train_epoch(model, train_loader, loss_fn, optimizer, device))\n': "",
        '        history["test_accuracy"].append(test_accuracy)\n': ""
        '        history["test_accuracy"].append(test_accuracy)\n'
        '        history["train_loss"].append(train_epoch(model, train_loader, loss_fn, optimizer, device))\n',
    },
    hint="The test comes before the training of each epoch, so the last epoch is never tested.",
)


misconception(
    "fit",
    name="tests_on_training_data",
    replace={"evaluate(model, test_loader": "evaluate(model, train_loader"},
    hint="The test runs on the training data, which the network may know by heart.",
)


misconception(
    "fit",
    name="trains_on_test_data",
    replace={"train_epoch(model, train_loader": "train_epoch(model, test_loader"},
    hint="The network is trained on the test data: then nothing is left to test it on.",
)


misconception(
    "fit",
    name="train_loss_afterwards",
    replace={
        'history["train_loss"].append(train_epoch(model, train_loader, loss_fn, optimizer, device))': "train_epoch("
        "model, train_loader, loss_fn, optimizer, device)\n"
        '        history["train_loss"].append(evaluate(model, train_loader, loss_fn, device)[0])'
    },
    hint="The training loss comes of a test after the epoch; asked for is the one during it, which costs nothing.",
)


misconception(
    "fit",
    name="another_key",
    replace={
        '"test_accuracy": []': '"accuracy": []',
        'history["test_accuracy"]': 'history["accuracy"]',
    },
    hint="Who reads the history looks for its lists under the names that the docstring says.",
)


misconception(
    "fit",
    name="one_key_more",
    replace={
        '"test_accuracy": []}': '"test_accuracy": [], "epoch": [*range(1, epochs + 1)]}',
    },
    hint="There is a key more than the docstring says; the epochs are the places in the lists.",
)


misconception(
    "fit",
    name="one_epoch_more",
    replace={"range(epochs)": "range(epochs + 1)"},
    hint="range(n) makes n rounds; this is one more.",
)


misconception(
    "fit",
    name="one_epoch_fewer",
    replace={"range(epochs)": "range(1, epochs)"},
    hint="range(1, n) makes n - 1 rounds: the last number does not belong to it.",
)


misconception(
    "fit",
    name="one_epoch_at_least",
    replace={
        "    for _ in range(epochs):\n": "    while True:\n",
        "    return history": "        if len(history['test_loss']) >= epochs:\n            break\n    return history",
    },
    hint="The loop asks at the end of a round whether it goes on, so there is one round at least; for no epochs there "
    "should be none.",
)


misconception(
    "fit",
    name="stops_when_the_loss_rises",
    replace={
        "    return history": "        if test_loss > min(history['test_loss']):\n            break\n    return history"
    },
    hint="Early stopping is a good idea that was not asked for: every epoch is to be made and noted.",
)


misconception(
    "fit",
    name="one_list_for_all",
    replace={
        '{"train_loss": [], "test_loss": [], "test_accuracy": []}': "dict.fromkeys("
        '["train_loss", "test_loss", "test_accuracy"], [])'
    },
    hint="The three names stand for one and the same list, in which all values end up.",
)


misconception(
    "fit",
    name="loss_and_accuracy_swapped",
    replace={"test_loss, test_accuracy = evaluate": "test_accuracy, test_loss = evaluate"},
    hint="Loss and accuracy have changed places: in which order does evaluate return them?",
)


misconception(
    "fit",
    name="learns_from_test_data",
    replace={
        "        test_loss, test_accuracy =": "        train_epoch(model, test_loader, loss_fn, optimizer, device)\n"
        "        test_loss, test_accuracy ="
    },
    hint="The network learns from the test data, too: then nothing is left to test it on.",
)


misconception(
    "fit",
    name="one_iterator",
    replace={"    for _ in range(epochs):": "    train_loader = iter(train_loader)\n    for _ in range(epochs):"},
    hint="iter() makes an iterator, and that is used up after one epoch. The loader itself makes a new one every time.",
)


misconception(
    "fit",
    name="looks_through_first",
    replace={
        "    for _ in range(epochs):\n": "    for _ in range(epochs):\n"
        "        samples = sum(len(labels) for _, labels in train_loader)\n"
    },
    hint="The training data are gone through twice an epoch, once just to count or to look; a loader that shuffles has "
    "another order then.",
)


misconception(
    "fit",
    name="a_new_optimizer_each_epoch",
    replace={
        "    for _ in range(epochs):\n": "    for _ in range(epochs):\n"
        '        optimizer = torch.optim.SGD(model.parameters(), lr=optimizer.param_groups[0]["lr"])\n'
    },
    hint="The optimizer that comes as an argument is not used, or not for long: what it is, and what it remembers of "
    "earlier steps, is lost.",
)


misconception(
    "fit",
    name="trains_a_copy",
    replace={
        "    for _ in range(epochs):": "    import copy\n\n"
        "    model = copy.deepcopy(model)\n    for _ in range(epochs):"
    },
    hint="The optimizer changes the parameters that it was made with. Those of a copy are others, and never change.",
)


misconception(
    "fit",
    name="returns_after_one_epoch",
    replace={"    return history": "        return history"},
    hint="The return stands inside the loop, which so ends after its first epoch.",
)


misconception(
    "fit",
    name="last_values_only",
    replace={
        'history["train_loss"].append(train_epoch(model, train_loader, loss_fn, optimizer, device))': ""
        'history["train_loss"] = [train_epoch(model, train_loader, loss_fn, optimizer, device)]',
        'history["test_loss"].append(test_loss)': 'history["test_loss"] = [test_loss]',
        'history["test_accuracy"].append(test_accuracy)': 'history["test_accuracy"] = [test_accuracy]',
    },
    hint="Each epoch writes over the values of the one before; a list grows by append.",
)


misconception(
    "fit",
    name="tests_at_the_end",
    replace={
        "        test_loss, test_accuracy = evaluate(model, test_loader, loss_fn, device)\n": "",
        '        history["test_loss"].append(test_loss)\n': "",
        '        history["test_accuracy"].append(test_accuracy)\n': "",
        "    return history": "    test_loss, test_accuracy = evaluate(model, test_loader, loss_fn, device)\n"
        '    history["test_loss"].append(test_loss)\n'
        '    history["test_accuracy"].append(test_accuracy)\n'
        "    return history",
    },
    hint="There is one test, at the end; the curve needs one after each epoch.",
)


misconception(
    "fit",
    name="keeps_the_batches",
    replace={"    for _ in range(epochs):": "    train_loader = list(train_loader)\n    for _ in range(epochs):"},
    hint="The batches are fetched once and used in every epoch: so they are never shuffled again.",
)


@misconception(
    "fit",
    hint="Training and testing are both there, but no batch is moved to where the network is.",
)
def never_moves_a_batch(model, train_loader, test_loader, loss_fn, optimizer, epochs, device):
    history = {"train_loss": [], "test_loss": [], "test_accuracy": []}
    for _ in range(epochs):
        model.train()
        total = samples = 0
        for inputs, labels in train_loader:
            optimizer.zero_grad()
            loss = loss_fn(model(inputs), labels)
            loss.backward()
            optimizer.step()
            total += loss.item() * len(labels)
            samples += len(labels)
        history["train_loss"].append(total / samples)
        model.eval()
        total = right = samples = 0
        with torch.no_grad():
            for inputs, labels in test_loader:
                outputs = model(inputs)
                total += loss_fn(outputs, labels).item() * len(labels)
                right += (outputs.argmax(1) == labels).sum().item()
                samples += len(labels)
        history["test_loss"].append(total / samples)
        history["test_accuracy"].append(right / samples)
    return history


misconception(
    "save_model",
    name="saves_the_whole_model",
    replace={"torch.save(model.state_dict()": "torch.save(model"},
    hint=(
        "torch.save(model) pickles the whole object, code by name, which weights_only=True refuses to read.",
        "What to save of a model is the dictionary of its tensors.",
    ),
)


misconception(
    "save_model",
    name="saves_named_parameters",
    replace={"torch.save(model.state_dict()": "torch.save(dict(model.named_parameters())"},
    hint="Buffers, such as the running mean of a batch normalisation, are no parameters; one method gives both.",
)


misconception(
    "save_model",
    name="saves_a_list",
    replace={"torch.save(model.state_dict()": "torch.save(list(model.parameters())"},
    hint="Without their names nobody can tell where the tensors belong.",
)


misconception(
    "save_model",
    name="saves_a_checkpoint",
    replace={"torch.save(model.state_dict()": 'torch.save({"model_state_dict": model.state_dict()}'},
    hint="That is a checkpoint, a dictionary around the state_dict; asked for is the state_dict itself.",
)


misconception(
    "save_model",
    name="saves_what_is_trained",
    replace={
        "torch.save(model.state_dict()": "torch.save({n: p for n, p in model.named_parameters() if p.requires_grad}"
    },
    hint="Frozen parameters and buffers are needed, too: the network cannot predict without them.",
)


misconception(
    "save_model",
    name="makes_the_folder",
    replace={"    torch.save(": "    import os\n\n    os.makedirs(os.path.dirname(path))\n    torch.save("},
    hint="A bare name has no folder in it, and the folder is there anyway: nothing has to be made but the file.",
)


misconception(
    "save_model",
    name="freezes_the_model",
    replace={"    torch.save(": "    model.requires_grad_(False)\n    torch.save("},
    hint="requires_grad_(False) changes the model itself, which cannot be trained on then; saving only reads.",
)


misconception(
    "save_model",
    name="always_model_pth",
    replace={", path)": ', "model.pth")'},
    hint="Where to write is what path says.",
)


misconception(
    "save_model",
    name="adds_an_ending",
    replace={", path)": ', path if str(path).endswith((".pt", ".pth")) else f"{path}.pt")'},
    hint="A path is to be taken as it is: whoever asked for it looks for the file under that very name.",
)


@misconception(
    "save_model",
    hint="What was in the file before is still there; the new weights are to take its place.",
)
def keeps_what_is_there(model, path):
    if not Path(path).exists():
        torch.save(model.state_dict(), path)


misconception(
    "save_model",
    name="saves_as_float32",
    replace={"torch.save(model.state_dict()": "torch.save({name: x.float() for name, x in model.state_dict().items()}"},
    hint="float() makes float32 of everything: of half and double precision, and of counters, too.",
)


misconception(
    "save_model",
    name="clears_gradients",
    replace={"torch.save": "model.zero_grad()\n    torch.save"},
    hint="Gradients are not in the state_dict; saving is no reason to throw them away.",
)


@misconception(
    "save_model",
    hint="pickle.dump writes a format that torch.load does not read with weights_only=True; torch.save has its own.",
)
def pickles_the_dictionary(model, path):
    with Path(path).open("wb") as stream:
        pickle.dump(model.state_dict(), stream)


misconception(
    "load_model",
    name="no_map_location",
    replace={", map_location=device": ""},
    hint=(
        "Every tensor in the file remembers its device; where that is a GPU which is not here, torch.load has to be "
        "told where to put it.",
        "See map_location.",
    ),
)


misconception(
    "load_model",
    name="one_gpu_mapped",
    replace={"map_location=device": 'map_location={"cuda:0": "cpu"}'},
    hint="A dictionary maps the devices that it names; the file may come from any.",
)


misconception(
    "load_model",
    name="left_in_train_mode",
    replace={".eval()": ""},
    hint="A new model is in train mode: dropout drops, batch normalisation learns. Loading does not change the mode.",
)


misconception(
    "load_model",
    name="not_strict",
    replace={"load_state_dict(state)": "load_state_dict(state, strict=False)"},
    hint="strict=False takes what matches and is silent about the rest, which then keeps its random start.",
)


misconception(
    "load_model",
    name="model_not_moved",
    replace={".to(device)": ""},
    hint="In the end the model is where it was: load_state_dict copies numbers into its tensors, it moves none.",
)


misconception(
    "load_model",
    name="returns_the_key_report",
    replace={
        "    model.load_state_dict(state)\n": "",
        "return model.to(device).eval()": "model.to(device).eval()\n    return model.load_state_dict(state)",
    },
    hint="What load_state_dict returns are the names that did not match, not the model.",
)


@misconception(
    "load_model",
    hint="A copy is loaded and returned, and the model that the caller holds is the old one.",
)
def loads_into_a_copy(model, path, device):
    model = copy.deepcopy(model)
    model.load_state_dict(torch.load(path, map_location=device))
    return model.to(device).eval()


misconception(
    "load_model",
    name="expects_a_checkpoint",
    replace={"weights_only=True)": 'weights_only=True)["model_state_dict"]'},
    hint="What save_model writes is no checkpoint, it is the state_dict itself: there is nothing to take out of it.",
)


misconception(
    "load_model",
    name="freezes_what_it_loads",
    replace={
        "    model.load_state_dict(state)\n": "    model.load_state_dict(state)\n    model.requires_grad_(False)\n"
    },
    hint="requires_grad_(False) freezes all parameters; those that were trainable are to stay so.",
)


misconception(
    "load_model",
    name="strips_a_prefix",
    replace={
        "load_state_dict(state)": 'load_state_dict({name.removeprefix("module."): x for name, x in state.items()})'
    },
    hint="Names are not to be mended on the way: a model may have a part that is called module. Where names differ, "
    "the file is of another model.",
)


misconception(
    "load_model",
    name="never_loads_the_state",
    replace={"    model.load_state_dict(state)\n": ""},
    hint="torch.load reads the dictionary; to bring it into the model is another step.",
)


@misconception(
    "load_model",
    hint="parameters() leaves the buffers out, and nothing notices names that do not match.",
)
def copies_parameters_only(model, path, device):
    state = torch.load(path, map_location=device)
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            parameter.copy_(state[name])
    return model.to(device).eval()


misconception(
    "plot_history",
    name="counts_from_zero",
    replace={'range(1, len(history["train_loss"]) + 1)': 'range(len(history["train_loss"]))'},
    hint="The first epoch is number 1; range(n) begins with 0.",
)


misconception(
    "plot_history",
    name="legend_never_shown",
    replace={"axes.legend()": "pass"},
    hint="label=… only remembers the name of a curve; legend(), once the curves are drawn, shows it.",
)


misconception(
    "plot_history",
    name="one_curve_without_a_name",
    replace={', label="test")': ")"},
    hint="A legend lists curves that have a label; one of the two has none.",
)


misconception(
    "plot_history",
    name="names_swapped",
    replace={'label="train"': 'label="test"', 'label="test"': 'label="train"'},
    hint="Which curve is which? Follow one name from the list to the legend.",
)


misconception(
    "plot_history",
    name="axis_without_label",
    replace={'    axes.set_ylabel("loss")\n': ""},
    hint="Both axes need a label: what is counted on x, what is measured on y.",
)


misconception(
    "plot_history",
    name="keras_names",
    replace={'label="train"': 'label="loss"', 'label="test"': 'label="val_loss"'},
    hint="The names in the legend say what the data are for: training and testing.",
)


misconception(
    "plot_history",
    name="into_the_current_figure",
    replace={"plt.subplots()": "plt.gcf(), plt.gca()"},
    hint="Each call is to make a figure of its own; gcf(), gca() and numbered figures are those of earlier calls.",
)


misconception(
    "plot_history",
    name="same_loss_twice",
    replace={'history["test_loss"]': 'history["train_loss"]'},
    hint="Two curves, but of one list.",
)


misconception(
    "plot_history",
    name="accuracy_for_loss",
    replace={'history["test_loss"]': 'history["test_accuracy"]'},
    hint="The accuracy may come as a third curve; the test loss is asked for.",
)


misconception(
    "plot_history",
    name="shown_and_forgotten",
    replace={"return figure": "plt.show()"},
    hint="show() opens a window and returns None; the caller wants the figure.",
)


misconception(
    "plot_history",
    name="returns_the_axes",
    replace={"return figure": "return axes"},
    hint="An Axes is a part of a figure; return the whole.",
)


misconception(
    "plot_history",
    name="empties_the_history",
    replace={"    return figure": "    history.clear()\n    return figure"},
    hint="The history is the caller's: whoever plots it only reads.",
)


misconception(
    "plot_history",
    name="four_epochs",
    replace={'range(1, len(history["train_loss"]) + 1)': "[1, 2, 3, 4]"},
    hint="How many epochs there are is for the history to say.",
)


misconception(
    "plot_predictions",
    name="points_joined",
    replace={"axes.scatter(y_true, y_pred, s=12)": "axes.plot(y_true, y_pred)"},
    hint="plot joins the points by a line, in the order of the samples, which has no meaning here.",
)


misconception(
    "plot_predictions",
    name="without_the_line",
    replace={'axes.plot(limits, limits, color="grey", linestyle="--")': "pass"},
    hint="Without the line y = x nobody sees whether the points lie on it.",
)


misconception(
    "plot_predictions",
    name="from_corner_to_corner",
    replace={"axes.plot(limits, limits,": "axes.plot([y_true.min(), y_true.max()], [y_pred.min(), y_pred.max()],"},
    hint="From the smallest (true, predicted) to the largest is another line: on y = x both coordinates are equal.",
)


misconception(
    "plot_predictions",
    name="line_from_0_to_1",
    replace={"limits, limits,": "[0, 1], [0, 1],"},
    hint="It is the right line, in the wrong place: let the data say from where to where.",
)


@misconception(
    "plot_predictions",
    hint="A fitted line is close to the points whatever they are; y = x is where a perfect model would have them.",
)
def fitted_line(y_true, y_pred):
    x, y = np.asarray(y_true), np.asarray(y_pred)
    figure, axes = plt.subplots()
    axes.scatter(x, y)
    if len(x) > 1:
        slope, intercept = np.polyfit(x, y, 1)
        axes.plot(x, slope * x + intercept)
    axes.set(xlabel="true", ylabel="predicted")
    return figure


@misconception(
    "plot_predictions",
    hint="No point is the pair of a true value, on the x axis, and its predicted value, on the y axis, as they come.",
)
def over_the_index(y_true, y_pred):
    figure, axes = plt.subplots()
    axes.scatter(range(len(y_true)), y_true)
    axes.scatter(range(len(y_pred)), y_pred)
    axes.set(xlabel="sample", ylabel="value")
    return figure


misconception(
    "plot_predictions",
    name="axes_without_labels",
    replace={'    axes.set_xlabel("true value")\n': "", '    axes.set_ylabel("predicted value")\n': ""},
    hint="Which axis is the truth? The labels have to say it.",
)


misconception(
    "plot_predictions",
    name="onto_the_last_plot",
    replace={"plt.subplots()": "plt.gcf(), plt.gca()"},
    hint="Each call is to make a figure of its own; gcf() and gca() are what the last call has left behind.",
)


misconception(
    "plot_predictions",
    name="tensors_only",
    replace={"axes.scatter(y_true, y_pred, s=12)": "axes.scatter(y_true.numpy(), y_pred.numpy(), s=12)"},
    hint="An array has no method numpy(); matplotlib takes tensors as they are.",
)


misconception(
    "plot_predictions",
    name="sorts_what_it_is_given",
    replace={"    limits =": "    np.asarray(y_true).sort()\n    limits ="},
    hint="sort() sorts in place, and asarray shares the memory: the caller's values are in another order afterwards.",
)


misconception(
    "plot_predictions",
    name="first_hundred",
    replace={"axes.scatter(y_true, y_pred, s=12)": "axes.scatter(y_true[:100], y_pred[:100], s=12)"},
    hint="Some points are missing: all are asked for.",
)


@misconception(
    "train_mnist",
    hint="The network is built and returned, but nothing trains it.",
)
def never_trains(train_set, device):
    return nn.Sequential(nn.Flatten(), nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10)).to(device)


@misconception(
    "train_mnist",
    hint="A few hundred steps are a start; go on for some epochs.",
)
def stops_early(train_set, device):
    net = nn.Sequential(nn.Flatten(), nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10))
    return train(net, train_set, device, torch.optim.Adam(net.parameters(), 2e-3), 460)


@misconception(
    "train_mnist",
    hint="Without a hidden layer with an activation the network is linear, and that ends near 92 %.",
)
def linear_model(train_set, device):
    net = nn.Sequential(nn.Flatten(), nn.Linear(784, 10))
    return train(net, train_set, device, torch.optim.Adam(net.parameters(), 2e-3), 469)


@misconception(
    "train_mnist",
    hint="squeeze() takes away every dimension of size 1, that of a batch of one image, too.",
)
def squeezes_the_batch(train_set, device):
    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            self.layers = nn.Sequential(nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10))

        def forward(self, x):
            return self.layers(x.flatten(1)).squeeze()

    net = Net()
    return train(net, train_set, device, torch.optim.Adam(net.parameters(), 2e-3), 460)


@misconception(
    "train_mnist",
    hint="The loss applies softmax itself; the network returns raw logits.",
)
def returns_probabilities(train_set, device):
    net = nn.Sequential(nn.Flatten(), nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10))
    return nn.Sequential(train(net, train_set, device, torch.optim.Adam(net.parameters(), 2e-3), 460), nn.Softmax(1))


@misconception(
    "train_mnist",
    hint="Dropout that does not know self.training stays on in eval mode, and answers become chance.",
)
def dropout_for_ever(train_set, device):
    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            self.first, self.second = nn.Linear(784, 128), nn.Linear(128, 10)

        def forward(self, x):
            return self.second(F.dropout(F.relu(self.first(x.flatten(1))), 0.2))

    net = Net()
    return train(net, train_set, device, torch.optim.Adam(net.parameters(), 2e-3), 460)


misconception(
    "repaired_training_step",
    name="still_keeps_gradients",
    replace={"    optimizer.zero_grad()\n": ""},
    hint="One bug is left: the gradients of earlier batches. Call the step twice, and look at .grad in between.",
)


misconception(
    "repaired_training_step",
    name="still_in_eval_mode",
    replace={"model.train()": "model.eval()"},
    hint="One bug is left: the mode. In which one do dropout and batch normalisation learn?",
)


misconception(
    "repaired_training_step",
    name="in_the_mode_it_comes_in",
    replace={"    model.train()\n": ""},
    hint="eval() is gone, but the network may come from a test: a step has to say which mode it wants.",
)


misconception(
    "repaired_training_step",
    name="still_softmax",
    replace={"F.cross_entropy(model(images), labels)": "F.cross_entropy(model(images).softmax(dim=1), labels)"},
    hint="One bug is left: cross_entropy applies softmax itself, so here it is applied twice.",
)


misconception(
    "repaired_training_step",
    name="still_a_tensor",
    replace={"loss.item()": "loss"},
    hint="One bug is left: look at the type of what is returned, and at what hangs on it.",
)


misconception(
    "repaired_training_step",
    name="empties_too_late",
    replace={
        "    optimizer.zero_grad()\n": "",
        "    optimizer.step()\n": "    optimizer.step()\n    optimizer.zero_grad()\n",
    },
    hint="Gradients are emptied after the step. What if somebody else has left some there before it?",
)


misconception(
    "repaired_training_step",
    name="empties_too_soon",
    replace={
        "    optimizer.zero_grad()\n": "",
        "    loss.backward()\n": "    loss.backward()\n    optimizer.zero_grad()\n",
    },
    hint="The step changes nothing: it is missing, or zero_grad() has emptied the gradients just before it.",
)


misconception(
    "repaired_training_step",
    name="loss_after_its_step",
    replace={"return loss.item()": "return F.cross_entropy(model(images), labels).item()"},
    hint="The loss is computed again after the step; asked for is the one before it.",
)


misconception(
    "repaired_training_step",
    name="train_mode_too_late",
    replace={"    model.train()\n": "", "    loss.backward()\n": "    model.train()\n    loss.backward()\n"},
    hint="The mode counts in the forward pass, which is over when train() is called.",
)


misconception(
    "repaired_training_step",
    name="steps_twice",
    replace={"    optimizer.step()\n": "    optimizer.step()\n    optimizer.step()\n"},
    hint="There are two steps for one batch.",
)


misconception(
    "repaired_training_step",
    name="sums_over_the_batch",
    replace={"F.cross_entropy(model(images), labels)": 'F.cross_entropy(model(images), labels, reduction="sum")'},
    hint="A sum over the batch grows with its size, and so does the step; cross_entropy takes the mean by default.",
)


misconception(
    "repaired_training_step",
    name="smooths_the_labels",
    replace={"F.cross_entropy(model(images), labels)": "F.cross_entropy(model(images), labels, label_smoothing=0.1)"},
    hint="Label smoothing makes another loss of it; the default arguments are asked for.",
)


misconception(
    "repaired_training_step",
    name="rounds_the_loss",
    replace={"loss.item()": "round(loss.item(), 4)"},
    hint="Round where you print; the value itself is wanted in full.",
)


misconception(
    "repaired_training_step",
    name="nll_of_raw_outputs",
    replace={"loss = F.cross_entropy(": "loss = F.nll_loss("},
    hint="nll_loss wants log-probabilities, and cross_entropy makes them of the raw outputs.",
)
