import type { Change } from '../development/change.ts'

const src = (name: string) => `src/ledger/${name}.py`
const bug = (name: string, says: string, file: string, find: string, put: string, ...noticed: readonly string[]): Change => ({
  name,
  kind: 'bug',
  says,
  product: [],
  fault: [[src(file), find, put]],
  breaks: noticed.map((one) => `tests/test_${one}.py`),
})

/** Mistakes as they are made, under the subjects of those who did not see them. */
export const bugs: readonly Change[] = [
  bug(
    'exceeded-at-the-cent',
    'Budget: simplify exceeded',
    'budget',
    'self.planned < self.spent',
    'not self.spent < self.planned',
    'budget',
  ),
  bug('window-excludes-its-end', 'Tidy up reconcile', 'matching', 'if distance <= window', 'if distance < window', 'matching'),
  bug(
    'books-open-on-the-last-day',
    'Journal: small cleanup',
    'journal',
    'entry.day <= self.closed_until',
    'entry.day < self.closed_until',
    'journal',
  ),
  bug('over-includes-its-bound', 'rules: readability', 'rules', 'not self.over < size', 'size < self.over', 'rules'),
  bug('sheet-of-the-day-before', 'wip', 'statements', 'if entry.day <= on]', 'if entry.day < on]', 'statements'),
  bug(
    'wrong-direction',
    'csv import: rename things',
    'csv_import',
    'line.amount.minor < 0 else',
    'line.amount.minor > 0 else',
    'csv_import',
  ),
  bug('key-without-day', 'Shorter cache keys', 'rates', 'f"{source}/{target}@{on:%Y-%m-%d}"', 'f"{source}/{target}"', 'rates'),
  bug('no-new-year', 'Simplify date arithmetic', 'periods', 'date(day.year + day.month // 12,', 'date(day.year,', 'periods'),
  bug(
    'any-prefix-is-a-parent',
    'is_under: one condition is enough',
    'accounts',
    'self.name == ancestor or self.name.startswith(ancestor + ":")',
    'self.name.startswith(ancestor)',
    'accounts',
  ),
  bug('sign-lost', 'money: tidy allocate', 'money', 'Money(sign * share,', 'Money(share,', 'money'),
  bug('errors-exit-zero', 'Refactor main', 'cli', '        return 1\n', '        return 0\n', 'cli'),
  bug(
    'tags-forgotten',
    'storage: dataclass constructor by position',
    'storage',
    '        tags=frozenset(record.get("tags", ())),\n',
    '',
    'storage',
  ),
  bug(
    'cents-of-the-first',
    'Speed up allocate',
    'money',
    'for index in takers[: size - sum(shares)]:',
    'for index in takers[:1]:',
    'money',
  ),
  bug(
    'tax-on-lines',
    'Split gross amounts in one step',
    'tax',
    'return Taxed(net, gross - net)',
    'return Taxed(net, net.times(rate_named(rate)))',
    'tax',
  ),
]
