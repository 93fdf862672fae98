"""A standalone cluster on loopback, and drivers on it as users would start them."""

import os
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path


def port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


class Cluster:
    """A master and two workers of one core each."""

    def __init__(self, folder):
        import pyspark

        self.home, self.folder, self.processes = Path(pyspark.__file__).parent, folder, []
        number = port()
        self.url = f"spark://127.0.0.1:{number}"
        self.start("master.Master", "--port", number, "--webui-port", port())
        time.sleep(5)
        self.workers = [self.worker(), self.worker()]
        time.sleep(5)

    def start(self, what, *args):
        log = open(self.folder / f"{len(self.processes)}-{what}.log", "wb")
        command = [self.home / "bin" / "spark-class", f"org.apache.spark.deploy.{what}", "--host", "127.0.0.1", *map(str, args)]
        process = subprocess.Popen(list(map(str, command)), stdout=log, stderr=log, env={**os.environ, "SPARK_HOME": str(self.home)})
        self.processes.append(process)
        return process

    def worker(self):
        return self.start("worker.Worker", "--cores", 1, "--memory", "1g", "--webui-port", port(), "--work-dir", self.folder / "work", self.url)

    def run(self, verb, output, *args):
        """A driver of its own, as a user would start it."""
        return self.drive([sys.executable, "-m", "sejajar.spark", verb, *args, "-o", output, "--master", self.url])

    def submit(self, verb, output, *args):
        """The same by spark-submit, as on a cluster."""
        import sejajar.spark

        program = Path(sejajar.spark.__path__[0]) / "__main__.py"
        return self.drive([self.home / "bin" / "spark-submit", "--master", self.url, program, verb, *args, "-o", output])

    def drive(self, command, **where):
        log = open(self.folder / "driver.log", "ab")
        settings = f"--master {self.url} --conf spark.executor.memory=700m --conf spark.ui.enabled=false --conf spark.sql.shuffle.partitions=8 pyspark-shell"
        env = {**os.environ, "PYSPARK_SUBMIT_ARGS": settings, "SPARK_HOME": str(self.home)}
        return subprocess.Popen(list(map(str, command)), stdout=log, stderr=log, env=env, **where)

    def stop(self):
        for process in reversed(self.processes):
            process.terminate()
        for process in self.processes:
            process.wait()


def timed(process):
    start = time.perf_counter()
    assert process.wait() == 0, "the driver failed, see its log"
    return time.perf_counter() - start


class Processors(threading.Thread):
    """Processor seconds of the executors' JVMs and of their Python workers, read from /proc while a driver runs; the block's ``used`` has both."""

    def __init__(self):
        super().__init__(daemon=True)
        self.ended, self.seen, self.used = threading.Event(), {}, {"JVM": 0.0, "Python": 0.0}

    def __enter__(self):
        self.look()
        self.before = dict(self.seen)
        self.start()
        return self

    def __exit__(self, *_):
        self.ended.set()
        self.join()
        for (kind, process), seconds in self.seen.items():
            self.used[kind] += seconds - self.before.get((kind, process), 0.0)

    def run(self):
        while not self.ended.wait(0.3):
            self.look()

    def look(self):
        for process in Path("/proc").glob("[0-9]*"):
            try:
                command, state = (process / "cmdline").read_text(), (process / "stat").read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            kind = "JVM" if "CoarseGrainedExecutorBackend" in command else "Python" if "pyspark.daemon" in command else None
            if kind:
                self.seen[kind, process.name] = (int(state[11]) + int(state[12])) / os.sysconf("SC_CLK_TCK")
