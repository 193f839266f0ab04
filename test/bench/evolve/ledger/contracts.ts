import type { Change } from '../development/change.ts'

const src = (name: string) => `src/ledger/${name}.py`
const test = (name: string) => `tests/test_${name}.py`

/** Signatures, results and exceptions that change, with their callers in the product. */
export const contracts: readonly Change[] = [
  {
    name: 'reconcile-account-first',
    kind: 'parameter',
    says: 'reconcile() takes the account before the lines',
    mumbles: 'Reorder arguments',
    product: [
      [src('matching'), 'journal: Journal, lines: list[BankLine], account: str,', 'journal: Journal, account: str, lines: list[BankLine],'],
      [src('cli'), 'reconcile(journal, lines, arguments.account,', 'reconcile(journal, arguments.account, lines,'],
    ],
    tests: [
      [test('matching'), /reconcile\(journal, (\[line.*?\]|\[bank\]|lines), "assets:bank"\)/, 'reconcile(journal, "assets:bank", $1)'],
    ],
  },
  {
    name: 'running-balance-currency',
    kind: 'parameter',
    says: 'running_balance: the currency comes last and defaults to EUR',
    product: [
      [
        src('balances'),
        'journal: Journal, account: str, currency: str, period: Period)',
        'journal: Journal, account: str, period: Period, currency: str = "EUR")',
      ],
    ],
    tests: [
      [
        test('journal'),
        '"assets:bank", "EUR", Period(date(2024, 2, 1), date(2024, 2, 29)))',
        '"assets:bank", Period(date(2024, 2, 1), date(2024, 2, 29)))',
      ],
    ],
  },
  {
    name: 'transfer-by-keyword',
    kind: 'parameter',
    says: 'transfer(): source and target are keywords now, they were mixed up too often',
    mumbles: 'Safer transfer()',
    product: [
      [
        src('entries'),
        'description: str, source: str, target: str, amount: Money, **more)',
        'description: str, amount: Money, *, source: str, target: str, **more)',
      ],
      [
        src('cli'),
        'transfer(arguments.day, arguments.description, arguments.source, arguments.target, amount)',
        'transfer(arguments.day, arguments.description, amount, source=arguments.source, target=arguments.target)',
      ],
      [
        src('csv_import'),
        'transfer(line.day, line.text, source, target, abs(line.amount))',
        'transfer(line.day, line.text, abs(line.amount), source=source, target=target)',
      ],
    ],
    tests: [
      ['*', /(transfer\(\s*)(date\([^)]*\)|DAY), ("[^"]*"), ("[^"]*"), ("[^"]*"), (eur\([^)]*\))/, '$1$2, $3, $6, source=$4, target=$5'],
    ],
    breaks: [
      'tests/test_entries.py',
      'tests/test_journal.py',
      'tests/test_storage.py',
      'tests/test_matching.py',
      'tests/test_statements.py',
      'tests/test_budget.py',
      'tests/test_cli.py',
    ],
  },
  {
    name: 'threshold-needs-currency',
    kind: 'parameter',
    says: 'threshold() has to be told its currency',
    product: [[src('tax'), 'def threshold(text: str, currency: str = "EUR")', 'def threshold(text: str, currency: str)']],
    tests: [[test('tax'), 'threshold("22,000")', 'threshold("22,000", "EUR")']],
  },
  {
    name: 'cache-by-keyword',
    kind: 'parameter',
    says: 'ExchangeRates: the cache is a keyword argument',
    mumbles: 'rates: api',
    product: [[src('rates'), 'provider: Provider, cache: RateCache', 'provider: Provider, *, cache: RateCache']],
    tests: [[test('rates'), /(CountingProvider\([^)]*\)|provider), cache\)/, '$1, cache=cache)']],
  },
  {
    name: 'default-currency',
    kind: 'parameter',
    says: 'Rename the parameter default of parse_amount to currency',
    mumbles: 'Clearer parameter name',
    product: [
      [src('amounts'), 'text: str, default: str | None', 'text: str, currency: str | None'],
      [
        src('amounts'),
        'currency = currency_code(unit) if unit.strip() else default\n',
        'currency = currency_code(unit) if unit.strip() else currency\n',
      ],
      ['*', /(parse_amount\(.*), default=/, '$1, currency='],
    ],
    tests: [[test('amounts'), /, default="EUR"/, ', currency="EUR"']],
  },
  {
    name: 'accounting-style',
    kind: 'parameter',
    says: 'format_amount takes a style in place of a flag',
    mumbles: 'Flags are bad',
    product: [
      [src('amounts'), 'accounting: bool = False', 'style: str = "plain"'],
      [src('amounts'), 'if accounting and value', 'if style == "accounting" and value'],
      [src('render'), 'accounting=accounting', 'style="accounting" if accounting else "plain"'],
    ],
    tests: [[test('amounts'), /accounting=True/, 'style="accounting"']],
  },
  {
    name: 'balance-sheet-currency',
    kind: 'parameter',
    says: 'balance_sheet takes journal, currency and day, in that order',
    product: [
      [src('statements'), 'journal: Journal, on: date, currency: str)', 'journal: Journal, currency: str, on: date)'],
      [src('cli'), 'balance_sheet(journal, year.last, arguments.currency)', 'balance_sheet(journal, arguments.currency, year.last)'],
    ],
    tests: [[test('statements'), /balance_sheet\(journal, (date\([^)]*\)), "EUR"\)/, 'balance_sheet(journal, "EUR", $1)']],
  },
  {
    name: 'trial-balance-named',
    kind: 'shape',
    says: 'trial_balance names its two sums',
    mumbles: 'No more bare tuples',
    product: [
      [src('balances'), 'currency: str) -> tuple[Money, Money]:', 'currency: str) -> dict[str, Money]:'],
      [src('balances'), 'return debits, credits', 'return {"debits": debits, "credits": credits}'],
    ],
    tests: [[test('journal'), '== (eur(7400), eur(7400))', '== {"debits": eur(7400), "credits": eur(7400)}']],
  },
  {
    name: 'running-lines',
    kind: 'shape',
    says: 'Lines of a running balance are objects',
    product: [
      [
        src('balances'),
        'from collections.abc import Iterable\n',
        'from collections.abc import Iterable\nfrom dataclasses import dataclass\n',
      ],
      [
        src('balances'),
        'def account_balances(',
        '@dataclass(frozen=True)\nclass RunningLine:\n    entry: Entry\n    total: Money\n\n\ndef account_balances(',
      ],
      [src('balances'), '-> list[tuple[Entry, Money]]:', '-> list[RunningLine]:'],
      [src('balances'), 'lines.append((entry, total))', 'lines.append(RunningLine(entry, total))'],
    ],
    tests: [
      [
        test('journal'),
        '[(entry.description, total) for entry, total in lines]',
        '[(line.entry.description, line.total) for line in lines]',
      ],
    ],
  },
  {
    name: 'days-is-a-method',
    kind: 'shape',
    says: 'Period.days becomes a method',
    product: [[src('periods'), '    @property\n    def days(self)', '    def days(self)']],
    tests: [[test('periods'), /\.days ==/, '.days() ==']],
  },
  {
    name: 'parent-is-a-method',
    kind: 'shape',
    says: 'Account.parent() is computed, make it look so',
    mumbles: 'accounts',
    product: [[src('accounts'), '    @property\n    def parent(self)', '    def parent(self)']],
    tests: [[test('accounts'), /\.parent (==|is)/, '.parent() $1']],
  },
  {
    name: 'statement-as-tuple',
    kind: 'shape',
    says: 'read_statement returns a tuple: nobody should add lines to it',
    mumbles: 'Immutable statement',
    product: [
      [src('csv_import'), '-> list[BankLine]:', '-> tuple[BankLine, ...]:'],
      [src('csv_import'), '    return lines\n', '    return tuple(lines)\n'],
    ],
    tests: [
      [test('csv_import'), 'read_statement(text) == [\n', 'read_statement(text) == (\n'],
      [test('csv_import'), 'eur(2400)),\n    ]\n', 'eur(2400)),\n    )\n'],
      [test('csv_import'), '== [BankLine(date(2024, 1, 2), "tea", eur(5))]', '== (BankLine(date(2024, 1, 2), "tea", eur(5)),)'],
    ],
  },
  {
    name: 'quarter-error',
    kind: 'exception',
    says: 'quarter() raises LedgerError like everything else',
    mumbles: 'One base class for errors',
    product: [
      [
        src('periods'),
        'from datetime import date, timedelta\n',
        'from datetime import date, timedelta\n\nfrom .errors import LedgerError\n',
      ],
      [src('periods'), 'raise ValueError(', 'raise LedgerError('],
    ],
    tests: [
      [test('periods'), 'pytest.raises(ValueError,', 'pytest.raises(LedgerError,'],
      [test('periods'), 'import pytest\n\n', 'import pytest\n\nfrom ledger.errors import LedgerError\n'],
    ],
  },
  {
    name: 'allocate-error',
    kind: 'exception',
    says: 'Wrong weights are an AmountError',
    product: [
      [src('money'), 'import CurrencyMismatch', 'import AmountError, CurrencyMismatch'],
      [src('money'), 'raise ValueError("weights', 'raise AmountError("weights'],
    ],
    tests: [
      [test('money'), 'pytest.raises(ValueError, match="more than zero")', 'pytest.raises(AmountError, match="more than zero")'],
      [test('money'), 'import CurrencyMismatch', 'import AmountError, CurrencyMismatch'],
    ],
  },
  {
    name: 'no-rule-is-none',
    kind: 'exception',
    says: 'parse_rule: None for a line that is no rule, so that callers can skip it',
    mumbles: 'rules: be lenient',
    product: [
      [src('rules'), 'def parse_rule(line: str) -> Rule:', 'def parse_rule(line: str) -> Rule | None:'],
      [src('rules'), '        raise LedgerError(f"{line!r} is not a rule")\n', '        return None\n'],
      [src('rules'), 'from .errors import LedgerError\n', ''],
      [src('rules'), 'return [parse_rule(line) for line in lines if line]', 'return [rule for rule in map(parse_rule, lines) if rule]'],
    ],
    tests: [
      [
        test('rules'),
        '    with pytest.raises(LedgerError, match="is not a rule"):\n        parse_rule("expenses:rent = landlord")',
        '    assert parse_rule("expenses:rent = landlord") is None',
      ],
      [test('rules'), 'from ledger.errors import LedgerError\n', ''],
    ],
  },
  {
    name: 'import-amounts-module',
    kind: 'mock',
    says: 'csv_import: import the module, not the function',
    mumbles: 'Avoid an import cycle',
    product: [
      [src('csv_import'), 'from .amounts import parse_amount\n', 'from . import amounts\n'],
      [src('csv_import'), 'amount = parse_amount(', 'amount = amounts.parse_amount('],
    ],
    tests: [[test('csv_import'), '"ledger.csv_import.parse_amount"', '"ledger.csv_import.amounts.parse_amount"']],
  },
  {
    name: 'storage-amounts-module',
    kind: 'mock',
    says: 'storage: use amounts.format_amount and amounts.parse_amount by module',
    product: [
      [src('storage'), 'from .amounts import format_amount, parse_amount\n', 'from . import amounts\n'],
      [src('storage'), '[p.account, format_amount(', '[p.account, amounts.format_amount('],
      [src('storage'), 'Posting(account, parse_amount(', 'Posting(account, amounts.parse_amount('],
    ],
    tests: [[test('storage'), '"ledger.storage.parse_amount"', '"ledger.amounts.parse_amount"']],
  },
  {
    name: 'provider-attempts',
    kind: 'mock',
    says: 'Tell rate providers how often to try',
    mumbles: 'rates: retries',
    product: [
      [src('rates'), 'Callable[[str, str, date], "Decimal | None"]', 'Callable[[str, str, date, int], "Decimal | None"]'],
      [src('rates'), 'self._provider(source, target, on)', 'self._provider(source, target, on, self._attempts)'],
      [src('rates'), '        self._provider = provider\n', '        self._provider = provider\n        self._attempts = 3\n'],
    ],
    tests: [['tests/helpers.py', '__call__(self, source, target, on):', '__call__(self, source, target, on, attempts):']],
    breaks: [test('rates')],
  },
  {
    name: 'close-needs-a-name',
    kind: 'setup',
    says: 'Who closes the books has to sign',
    mumbles: 'Journal.close',
    product: [
      [src('journal'), 'def close(self, until: date) -> None:', 'def close(self, until: date, by: str) -> None:'],
      [src('journal'), '        self.closed_until = until\n', '        self.closed_until = until\n        self.closed_by = by\n'],
    ],
    tests: [[test('journal'), /journal\.close\((date\([^)]*\))\)/, 'journal.close($1, by="Ada")']],
  },
  {
    name: 'quarter-deprecated',
    kind: 'deprecation',
    says: 'Deprecate quarter() in favour of Period.quarter()',
    mumbles: 'Deprecations',
    product: [
      [src('periods'), 'from dataclasses import dataclass\n', 'import warnings\nfrom dataclasses import dataclass\n'],
      [
        src('periods'),
        '    def months(self)',
        '    @classmethod\n    def quarter(cls, year: int, number: int) -> Period:\n        return _quarter(year, number)\n\n    def months(self)',
      ],
      [
        src('periods'),
        'def quarter(year: int, number: int) -> Period:\n',
        'def quarter(year: int, number: int) -> Period:\n    """Deprecated: use `Period.quarter`."""\n    warnings.warn("quarter() is deprecated, use Period.quarter()", DeprecationWarning, stacklevel=2)\n    return _quarter(year, number)\n\n\ndef _quarter(year: int, number: int) -> Period:\n',
      ],
      [
        'pyproject.toml',
        'addopts = "-ra --strict-markers"',
        'addopts = "-ra --strict-markers"\nfilterwarnings = ["error::DeprecationWarning:ledger", "error:quarter:DeprecationWarning"]',
      ],
    ],
    tests: [
      [test('periods'), 'import Period, fiscal_year, quarter', 'import Period, fiscal_year'],
      [test('periods'), /(?<![\w.])quarter\(2024/, 'Period.quarter(2024'],
    ],
  },
]
