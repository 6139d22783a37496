"""A real Dask cluster on this machine, started by its own commands."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

from runs import after_shards, to_its_end


class Cluster:
    """A scheduler and workers on this machine's loopback address."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]
        self.address = f"tcp://127.0.0.1:{self._port}"
        self._processes: list[subprocess.Popen[bytes]] = []
        self.begin(workers=2)

    def begin(self, workers: int) -> None:
        """Start a scheduler at the address, and workers."""
        self._start("scheduler", "--host", "127.0.0.1", "--port", self._port, "--no-dashboard")
        for _ in range(workers):
            self.add_worker()

    def add_worker(self) -> None:
        options = ("--nthreads", 1, "--no-nanny", "--no-dashboard", "--local-directory", self._folder)
        self._start("worker", self.address, *options)

    def kill(self, which: slice) -> None:
        """Kill processes, in the order of their start: scheduler, workers."""
        for process in self._processes[which]:
            process.kill()
            process.wait()
        del self._processes[which]

    def disturb(self, process: "subprocess.Popen[str]") -> None:
        """While a run works, kill a worker, and later all, scheduler and workers, and start them again."""
        with to_its_end(process):
            assert after_shards(process, 1)
            self.kill(slice(1, 2))
            self.add_worker()
            assert after_shards(process, 1)
            self.kill(slice(None))
            time.sleep(0.5)
            self.begin(workers=2)

    def _start(self, *arguments: object) -> None:
        command = [sys.executable, "-m", "dask", *map(str, arguments)]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), *sys.path])}
        log = subprocess.DEVNULL
        self._processes.append(subprocess.Popen(command, env=environment, stdout=log, stderr=log))
