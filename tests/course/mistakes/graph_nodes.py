# %% tree-walk: no memory of the nodes
import torch


def graph_nodes(y):
    def walk(node):
        if node is None:
            return []
        names = [type(node).__name__]
        for after, _ in node.next_functions:
            names += walk(after)
        return names

    return walk(y.grad_fn)


# %% set-of-names: each class once
import torch


def graph_nodes(y):
    names = []

    def walk(node):
        if node is None or type(node).__name__ in names:
            return
        names.append(type(node).__name__)
        for after, _ in node.next_functions:
            walk(after)

    walk(y.grad_fn)
    return names


# %% unique-names-at-the-end: the right walk, then dict.fromkeys
import torch


def graph_nodes(y):
    seen = {}

    def walk(node):
        if node is not None and node not in seen:
            seen[node] = type(node).__name__
            for after, _ in node.next_functions:
                walk(after)

    walk(y.grad_fn)
    return list(dict.fromkeys(seen.values()))


# %% set-at-the-end: walks every way and sorts out afterwards
import torch


def graph_nodes(y):
    nodes = []

    def walk(node):
        if node is not None:
            nodes.append(node)
            for after, _ in node.next_functions:
                walk(after)

    walk(y.grad_fn)
    return [type(node).__name__ for node in dict.fromkeys(nodes)]


# %% marks-after-the-children: remembers a node only when it leaves it, and forgets it for siblings
import torch


def graph_nodes(y):
    def walk(node, path):
        if node is None or node in path:
            return []
        names = [type(node).__name__]
        for after in dict.fromkeys(after for after, _ in node.next_functions):
            names += walk(after, path | {node})
        return names

    return walk(y.grad_fn, frozenset())


# %% no-leaves: without AccumulateGrad
import torch


def graph_nodes(y):
    names, seen = [], set()

    def walk(node):
        if node is None or node in seen or not node.next_functions:
            return
        seen.add(node)
        names.append(type(node).__name__)
        for after, _ in node.next_functions:
            walk(after)

    walk(y.grad_fn)
    return names


# %% one-leaf: AccumulateGrad once for all leaves
import torch


def graph_nodes(y):
    names, seen = [], set()

    def walk(node):
        if node is None or node in seen:
            return
        seen.add(node)
        name = type(node).__name__
        if name != "AccumulateGrad" or name not in names:
            names.append(name)
        for after, _ in node.next_functions:
            walk(after)

    walk(y.grad_fn)
    return names


# %% name-method: node.name()
import torch


def graph_nodes(y):
    names, seen = [], set()

    def walk(node):
        if node is None or node in seen:
            return
        seen.add(node)
        names.append(node.name())
        for after, _ in node.next_functions:
            walk(after)

    walk(y.grad_fn)
    return names


# %% str-of-node: the whole representation
import torch


def graph_nodes(y):
    names, seen = [], set()

    def walk(node):
        if node is None or node in seen:
            return
        seen.add(node)
        names.append(str(node))
        for after, _ in node.next_functions:
            walk(after)

    walk(y.grad_fn)
    return names


# %% nodes-themselves: no names
import torch


def graph_nodes(y):
    nodes = []

    def walk(node):
        if node is None or node in nodes:
            return
        nodes.append(node)
        for after, _ in node.next_functions:
            walk(after)

    walk(y.grad_fn)
    return nodes


# %% only-first: y's own node alone
import torch


def graph_nodes(y):
    return [] if y.grad_fn is None else [type(y.grad_fn).__name__]


# %% left-most-way: follows the first argument only
import torch


def graph_nodes(y):
    names, node = [], y.grad_fn
    while node is not None:
        names.append(type(node).__name__)
        node = node.next_functions[0][0] if node.next_functions else None
    return names


# %% stops-at-none: a constant ends the list of the arguments
import torch


def graph_nodes(y):
    names, seen = [], set()

    def walk(node):
        if node in seen:
            return
        seen.add(node)
        names.append(type(node).__name__)
        for after, _ in node.next_functions:
            if after is None:
                break
            walk(after)

    if y.grad_fn is not None:
        walk(y.grad_fn)
    return names


# %% none-raises: no thought of arguments without a gradient
import torch


def graph_nodes(y):
    names, seen = [], set()

    def walk(node):
        if node in seen:
            return
        seen.add(node)
        names.append(type(node).__name__)
        for after, _ in node.next_functions:
            walk(after)

    if y.grad_fn is not None:
        walk(y.grad_fn)
    return names


# %% none-listed: NoneType is a name, too
import torch


def graph_nodes(y):
    names, seen = [], set()

    def walk(node):
        if node in seen:
            return
        seen.add(node)
        names.append(type(node).__name__)
        for after, _ in getattr(node, "next_functions", ()):
            walk(after)

    walk(y.grad_fn)
    return names


# %% no-graph-raises: a tensor without a graph is an error
import torch


def graph_nodes(y):
    if y.grad_fn is None:
        raise ValueError("no graph")
    names, seen = [], set()

    def walk(node):
        if node is None or node in seen:
            return
        seen.add(node)
        names.append(type(node).__name__)
        for after, _ in node.next_functions:
            walk(after)

    walk(y.grad_fn)
    return names


# %% leaf-listed: a leaf that requires grad has its AccumulateGrad listed
import torch


def graph_nodes(y):
    names, seen = [], set()

    def walk(node):
        if node is None or node in seen:
            return
        seen.add(node)
        names.append(type(node).__name__)
        for after, _ in node.next_functions:
            walk(after)

    walk(y.view_as(y).grad_fn.next_functions[0][0] if y.is_leaf and y.requires_grad else y.grad_fn)
    return names


# %% numbered: a node counts once for each of its results
import torch


def graph_nodes(y):
    names, seen = [], set()

    def walk(pair):
        if pair[0] is None or pair in seen:
            return
        seen.add(pair)
        names.append(type(pair[0]).__name__)
        for after in pair[0].next_functions:
            walk(after)

    walk((y.grad_fn, 0))
    return names


# %% sorted: the first one gets lost
import torch


def graph_nodes(y):
    seen = {}

    def walk(node):
        if node is None or node in seen:
            return
        seen[node] = type(node).__name__
        for after, _ in node.next_functions:
            walk(after)

    walk(y.grad_fn)
    return sorted(seen.values())


# %% a-set: no list
import torch


def graph_nodes(y):
    seen = set()

    def walk(node):
        if node is None or node in seen:
            return
        seen.add(node)
        for after, _ in node.next_functions:
            walk(after)

    walk(y.grad_fn)
    return {type(node).__name__ for node in seen}


# %% a-tuple: no list
import torch


def graph_nodes(y):
    seen = {}

    def walk(node):
        if node is None or node in seen:
            return
        seen[node] = type(node).__name__
        for after, _ in node.next_functions:
            walk(after)

    walk(y.grad_fn)
    return tuple(seen.values())


# %% without-number: the 0 at the end is cut off
import torch


def graph_nodes(y):
    seen = {}

    def walk(node):
        if node is None or node in seen:
            return
        seen[node] = type(node).__name__.rstrip("0123456789")
        for after, _ in node.next_functions:
            walk(after)

    walk(y.grad_fn)
    return list(seen.values())


# %% shallow: ten levels are enough for anybody
import torch


def graph_nodes(y):
    seen = {}

    def walk(node, depth):
        if node is None or node in seen or depth > 10:
            return
        seen[node] = type(node).__name__
        for after, _ in node.next_functions:
            walk(after, depth + 1)

    walk(y.grad_fn, 0)
    return list(seen.values())


# %% detached-first: looks at a tensor that has lost its graph
import torch


def graph_nodes(y):
    y = y.detach().requires_grad_() * 1
    return [type(y.grad_fn).__name__, "AccumulateGrad"]


# %% default-argument-set: what one call has seen the next one leaves out; a second call for the same tensor gives []
def graph_nodes(y, seen=set()):
    names = []

    def walk(node):
        if node is None or node in seen:
            return
        seen.add(node)
        names.append(type(node).__name__)
        for child, _ in node.next_functions:
            walk(child)

    walk(y.grad_fn)
    return names
