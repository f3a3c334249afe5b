"""Run on this machine: in this process, or in several that are started afresh (spawned) and load once each."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from pipeline.config import Settings
from pipeline.errors import CommuniqueError
from pipeline.runners.base import Receipt, Shard, work

SHARDS_AHEAD = 3  # shards in hand for each worker: enough to keep it busy, few enough to stay small


class LocalRunner:
    """`workers` processes; one means this process, which is quickest for a few hundred articles."""

    def __init__(self, workers: int = 1) -> None:
        self.workers = workers

    def run(self, shards: Iterable[Shard], settings: Settings) -> Iterator[Receipt]:
        """Yield the receipts in the order of the shards, whatever order they finish in."""
        if self.workers == 1:
            yield from (work(shard, settings) for shard in shards)
            return
        spawn = multiprocessing.get_context("spawn")
        pool = ProcessPoolExecutor(self.workers, mp_context=spawn)
        waiting: deque[Future[Receipt]] = deque()
        try:
            for shard in shards:
                waiting.append(pool.submit(work, shard, settings))
                if len(waiting) >= self.workers * SHARDS_AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool as error:
            raise CommuniqueError("a worker process died (out of memory?); try again with --workers 1") from error
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
