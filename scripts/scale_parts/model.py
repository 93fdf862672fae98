"""What linking and aligning a collection takes on a cluster: the tasks of every stage, handed out to cores as Spark does."""

import heapq
import math
import random
from dataclasses import dataclass

from sejajar.spark.buckets import A_BUCKET
from sejajar.spark.linking import A_BLOCK, A_PERIOD, A_READING, A_TASK

#: Tasks that are simulated one by one; of more, that many are drawn and the rest is their mean.
DRAWN = 20_000


@dataclass
class Stage:
    """Tasks that start together: how many, the seconds of each, and the bytes that reach them over the network."""

    name: str
    tasks: int
    seconds: float
    shuffled: float = 0.0


@dataclass
class Collection:
    """So many articles and as many reports, of so many days."""

    documents: int
    days: int

    def parts(self):
        """Blocks of a period, and of how many reports each is."""
        reports = self.documents / max(1.0, self.days / A_PERIOD)
        parts = max(1, math.ceil(reports / A_BLOCK))
        return parts, reports / parts

    def buckets(self):
        return math.ceil(self.documents / A_BUCKET)


def linking(c, collection):
    """The stages of sejajar.spark.link, for constants ``c`` of one core."""
    n, buckets = collection.documents, collection.buckets()
    reading = math.ceil(n / A_READING)
    counting = max(1, reading // 4)
    parts, reports = collection.parts()
    # A window of thirty days around a day touches two or three periods of thirty.
    asked = min(3, max(1, math.ceil(collection.days / A_PERIOD))) * parts * n
    tasks = max(1, math.ceil(asked / A_TASK))
    return [
        Stage("fingerprints of reports", reading, A_READING * c["read_report"], n * c["report_bytes"]),
        Stage("counts", counting, n * c["count_report"] / counting),
        Stage("fingerprints of articles", reading, A_READING * c["read_article"], n * c["article_bytes"]),
        Stage("near-duplicates", 1, n * c["group_report"], n * c["sketch_bytes"]),
        Stage("search", tasks, asked / tasks * reports * c["ask_of_report"], (tasks * reports + asked) * c["print_bytes"]),
        Stage("judging", buckets, A_BUCKET * c["judge_article"], n * c["judged_bytes"]),
    ]


def aligning(c, collection):
    """The stage of sejajar.spark.align."""
    n = collection.documents
    return [Stage("aligning", collection.buckets(), A_BUCKET * c["align_pair"], n * (c["article_bytes"] + c["report_bytes"]))]


def makespan(stage, cores, rng):
    """Seconds until the last task of a stage ends. Buckets are chosen by a hash, so that their sizes vary as those of a Poisson process."""
    drawn = min(stage.tasks, DRAWN)
    free = [0.0] * min(cores, drawn)
    for _ in range(drawn):
        seconds = stage.seconds * max(0.0, rng.gauss(1.0, 1 / math.sqrt(A_BUCKET)))
        heapq.heapreplace(free, free[0] + seconds)
    beyond = (stage.tasks - drawn) * stage.seconds / min(cores, stage.tasks)
    return max(free) + beyond


def pure(stages, cores):
    """Seconds of all stages, one after the other, on cores that do nothing else."""
    rng = random.Random(1)
    return sum(makespan(stage, cores, rng) for stage in stages)


@dataclass
class Cluster:
    """What Spark adds: seconds until a driver and its executors run at full speed, and a share of all work."""

    start: float
    share: float

    @classmethod
    def fitted(cls, small, large):
        """From two runs, each as seconds of the model and seconds measured."""
        share = (large[1] - small[1]) / (large[0] - small[0])
        return cls(small[1] - share * small[0], share)

    def seconds(self, stages, cores):
        return self.start + self.share * pure(stages, cores)
