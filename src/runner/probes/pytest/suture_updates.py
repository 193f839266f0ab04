"""Options that have a run write what tests are compared with: a test that writes its own expectation cannot fail."""

import os
import re

ALWAYS = {"update", "regen", "regenerate", "accept", "overwrite", "rewrite", "bless"}
WRITES = {"create", "fix", "generate", "record", "save", "write"}
EXPECTATIONS = re.compile(r"^(?:snapshot|golden|baseline|approval|reference|expected|expectation|cassette)s?$")
# names that say it in no word of their own
NAMED = {"--inline-snapshot", "--insta", "--mpl-generate-path", "--mpl-generate-hash-library", "--record-mode", "--vcr-record"}


def is_update(option):
    if option in NAMED:
        return True
    words = option[2:].split("-")
    writes = ALWAYS if not any(EXPECTATIONS.match(word) for word in words) else ALWAYS | WRITES
    return option.startswith("--") and any(word in writes or word.rstrip("s") in writes for word in words)


def take_away(args):
    """Removes them from the words of a command line, in place, each with its value; returns what was removed."""
    taken, kept, rest = [], [], list(args)
    while rest:
        word = rest.pop(0)
        name, equals, _ = word.partition("=")
        if not is_update(name):
            kept.append(word)
            continue
        # the words of ours and the files come after the project's own: what follows here without a dash is its value
        has_value = not equals and rest and not rest[0].startswith("-") and not os.path.exists(rest[0].partition("::")[0])
        taken.append("%s %s" % (word, rest.pop(0)) if has_value else word)
    args[:] = kept
    return taken
