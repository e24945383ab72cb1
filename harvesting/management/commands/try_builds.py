"""manage.py try_builds: thousands of builds at random, each held against a full rebuild. Touches nothing that is here.

Ends with 1 when a feed was not what it ought to be; then it prints how to repeat just that.
"""

from argparse import ArgumentParser
from random import SystemRandom

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from harvesting.trials.surroundings import own_database
from harvesting.trials.trial import Tally, Wrong, try_builds


class Command(BaseCommand):
    """See the module."""

    help = "Tries builds at random in a database of their own: what is served is always right, whatever breaks."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--builds", type=int, default=10_000, help="how many feeds are built and judged")
        parser.add_argument("--seed", type=int, help="a seed that an earlier run has printed")
        parser.add_argument("--from", type=int, default=0, dest="start", help="the step at which to begin")

    def handle(self, *args, builds: int, seed: int | None, start: int, **options) -> None:
        seed = seed if seed is not None else SystemRandom().randrange(1, 1_000_000)
        self.stdout.write(f"seed {seed}: repeat with --seed {seed}")
        with own_database(), tqdm(total=builds, unit=" builds", file=self.stderr, mininterval=1.0) as bar:
            try:
                tally = try_builds(seed, builds, start=start, told=lambda now: bar.update(now.builds - bar.n))
            except Wrong as fault:
                raise CommandError(f"{fault}\nrepeat with --seed {seed} --from {fault.step}") from fault
        self.stdout.write(_summary(tally))


def _summary(tally: Tally) -> str:
    rate = tally.builds / tally.seconds
    return (
        f"{tally.builds} builds in {tally.seconds:.0f} s, {rate:.1f} a second, all equal to a full rebuild;"
        f" {tally.left_out} of them without a record that could not be shown, and {tally.failed} times a build was"
        " rightly stopped"
    )
