"""What the checks claim, and how it turned out."""

SHOWN = 5


class Checks:
    """Counts claims, and tells those that do not hold."""

    def __init__(self):
        self.passed = self.failed = 0

    def claim(self, words, problems):
        problems = list(problems)
        if not problems:
            self.passed += 1
            return
        self.failed += 1
        print(f"failed: {words}")
        for problem in problems[:SHOWN]:
            print(f"    {problem}")
        if len(problems) > SHOWN:
            print(f"    and {len(problems) - SHOWN} more")

    def equal(self, words, found, wanted):
        self.claim(words, [] if found == wanted else [f"found {found!r}, not {wanted!r}"])
