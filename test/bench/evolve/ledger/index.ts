import type { DevelopedCodeBase } from '../development/code-base.ts'
import { bugs } from './bugs.ts'
import { contracts } from './contracts.ts'
import { plain } from './plain.ts'
import { removals } from './removals.ts'
import { values } from './values.ts'

const stem = (path: string) => path.replace(/^.*\/|\.py$/g, '')

export const ledger: DevelopedCodeBase = {
  name: 'ledger',
  fixture: 'pytest-ledger',
  framework: 'pytest',
  changes: [...values, ...contracts, ...removals, ...bugs, ...plain],
  names: [
    ['parse_amount', 'parse_money', 'read_amount', 'money_from_text'],
    ['format_amount', 'write_amount', 'amount_text'],
    ['account_balances', 'balances_by_account', 'balance_of_accounts'],
    ['fiscal_year', 'business_year', 'year_period'],
    ['reconcile', 'match_lines', 'reconcile_lines'],
    ['read_statement', 'parse_statement', 'bank_lines'],
    ['entry_for', 'book_line', 'entry_of_line'],
    ['account_for', 'matching_account', 'find_account'],
    ['split_gross', 'split_tax', 'net_and_tax'],
    ['load_journal', 'read_journal', 'open_books'],
    ['dump_entry', 'entry_to_json', 'write_entry'],
    ['BankLine', 'StatementLine', 'BankRow'],
    ['RateUnavailable', 'NoRate', 'MissingRate'],
    ['amount_on', 'total_on', 'amount_of'],
    ['is_under', 'lies_under', 'belongs_to'],
    ['from_decimal', 'of', 'rounded'],
    ['income_statement', 'profit_and_loss', 'income_of'],
  ],
  modules: [
    ['src/ledger/matching.py', 'src/ledger/reconciliation.py'],
    ['src/ledger/rate_cache.py', 'src/ledger/cached_rates.py'],
    ['src/ledger/csv_import.py', 'src/ledger/bank_csv.py'],
    ['src/ledger/budget.py', 'src/ledger/budgets.py'],
    ['src/ledger/statements.py', 'src/ledger/reports.py'],
    ['src/ledger/render.py', 'src/ledger/terminal.py'],
  ],
  importsOf(texts, old, now) {
    const pattern = new RegExp(`(from \\.|ledger\\.)${stem(old)}(?=[ ."'])`, 'g')
    return new Map([...texts].map(([path, text]) => [path === old ? now : path, text.replace(pattern, `$1${stem(now)}`)]))
  },
}
