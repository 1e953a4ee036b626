# %% recursion: a set of the nodes
import torch


def graph_nodes(y):
    names = []
    seen = set()

    def visit(node):
        if node is None or node in seen:
            return
        seen.add(node)
        names.append(type(node).__name__)
        for next_node, _ in node.next_functions:
            visit(next_node)

    visit(y.grad_fn)
    return names


# %% queue: breadth first with a deque
from collections import deque

import torch


def graph_nodes(y):
    if y.grad_fn is None:
        return []
    queue = deque([y.grad_fn])
    found = {y.grad_fn: None}
    while queue:
        node = queue.popleft()
        for follower, index in node.next_functions:
            if follower is not None and follower not in found:
                found[follower] = index
                queue.append(follower)
    return [node.__class__.__name__ for node in found]


# %% ids: remembers id(node), and keeps the nodes
import torch


def graph_nodes(y):
    nodes = {}

    def walk(node):
        if node is None or id(node) in nodes:
            return
        nodes[id(node)] = node
        for pair in node.next_functions:
            walk(pair[0])

    walk(y.grad_fn)
    return [type(node).__name__ for node in nodes.values()]


# %% list-membership: a list of nodes instead of a set
import torch


def graph_nodes(y):
    nodes = [y.grad_fn] if y.grad_fn else []
    i = 0
    while i < len(nodes):
        nodes += [n for n in dict.fromkeys(f for f, _ in nodes[i].next_functions) if n and n not in nodes]
        i += 1
    return [type(node).__name__ for node in nodes]


# %% levels: one set of nodes after the other
import torch


def graph_nodes(y):
    level = {y.grad_fn} - {None}
    everything = set(level)
    names = [type(node).__name__ for node in level]
    while level:
        level = {after for node in level for after, _ in node.next_functions} - everything - {None}
        names.extend(sorted(type(node).__name__ for node in level))
        everything |= level
    return names


# %% generator: yield from, with a set that is handed down
import torch


def nodes_from(node, seen):
    if node is not None and node not in seen:
        seen.add(node)
        yield type(node).__name__
        for after, _ in node.next_functions:
            yield from nodes_from(after, seen)


def graph_nodes(y):
    return list(nodes_from(y.grad_fn, set()))


# %% post-order: leaves first, then turned round
import torch


def graph_nodes(y):
    order, seen = [], set()

    def visit(node):
        if node is None or node in seen:
            return
        seen.add(node)
        for after in node.next_functions:
            visit(after[0])
        order.append(node)

    visit(y.grad_fn)
    return [type(n).__qualname__ for n in reversed(order)]


# %% class: a visitor with a call, Russian names
import torch


class Обход:
    def __call__(self, y):
        self.узлы = {None: 0}
        self.зайти(y.grad_fn)
        del self.узлы[None]
        return list(map(lambda узел: type(узел).__name__, self.узлы))

    def зайти(self, узел):
        if узел in self.узлы:
            return
        self.узлы[узел] = len(self.узлы)
        for дальше, _ in узел.next_functions:
            self.зайти(дальше)


graph_nodes = Обход()


# %% memo: the set of all nodes behind a node, remembered
import torch


def graph_nodes(y):
    memo = {}

    def behind(node):
        if node is None:
            return frozenset()
        if node not in memo:
            memo[node] = frozenset([node]).union(*(behind(after) for after, _ in node.next_functions))
        return memo[node]

    rest = behind(y.grad_fn) - {y.grad_fn}
    first = [] if y.grad_fn is None else [type(y.grad_fn).__name__]
    return first + [type(node).__name__ for node in rest]


# %% stack-with-pop: a stack, pushes only what is new
import torch
from torch import Tensor


def graph_nodes(y: Tensor) -> list[str]:
    root = y.grad_fn
    if not y.requires_grad or root is None:
        return list()
    stack, visited, names = [root], [root], []
    marks = {root}
    while len(stack) > 0:
        current = stack.pop()
        names.append(str(type(current).__name__))
        for child, _number in current.next_functions:
            if child is None or child in marks:
                continue
            marks.add(child)
            visited.append(child)
            stack.append(child)
    assert len(visited) == len(names)
    return names


# %% metadata: marks the nodes themselves, and takes the marks away again
import torch


def graph_nodes(y):
    names, marked = [], []
    todo = [y.grad_fn]
    while todo:
        node = todo.pop(0)
        if node is None or "been here" in node.metadata:
            continue
        node.metadata["been here"] = True
        marked.append(node)
        names.append(node.__class__.__name__)
        todo += [following[0] for following in node.next_functions]
    for node in marked:
        del node.metadata["been here"]
    return names
