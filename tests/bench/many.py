"""How long linking a million commitments takes, and how much memory: `python tests/bench/many.py [NUMBER] [FOLDER]`.

Writes runs of NUMBER commitments in all below FOLDER (kept and used again if given): records of our own articles
multiplied with other parties, days, goals, names and words, so that promises are told again and again, in several
languages, by several articles, some of which are copies. Then measures `communique link` on two cores.
"""

from __future__ import annotations

import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from copy import deepcopy
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any

from pipeline.gazetteer.load import gazetteer
from pipeline.runners import run

HOME = Path(__file__).parents[2]
RUNS = 8
PAIRS = 4000
PROMISES = 0.12  # different promises a commitment
DAYS = 3650
WORDS = 550  # of an article
KINDS = ("agreement", "agreement", "agreement", "proposal", "pledge", "pledge", "reaffirmation", "signing")
Line = dict[str, Any]


class World:
    """Who promises what: parties, and for each a stock of promises that articles report."""

    def __init__(self, number: int, templates: list[Line], seed: int = 1) -> None:
        self.random = random.Random(seed)
        states = sorted(gazetteer().states)
        self.pairs = [tuple(sorted(self.random.sample(states, 2))) for _ in range(PAIRS)]
        self.often = list(accumulate(1 / (rank + 8) for rank in range(PAIRS)))
        self.templates = {lang: [t for t in templates if t["language"] == lang] for lang in ("en", "ru", "sv", "vi")}
        self.concepts = sorted({c for t in templates for c in t["concepts"]})
        self.actions = sorted({t["action"] for t in templates})
        self.words = {
            lang: sorted({w for t in listed for w in t["quote"].split()}) for lang, listed in self.templates.items()
        }
        self.stock: dict[int, list[Line]] = {}
        share = number * PROMISES / self.often[-1]
        self.size = [max(4, round(share / (rank + 8))) for rank in range(PAIRS)]

    def meeting(self) -> Iterator[list[Line]]:
        """The commitments of each article about one meeting."""
        rank = self.random.choices(range(PAIRS), cum_weights=self.often)[0]
        pair, size = self.pairs[rank], self.size[rank]
        stock = self.stock.get(rank) or self.stock.setdefault(rank, [self.promise(pair) for _ in range(size)])
        told = [stock[min(size - 1, int(self.random.expovariate(3 / size)))] for _ in range(self.random.randint(6, 16))]
        day = date(2016, 1, 1) + timedelta(self.random.randrange(DAYS))
        for language in self.random.choices(("en", "ru", "sv", "vi"), k=self.random.randint(1, 4)):
            when = day + timedelta(self.random.randrange(4))
            yield [self.report(p, language, when) for p in told if self.random.random() < 0.8]

    def promise(self, pair: tuple[str, ...]) -> Line:
        """One promise in codes."""
        draw = self.random
        told: Line = {
            "parties": pair,
            "kind": draw.choice(KINDS),
            "action": draw.choice(self.actions),
            "concepts": {
                self.concepts[int(len(self.concepts) * draw.random() ** 2)] for _ in range(draw.randint(1, 4))
            },
            "names": [],
            "targets": [],
            "givers": pair if draw.random() < 0.6 else (draw.choice(pair),),
        }
        if draw.random() < 0.25:
            told["names"] = ["".join(draw.choices("abdegiklmnoprstuv", k=draw.randint(4, 12)))]
        if draw.random() < 0.15:
            metric, unit = draw.choice((("bilateral_trade", "USD"), ("count", "scholarships"), ("investment", "EUR")))
            until = str(draw.randint(2020, 2040))
            value = draw.choice((1, 2, 5, 10, 12, 15)) * 10 ** (9 if metric != "count" else 2)
            told["targets"] = [{"metric": metric, "measure": "level", "value": value, "unit": unit, "deadline": until}]
        return told

    def report(self, promise: Line, language: str, day: date) -> Line:
        """One telling of a promise as a record: some codes differ, and the words do."""
        draw = self.random
        line = deepcopy(draw.choice(self.templates[language]))
        concepts = {c for c in promise["concepts"] if draw.random() < 0.9}
        concepts |= {draw.choice(self.concepts)} if draw.random() < 0.15 else set()
        quote = " ".join(draw.choices(self.words[language], k=draw.randint(5, 22)))
        shape = {"value_max": None, "comparator": "=", "per": None, "deadline_until": None, "deadline_text": None}
        span = {"text": "", "start": 0, "end": 0}
        line |= {
            "published": str(day), "published_from": str(day), "kind": promise["kind"], "parties": promise["parties"],
            "action": promise["action"] if draw.random() < 0.85 else draw.choice(self.actions),
            "concepts": sorted(concepts), "names": promise["names"], "quote": quote, "dates": [],
            "targets": [{**t, **shape, **span} for t in promise["targets"]],
            "agents": [{"actor_id": f"state:{s}", "name": s, "type": "state", "state": s} for s in promise["givers"]],
        }  # fmt: skip
        return line


def write(number: int, folder: Path) -> None:
    """Write runs with `number` commitments in all."""
    with tempfile.TemporaryDirectory() as room:
        run([HOME / "data"], Path(room) / "own")
        read = {kind: [json.loads(x) for x in (Path(room) / "own" / f"{kind}.jsonl").open(encoding="utf-8")]
                for kind in ("articles", "commitments", "figures")}  # fmt: skip
    world, made = World(number, read["commitments"]), 0
    for n in range(RUNS):
        out = folder / f"run-{n}"
        out.mkdir(parents=True)
        files = {kind: (out / f"{kind}.jsonl").open("w", encoding="utf-8") for kind in read}
        while made < number * (n + 1) // RUNS:
            for lines in world.meeting():
                made += _article(world, lines, read, files, f"{n}-{made}")
        for file in files.values():
            file.close()


def _article(world: World, lines: list[Line], read: dict[str, list[Line]], files: dict[str, Any], name: str) -> int:
    if not lines:
        return 0
    draw, first = world.random, lines[0]
    words = draw.choices(world.words[first["language"]], k=WORDS)
    copies = 2 if draw.random() < 0.06 else 1
    for copy in range(copies):
        article_id = f"{name}-{copy}"
        text = " ".join([*words[: WORDS - 40 * copy], *draw.choices(words, k=40 * copy), *(x["quote"] for x in lines)])
        article = draw.choice(read["articles"]) | {
            "article_id": article_id, "language": first["language"], "text": text, "chars": len(text),
            "published": first["published"], "published_from": first["published_from"],
        }  # fmt: skip
        files["articles"].write(json.dumps(article, ensure_ascii=False) + "\n")
        for at, line in enumerate(lines):
            line |= {"article_id": article_id, "commitment_id": f"c-{draw.getrandbits(64):016x}", "start": at * 200}
            line["cue"] |= {"start": at // 2 * 200}
            files["commitments"].write(json.dumps(line, ensure_ascii=False) + "\n")
        figure = draw.choice(read["figures"]) | {
            "article_id": article_id, "figure_id": f"f-{draw.getrandbits(64):016x}", "parties": first["parties"],
            "period": first["published"][:4], "published": first["published"],
        }  # fmt: skip
        files["figures"].write(json.dumps(figure, ensure_ascii=False) + "\n")
    return copies * len(lines)


def measured(arguments: list[str]) -> str:
    """Seconds and megabytes that a call of `communique` takes, all its processes together."""
    start, most = time.perf_counter(), 0
    command = "from pipeline.cli.app import main; main()"
    called = subprocess.Popen([sys.executable, "-c", command, *arguments], stdout=subprocess.DEVNULL, cwd=HOME)
    while called.poll() is None:
        most = max(most, sum(map(_resident, _family(called.pid))))
        time.sleep(0.2)
    if called.returncode:
        raise SystemExit(called.returncode)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = used.ru_utime + used.ru_stime
    return f"{time.perf_counter() - start:6.0f} s, at most {most / 2**20:5.0f} MB; {cpu:.0f} s of processor time so far"


def _family(pid: int) -> Iterator[int]:
    """A process and all that it started."""
    yield pid
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            for child in children.read_text().split():
                yield from _family(int(child))
        except OSError:
            continue


def _resident(pid: int) -> int:
    """Bytes of memory that a process holds; what several share is counted for each."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * resource.getpagesize()
    except OSError:
        return 0


def main() -> None:
    """Write the runs where they are not there yet, link them, and add one more."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:2])
    with tempfile.TemporaryDirectory() as room:
        folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(room)
        if not (folder / "run-0").exists():
            write(number, folder)
        runs, linked = sorted(map(str, folder.glob("run-*"))), str(folder / "linked")
        print(f"{number} commitments in {len(runs)} runs")
        print("all but one at once   ", measured(["link", *runs[:-1], "--out", linked]))
        print("the last one added    ", measured(["link", linked, runs[-1], "--out", linked]))
        print("all at once           ", measured(["link", *runs, "--out", str(folder / "once")]))
        added, once = (Path(p) / "ledger.jsonl" for p in (linked, folder / "once"))
        print("the same ledger       ", added.read_bytes() == once.read_bytes())


if __name__ == "__main__":
    main()
