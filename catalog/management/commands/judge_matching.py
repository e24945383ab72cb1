"""manage.py judge_matching: precision and recall of the proposals, on titles of which the answers are known."""

from django.core.management.base import BaseCommand

from catalog.matching.judging import judge
from catalog.matching.listed import matcher_of_list


class Command(BaseCommand):
    """See the module."""

    help = (
        "Prints how many of the proposals for known titles are right, how many of the right ones come, and which err."
    )

    def handle(self, *args, **options) -> None:
        judgement = judge(matcher_of_list())
        for each in judgement.wrong:
            told = (", ".join(sorted(keys)) or "nothing" for keys in (each.right, each.proposed))
            self.stdout.write("{}: is {}, proposed {}".format(each.title, *told))
        self.stdout.write(
            f"\n{len(judgement.judged)} titles: precision {judgement.precision:.1%}, recall {judgement.recall:.1%}"
        )
