"""Hidden checks of `graph_nodes`."""

from collections import Counter

import hypothesis.strategies as st
import torch

from autograder.checking import CheckFailure, Phrase, Symptom, check, describe, for_all, probe, require, unreadable

SINGLE = ("sin", "exp", "relu", "detach", "own", "in_place")
DOUBLE = ("add", "mul", "sub", "stack")

REMEMBERS = Symptom(
    "remembers",
    "What one call has collected is still there in the next: a set or list in the place of a default value, or outside "
    "the function, is made once and lives on.",
)
EVERY_WAY = Symptom(
    "every_way",
    "With n forks behind each other there are 2ⁿ ways through the graph: do not enter a node again.",
)
CUT_SHORT = Symptom(
    "cut_short",
    "A short graph is listed whole, of a long one the end is missing: is there a limit on how deep you go, or on how "
    "many names you list?",
)


@probe
def names_of(graph_nodes, recipe):
    """Compute tensors one after the other, each from two that are there already; ask for the nodes of the last."""

    class Doubled(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            return 2 * x

        @staticmethod
        def backward(ctx, slope):
            return 2 * slope

    there = [torch.tensor([0.5, 0.25], requires_grad=True) for _ in range(2)]
    there.append(torch.ones(2))
    for name, first, second in recipe:
        x, y = there[first % len(there)], there[second % len(there)]
        if name == "own":
            there.append(Doubled.apply(x))
        elif name == "in_place":
            there.append(x.clone().mul_(0.5))
        elif name == "stack":  # one node with two results, both of which may be used
            there.extend(torch.stack([x, y]).unbind())
        elif name in ("add", "mul", "sub"):
            there.append(getattr(torch, name)(x, y))
        else:
            there.append(getattr(x, name)())
    return graph_nodes(there[-1])


@probe
def asked_twice(graph_nodes, recipe):
    """Ask for the nodes of one tensor twice."""
    y = torch.tensor(0.5, requires_grad=True)
    for name, _, _ in recipe:
        y = getattr(y, name)()
    return [list(graph_nodes(y)), graph_nodes(y)]


def assert_names(found, expected, symptom=None, when=""):
    """Fail the check unless these are the names, the first one first, the others in any order."""
    if not isinstance(found, list):
        raise CheckFailure(Phrase("{when}the result is {value}, not a list of names", when=when, value=describe(found)))
    if not all(isinstance(name, str) for name in found):
        raise CheckFailure(Phrase("the list holds other things than names"))
    missing, extra = Counter(expected) - Counter(found), Counter(found) - Counter(expected)
    if missing or extra:
        some = [f"{count} × {name[:60]}" for name, count in sorted((missing or extra).items())]
        names = {"when": when, "count": len(found), "names": ", ".join(some[:5])}
        lacks = Phrase("{when}the list of {count} names lacks {names}", **names)
        message = lacks if missing else Phrase("{when}the list of {count} names has too many {names}", **names)
        raise CheckFailure(message, symptom=symptom)
    if found and found[0] != expected[0]:
        raise CheckFailure(
            Phrase(
                "the first name is {found}, expected {expected}, that of y.grad_fn",
                found=found[0],
                expected=expected[0],
            )
        )


STEPS = st.tuples(st.sampled_from((*SINGLE, *DOUBLE, *DOUBLE)), st.integers(0, 7), st.integers(0, 7))


@check(points=0.75)
@for_all(
    recipe=st.lists(STEPS, min_size=1, max_size=12),
    also=[
        {"recipe": [("stack", 0, 1), ("mul", 3, 4)]},  # both results of one node
        {"recipe": [("exp", 0, 0), ("detach", 3, 0), ("mul", 3, 4)]},
        {"recipe": [("exp", 0, 0), ("own", 3, 0), ("in_place", 3, 0), ("sub", 4, 5), ("add", 6, 3)]},
        {"recipe": [("mul", 2, 2), ("add", 3, 2)]},  # of constants alone
    ],
    examples=20,
)
def test_any_graph(student, reference, recipe):
    """Lists the nodes of any graph."""
    found = student.run(names_of, student.graph_nodes, recipe)
    assert_names(found, names_of(reference.graph_nodes, recipe))


CHAIN = [("sin", step + 2 if step else 0, 0) for step in range(120)]
# Each step forks and joins: 50 forks behind each other make 2⁵⁰ ways through the graph.
FORKS = [
    step
    for number in range(50)
    for last in ([3 * number + 2 if number else 0])
    for step in (("sin", last, 0), ("exp", last, 0), ("sub", 3 * number + 3, 3 * number + 4))
]


@check(points=0.25)
def test_second_call(student, reference):
    """Lists the same nodes when it is asked again."""
    expected = names_of(reference.graph_nodes, CHAIN[:2])
    with require():
        assert_names(student.run(names_of, student.graph_nodes, CHAIN[:2]), expected)
    answers = student.run(asked_twice, student.graph_nodes, CHAIN[:2])
    if not isinstance(answers, (list, tuple)) or len(answers) != 2:
        raise unreadable(answers)
    first, again = answers
    with require():
        assert_names(first, expected)
    assert_names(again, expected, REMEMBERS, Phrase("called again for the same tensor, "))


@check(points=0.25)
def test_deep(student, reference):
    """Lists the nodes of a long chain."""
    with require():
        assert_names(student.run(names_of, student.graph_nodes, CHAIN[:2]), names_of(reference.graph_nodes, CHAIN[:2]))
    assert_names(student.run(names_of, student.graph_nodes, CHAIN), names_of(reference.graph_nodes, CHAIN), CUT_SHORT)


@check(points=0.5, timeout_s=3, replay=False)
def test_many_ways(student, reference):
    """Lists each node once, and in good time, where very many ways lead through the graph."""
    for forks in (2, 50):
        recipe = FORKS[: 3 * forks]
        try:
            found = student.run(names_of, student.graph_nodes, recipe)
            assert_names(found, names_of(reference.graph_nodes, recipe), CUT_SHORT if forks > 2 else None)
        except CheckFailure as failure:
            if failure.lost_at is not None and forks > 2:  # it takes too long, and did not with few forks
                failure.symptom = EVERY_WAY
            failure.counterexample = f"forks = {forks}"
            raise
