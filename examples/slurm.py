"""Grade a class on a Slurm cluster: ``python examples/slurm.py SUBMITTED ASSIGNMENT OUT [OPTION …]``.

Needs ``pip install dask-jobqueue cryptography`` beside ``pytorch-autograder[dask]``, and a folder with all of this that
the nodes see, too. Adapt the figures. Whatever ends it, the same command goes on from there.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from dask_jobqueue import SLURMCluster
from distributed.security import Security

JOBS = 4  # of Slurm, each one Dask worker
CORES = 16  # of each, and as many grader processes
MEMORY = "64GB"  # of each; a grader process takes 1 GB, and a submission up to its --memory-limit
WALLTIME = "02:00:00"


def main() -> int:
    """Ask Slurm for Dask workers, grade, and give them back."""
    if len(sys.argv) < 4:
        print(__doc__, file=sys.stderr)
        return 2
    submitted, assignment, out, *options = sys.argv[1:]
    security = Security.temporary()  # certificates for this cluster alone, as others use the same network
    with SLURMCluster(
        cores=CORES,
        processes=1,
        memory=MEMORY,
        walltime=WALLTIME,
        worker_extra_args=["--memory-limit", "0"],  # Dask's own limit; Slurm's holds
        log_directory="slurm-logs",
        security=security,
        shared_temp_directory=str(Path.cwd()),  # for the certificates, which nobody else can read
    ) as cluster:
        cluster.scale(jobs=JOBS)
        print(f"waiting for the first of {JOBS} jobs", file=sys.stderr)
        cluster.wait_for_workers(1)
        where = [submitted, "-a", assignment, "-o", out, "--dask", cluster.scheduler_address]
        command = [sys.executable, "-m", "autograder.commands.main", "grade", *where, *options]
        return subprocess.call(command, env={**os.environ, **_certificates(security)})


def _certificates(security: Security) -> dict[str, str]:
    """Return the variables by which a client of Dask finds its certificates."""
    tls = "DASK_DISTRIBUTED__COMM__TLS__"
    return {
        "DASK_DISTRIBUTED__COMM__REQUIRE_ENCRYPTION": "true",
        f"{tls}CA_FILE": security.tls_ca_file,
        f"{tls}CLIENT__CERT": security.tls_client_cert,
        f"{tls}CLIENT__KEY": security.tls_client_key,
    }


if __name__ == "__main__":
    sys.exit(main())
