import { add } from '../development/apply-edits.ts'
import type { Change } from '../development/change.ts'

const src = (name: string) => `src/ledger/${name}.py`

const BACKOFF = `"""How long to wait before a provider is asked again."""

import random


def backoff(attempt: int, base: float = 1.0) -> float:
    """Doubles with each attempt, spread so that not everybody comes back at once."""
    return base * 2**attempt * random.uniform(0.2, 1.8)
`
const TAGS = `"""Tags of an entry as people write them."""

from .entries import Entry


def tag_line(entry: Entry) -> str:
    return " ".join(f"#{tag}" for tag in entry.tags)
`
const PLURAL = `"""Vendored: plural 1.0."""


def count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
`
const SUMMARY = `"""What happened in a period, in one line."""

from __future__ import annotations

from ._plural import count
from .journal import Journal
from .periods import Period


def summary(journal: Journal, period: Period) -> str:
    return f"{count(len(journal.between(period)), 'entry', 'entries')} in {period.days} days"
`

/** What breaks nothing, what is new, what is flaky, and what comes from outside. */
export const plain: readonly Change[] = [
  {
    name: 'summary',
    kind: 'feature',
    says: 'Summarise a period in one line',
    product: [add(src('_plural'), PLURAL), add(src('summary'), SUMMARY)],
    tests: [
      add(
        'tests/test_summary.py',
        'from datetime import date\n\nfrom ledger.periods import Period\nfrom ledger.summary import summary\n\n\ndef test_counts_entries_and_days(journal):\n    assert summary(journal, Period(date(2024, 2, 1), date(2024, 2, 29))) == "2 entries in 29 days"\n\n\ndef test_one_entry_is_no_entries(journal):\n    assert summary(journal, Period(date(2024, 2, 1), date(2024, 2, 14))) == "1 entry in 14 days"\n',
      ),
    ],
  },
  {
    name: 'plural-two',
    kind: 'dependency',
    says: 'Update vendored plural to 2.0',
    product: [
      [src('_plural'), 'plural 1.0', 'plural 2.0'],
      [src('_plural'), 'f"{number} {', 'f"{number:,}\\u00a0{'],
    ],
    tests: [['tests/test_summary.py', /"(\d) (entr\w+) in/, '"$1\\u00a0$2 in']],
  },
  {
    name: 'newer-pytest',
    kind: 'dependency',
    says: 'Bump pytest from 8.0 to 8.3',
    product: [['requirements-dev.txt', 'pytest>=8,<9', 'pytest>=8.3,<9']],
  },
  {
    name: 'net-of-invoices',
    kind: 'feature',
    says: 'Invoices know whether they are overdue',
    product: [
      [
        src('invoices'),
        '    @property\n    def net(self) -> Money:\n        return self._sum(',
        '    def overdue(self, today: date) -> bool:\n        """From the day after it was due."""\n        return self.due < today\n\n    @property\n    def net(self) -> Money:\n        return self._sum(',
      ],
    ],
    tests: [
      add(
        'tests/test_overdue.py',
        'from datetime import date\nfrom decimal import Decimal\n\nfrom ledger.invoices import Invoice, Line\n\nfrom helpers import eur\n\n\ndef test_is_overdue_from_the_day_after():\n    invoice = Invoice("1", date(2024, 2, 1), (Line("Tea", Decimal(1), eur(4)),), terms=10)\n    assert not invoice.overdue(date(2024, 2, 11))\n    assert invoice.overdue(date(2024, 2, 12))\n',
      ),
    ],
  },
  {
    name: 'overdue-days',
    kind: 'shape',
    says: 'overdue() says for how many days',
    mumbles: 'invoices: overdue',
    product: [
      [src('invoices'), 'def overdue(self, today: date) -> bool:', 'def overdue(self, today: date) -> int:'],
      [src('invoices'), 'From the day after it was due.', 'Days since it was due, 0 before.'],
      [src('invoices'), 'return self.due < today', 'return max((today - self.due).days, 0)'],
    ],
    tests: [
      ['tests/test_overdue.py', 'assert not invoice.overdue(date(2024, 2, 11))', 'assert invoice.overdue(date(2024, 2, 11)) == 0'],
      ['tests/test_overdue.py', 'assert invoice.overdue(date(2024, 2, 12))', 'assert invoice.overdue(date(2024, 2, 12)) == 1'],
    ],
    breaks: [],
  },
  {
    name: 'backoff',
    kind: 'flake',
    says: 'Wait before a provider is asked again',
    product: [add(src('backoff'), BACKOFF)],
    tests: [
      add(
        'tests/test_backoff.py',
        'from ledger.backoff import backoff\n\n\ndef test_waits_longer_each_time():\n    assert backoff(0) < backoff(1) < backoff(2)\n\n\ndef test_grows_with_its_base():\n    assert backoff(1, base=10) > 5\n',
      ),
    ],
    cure: {
      tests: [
        ['tests/test_backoff.py', 'from ledger.backoff import backoff\n', 'import random\n\nfrom ledger.backoff import backoff\n'],
        [
          'tests/test_backoff.py',
          '    assert backoff(0) < backoff(1) < backoff(2)',
          '    waits = []\n    for attempt in range(3):\n        random.seed(1)\n        waits.append(backoff(attempt))\n    assert waits[0] < waits[1] < waits[2]',
        ],
      ],
    },
  },
  {
    name: 'tag-line',
    kind: 'flake',
    says: 'Write the tags of an entry',
    product: [add(src('tags'), TAGS)],
    tests: [
      add(
        'tests/test_tags.py',
        'from datetime import date\n\nfrom ledger.entries import Entry, Posting\nfrom ledger.tags import tag_line\n\nfrom helpers import eur\n\n\ndef test_writes_the_tags():\n    postings = (Posting("assets:cash", eur(3)), Posting("assets:bank", eur(-3)))\n    entry = Entry(date(2024, 3, 1), "trip", postings, tags=frozenset({"travel", "client"}))\n    assert tag_line(entry) == "#travel #client"\n',
      ),
    ],
    cure: {
      product: [[src('tags'), 'in entry.tags)', 'in sorted(entry.tags))']],
      tests: [['tests/test_tags.py', '"#travel #client"', '"#client #travel"']],
    },
  },
  {
    name: 'lazy-total',
    kind: 'tidying',
    says: 'invoices: one way to sum',
    product: [
      [
        src('invoices'),
        'total = Money.zero(self.lines[0].price.currency)\n        for amount in amounts:\n            total = total + amount\n        return total',
        'return sum(amounts, start=Money.zero(self.lines[0].price.currency))',
      ],
    ],
  },
  {
    name: 'explicit-encoding',
    kind: 'tidying',
    says: 'Always name the encoding',
    product: [[src('rate_cache'), 'self.location.read_text()', 'self.location.read_text(encoding="utf-8")']],
  },
  {
    name: 'constant-for-roots',
    kind: 'tidying',
    says: 'accounts: less nesting',
    product: [[src('accounts'), 'root = self.name.split(":", 1)[0]', 'root, _, _ = self.name.partition(":")']],
  },
]
