"""Visible checks of `graph_nodes`."""

from collections import Counter

import torch

from autograder.checking import CheckFailure, Phrase, Symptom, check, describe, for_each, probe, require

LEAVES_MISSING = Symptom(
    "leaves_missing",
    "The graph ends in an AccumulateGrad node for each leaf, which fills its .grad; these belong to it.",
)
COUNTED_TWICE = Symptom(
    "counted_twice",
    "Several ways lead to one node: remember which nodes you have been to, and do not enter them again.",
)
TOLD_BY_NAME = Symptom(
    "told_by_name", "Two nodes of one class are two nodes: remember the nodes themselves, not their names."
)
OTHER_NAMES = Symptom("other_names", "node.name() and str(node) are other texts than type(node).__name__.")
FIRST_ALONE = Symptom(
    "first_alone", "Each node knows those that come after it, in node.next_functions; go on from there."
)
NODES = Symptom("nodes", "These are the nodes themselves; asked for is the name of the class of each, as text.")
A_SET = Symptom(
    "a_set", "A set holds each text once and has no order: two nodes of one class are to be listed as two, in a list."
)
NO_LIST = Symptom("no_list", "A list is asked for; list(…) makes one of a tuple.")
NONE_LISTED = Symptom(
    "none_listed",
    "None is no node: it stands in next_functions for an argument that needs no gradient, and in grad_fn where "
    "nothing was recorded.",
)
NONE_AMONG = Symptom(
    "none_among",
    "next_functions has a None for every argument that needs no gradient, such as a number; no way goes on there.",
)
DIGIT_LOST = Symptom("digit_lost", "The number at the end belongs to the name of the class.")
NOT_FIRST = Symptom("not_first", "The order is free but for the first: y.grad_fn's own name comes before all others.")
NO_GRAD_FN = Symptom(
    "no_grad_fn", "Where nothing was recorded, y.grad_fn is None: that is no error, there just are no nodes to list."
)
LEAF_LISTED = Symptom(
    "leaf_listed",
    "A leaf that requires grad was not computed from anything, so its grad_fn is None; its AccumulateGrad can only be "
    "reached from what is computed of it.",
)


@probe
def names_of(graph_nodes, compute):
    """Compute a tensor from two leaves and a constant, and ask for its nodes."""
    x = torch.tensor([1.5, 0.5], requires_grad=True)
    w = torch.tensor([2.0, -1.0], requires_grad=True)
    return graph_nodes(compute(x, w, torch.ones(2)))


def assert_names(found, expected):
    """Fail the check unless these are the names, the first one first, the others in any order."""
    if not isinstance(found, list):
        symptom = A_SET if is_a(found, "set", "frozenset") else NO_LIST if is_a(found, "tuple") else None
        raise CheckFailure(Phrase("the result is {value}, not a list of names", value=describe(found)), symptom=symptom)
    for item in found:
        if not isinstance(item, str):
            symptom = NODES if is_a(item, *expected) else None
            raise CheckFailure(Phrase("the list holds {value}, not names alone", value=describe(item)), symptom=symptom)
    missing, extra = Counter(expected) - Counter(found), Counter(found) - Counter(expected)
    if missing or extra:
        names = {"count": len(found), "missing": listed(missing), "extra": listed(extra)}
        if missing and extra:
            message = Phrase("the list of {count} names lacks {missing}, and has too many {extra}", **names)
        elif missing:
            message = Phrase("the list of {count} names lacks {missing}", **names)
        else:
            message = Phrase("the list of {count} names has too many {extra}", **names)
        raise CheckFailure(message, symptom=seen_in_names(found, expected))
    if found and found[0] != expected[0]:
        message = Phrase(
            "the first name is {found}, expected {expected}, that of y.grad_fn", found=found[0], expected=expected[0]
        )
        raise CheckFailure(message, symptom=NOT_FIRST)


def is_a(value, *types):
    """Say whether a value is of one of these types, by their names."""
    return describe(value).removeprefix("a ").removeprefix("an ").split(" ")[0] in types


def listed(names):
    """Write counted names, some of them."""
    some = [f"{count} × {name[:60]}" for name, count in sorted(names.items())]
    return ", ".join(some[:5]) + (", …" if len(some) > 5 else "")


def seen_in_names(found, expected):
    """Look for what is wrong with a list of names."""
    if "NoneType" in found:
        return NONE_LISTED
    if found == ["AccumulateGrad"] and not expected:
        return LEAF_LISTED
    if sorted(name.rstrip("0123456789") for name in expected) == sorted(found):
        return DIGIT_LOST
    if any("::" in name or " " in name for name in found):
        return OTHER_NAMES
    if Counter(found) == Counter(name for name in expected if name != "AccumulateGrad"):
        return LEAVES_MISSING
    if len(found) == 1 and len(expected) > 2 and found == expected[:1]:
        return FIRST_ALONE
    if set(found) == set(expected):
        return COUNTED_TWICE if not Counter(expected) - Counter(found) else TOLD_BY_NAME
    return None


@check(points=1)
@for_each(
    [
        {
            "compute": lambda x, w, one: torch.sin(torch.cos(x)),
            "names": ["SinBackward0", "CosBackward0", "AccumulateGrad"],
        },
        {"compute": lambda x, w, one: torch.exp(2 * x), "names": ["ExpBackward0", "MulBackward0", "AccumulateGrad"]},
        {
            "compute": lambda x, w, one: (x * w + one).sum(),
            "names": ["SumBackward0", "AddBackward0", "MulBackward0", "AccumulateGrad", "AccumulateGrad"],
        },
    ]
)
def test_names(student, compute, names):
    """Lists the classes of the nodes, that of y.grad_fn first, the leaves' included."""
    try:
        found = student.run(names_of, student.graph_nodes, compute)
    except CheckFailure as failure:
        if "MulBackward0" in names and "'NoneType' object has no attribute 'next_functions'" in failure.message:
            failure.symptom = NONE_AMONG  # that of the number or the constant in it
        raise
    assert_names(found, names)


@check(points=0.75)
@for_each(
    [
        {"compute": lambda x, w, one: x * x, "names": ["MulBackward0", "AccumulateGrad"]},
        {
            "compute": lambda x, w, one: (lambda y: y * torch.cos(y))(x.exp()),
            "names": ["MulBackward0", "CosBackward0", "ExpBackward0", "AccumulateGrad"],
        },
    ]
)
def test_shared_once(student, compute, names):
    """Lists a node once to which several ways lead."""
    with require():
        found = student.run(names_of, student.graph_nodes, lambda x, w, one: torch.sin(x))
        assert_names(found, ["SinBackward0", "AccumulateGrad"])
    assert_names(student.run(names_of, student.graph_nodes, compute), names)


@check(points=0.5)
@for_each(
    [
        {
            "compute": lambda x, w, one: torch.sin(torch.sin(x)),
            "names": ["SinBackward0", "SinBackward0", "AccumulateGrad"],
        },
        {
            "compute": lambda x, w, one: torch.exp(x) - torch.exp(w),
            "names": ["SubBackward0", "ExpBackward0", "ExpBackward0", "AccumulateGrad", "AccumulateGrad"],
        },
    ]
)
def test_two_of_one_class(student, compute, names):
    """Lists two nodes of one class twice."""
    with require():
        found = student.run(names_of, student.graph_nodes, lambda x, w, one: torch.sin(x))
        assert_names(found, ["SinBackward0", "AccumulateGrad"])
    assert_names(student.run(names_of, student.graph_nodes, compute), names)


@check(points=0.5)
@for_each(
    [
        {"compute": lambda x, w, one: one + 1},
        {"compute": lambda x, w, one: torch.sin(x).detach()},
        {"compute": lambda x, w, one: x},
    ]
)
def test_no_graph(student, compute):
    """Returns an empty list for a tensor that nothing was recorded for."""
    with require():
        found = student.run(names_of, student.graph_nodes, lambda x, w, one: torch.sin(x))
        assert_names(found, ["SinBackward0", "AccumulateGrad"])
    try:
        found = student.run(names_of, student.graph_nodes, compute)
    except CheckFailure as failure:
        if failure.message.startswith("raised "):  # and it raises nothing where there is a graph
            failure.symptom = NO_GRAD_FN
        raise
    assert_names(found, [])
