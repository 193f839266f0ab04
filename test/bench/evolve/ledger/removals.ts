import type { Change } from '../development/change.ts'

const src = (name: string) => `src/ledger/${name}.py`
const test = (name: string) => `tests/test_${name}.py`
/** A whole function at the left margin, with its decorators and the blank lines before it. */
const whole = (name: string) =>
  new RegExp(`\\n\\n(?:@[^\\n]*\\n(?:[ )\\]\\]][^\\n]*\\n)*)*def ${name}\\((?:[^\\n]|\\n(?=[ \\n)]))*\\n(?=\\n\\n|$)`)

/** What goes, with what a person does to its tests. */
export const removals: readonly Change[] = [
  {
    name: 'no-threshold',
    kind: 'removal',
    says: 'Remove tax.threshold, nobody called it',
    mumbles: 'Dead code',
    product: [
      [src('tax'), whole('threshold'), ''],
      [src('tax'), 'from .amounts import parse_amount\n', ''],
    ],
    tests: [
      [test('tax'), whole('test_reads_a_threshold'), ''],
      [test('tax'), 'import add_tax, split_gross, threshold', 'import add_tax, split_gross'],
    ],
  },
  {
    name: 'no-allocate',
    kind: 'removal',
    says: 'Drop Money.allocate',
    mumbles: 'Money: less is more',
    product: [[src('money'), /\n {4}def allocate\((?:[^\n]|\n(?! {4}def))*\n(?= {4}def _same)/, '\n']],
    tests: [
      [test('money'), whole('test_allocates_without_losing_a_cent'), ''],
      [test('money'), whole('test_needs_weights_to_allocate'), ''],
    ],
  },
  {
    name: 'no-quarter',
    kind: 'removal',
    says: 'Quarters were never used: remove them',
    mumbles: 'periods',
    product: [[src('periods'), whole('quarter'), '']],
    tests: [
      [test('periods'), whole('test_a_quarter_ends_with_its_third_month'), ''],
      [test('periods'), whole('test_there_is_no_fifth_quarter'), ''],
      [test('periods'), 'import Period, fiscal_year, quarter', 'import Period, fiscal_year'],
    ],
  },
  {
    name: 'no-running-balance',
    kind: 'removal',
    says: 'Remove running_balance(), the report that used it is gone',
    product: [
      [src('balances'), whole('running_balance'), ''],
      [src('balances'), 'from .periods import Period\n', ''],
    ],
    tests: [
      [test('journal'), whole('test_carries_the_balance_into_a_period'), ''],
      [test('journal'), 'import account_balances, running_balance, trial_balance', 'import account_balances, trial_balance'],
      [test('journal'), 'import Period, fiscal_year', 'import fiscal_year'],
    ],
  },
  {
    name: 'no-dotted-days',
    kind: 'removal',
    says: 'Bank statements: ISO and US dates only',
    mumbles: 'Fewer formats',
    product: [[src('csv_import'), '("%Y-%m-%d", "%d.%m.%Y", "%m/%d/%Y")', '("%Y-%m-%d", "%m/%d/%Y")']],
    tests: [[test('csv_import'), '"14.02.2024,', '"2024-02-14,']],
  },
  {
    name: 'no-dinars',
    kind: 'removal',
    says: 'Stop supporting KWD',
    mumbles: 'Currencies',
    product: [[src('currency'), ', "KWD": 3', '']],
    tests: [
      [test('amounts'), '        ("0.125 KWD", 125, "KWD"),\n', ''],
      [test('amounts'), ', Money(-7, "KWD")]', ']'],
      [test('money'), '    assert str(Money(1250, "KWD")) == "1.250 KWD"\n', ''],
    ],
  },
  {
    name: 'no-near-names',
    kind: 'removal',
    says: 'UnknownAccount no longer guesses',
    mumbles: 'Simplify errors',
    product: [
      [src('errors'), /def __init__\(self, name: str, near=\(\)\):\n.*\n(.*)\{hint\}"\)\n.*\n/, 'def __init__(self, name: str):\n$1")\n'],
      [src('accounts'), 'UnknownAccount(name, get_close_matches(name, self._accounts, n=2))', 'UnknownAccount(name)'],
      [src('accounts'), 'from difflib import get_close_matches\n', ''],
    ],
    tests: [
      [test('accounts'), whole('test_proposes_near_names_for_an_unknown_account'), ''],
      [test('accounts'), 'import LedgerError, UnknownAccount', 'import LedgerError'],
    ],
  },
  {
    name: 'no-parentheses',
    kind: 'removal',
    says: 'Amounts in parentheses are no longer read',
    mumbles: 'parser',
    product: [
      [src('amounts'), /_PARENTHESES = .*\n/, ''],
      [src('amounts'), /\n {4}match = _PARENTHESES[^\n]*\n(?: {4}if match:\n(?: {8}[^\n]*\n)*)/, '\n'],
      [src('amounts'), /\n {4}if negative and found[^\n]*\n[^\n]*\n/, '\n'],
    ],
    tests: [
      [test('amounts'), '        ("(12.50) EUR", -1250, "EUR"),\n', ''],
      [test('amounts'), '        ("(-5) EUR", "signed twice"),\n', ''],
      [test('amounts'), /\n {4}assert parse_amount\(format_amount\(amount, (?:accounting=True|style="accounting")\)\) == amount/, ''],
    ],
  },
]
