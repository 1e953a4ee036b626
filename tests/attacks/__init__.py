"""Hostile submissions, and proof that none of them gets what it wants.

Each file in ``cases/<group>/`` is one attack. Its docstring is a header:

    Goal: what it wants, in one line.
    Assignment: ps1_tensors, unless another is named.
    Deserves: points that it may get, as it also holds honest work; 0 unless named.
    Without a sandbox: succeeds | fails | unsafe (not to be run without one).

An attack that gets what it wants says so by raising an exception whose text contains ``ATTACK SUCCEEDED``. Points
that it does not deserve, the canary in any file of results, a neighbour's report that changes and a submission that
cannot be graded count as success, too, and need no word of its own. An attack that finds out what stopped it says
so in the same way: ``stopped by: PermissionError: …``.

A file is handed in as it is. Those in ``handing_in`` are about the form: they define ``hand_in(folder, course)``,
which puts the submission into the student's folder ``folder``.

``python -m tests.attacks --level full [-k WORD]`` runs them and prints the table; ``make attack`` runs both levels.
"""
