import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { devNull, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { HealingResult } from '../../src/model/healing-result.ts'
import { heal } from '../../src/runner/commands/heal.ts'
import { provideFramework } from '../support/heal-fixture.ts'
import { runCommand } from '../support/run-command.ts'

const BEFORE = {
  'pyproject.toml': '[tool.pytest.ini_options]\npythonpath = ["."]\n',
  'shop/__init__.py': '',
  'shop/prices.py':
    'def total(prices):\n    return sum(prices)\n\n\ndef discount(amount):\n    if amount > 100:\n        return 10\n    return 0\n\n\ndef label(amount):\n    return f"{amount} EUR"\n',
  'shop/invoice.py':
    'from shop import prices\n\n\ndef invoice(items):\n    amount = prices.total(items)\n    return amount - prices.discount(amount)\n',
  'README.md': '# Shop\n\n`label` shows an amount such as 5 EUR.\n',
  'tests/test_total.py': 'from shop import prices\n\n\ndef test_sums_up():\n    assert prices.total([2, 3]) == 5\n',
  'tests/test_discount.py': 'from shop import prices\n\n\ndef test_none_at_a_hundred():\n    assert prices.discount(100) == 0\n',
  'tests/test_both.py': 'from shop import prices\n\n\ndef test_both():\n    assert prices.discount(prices.total([60, 40])) == 0\n',
  'tests/test_label.py': 'from shop import prices\n\n\ndef test_label():\n    assert prices.label(5) == "5 EUR"\n',
}

const followed = (text: string) => text.replaceAll(/\btotal\b/g, 'grand_total')
const AFTER = {
  ...BEFORE,
  'shop/prices.py': followed(BEFORE['shop/prices.py']).replace('amount > 100', 'amount >= 100').replace(' EUR', ' euros'),
  'shop/invoice.py': followed(BEFORE['shop/invoice.py']),
  'README.md': BEFORE['README.md'].replace(' EUR', ' euros'),
}

test('one commit with a rename, a bug and a meant change: every test gets its own verdict and culprit', async () => {
  const parent = mkdtempSync(join(tmpdir(), 'beside-'))
  try {
    const folder = join(parent, 'repository')
    git(parent, 'init', '--quiet', '--initial-branch=main', folder)
    const base = commit(folder, BEFORE, 'A shop')
    const head = commit(folder, AFTER, 'Rename total to grand_total; write "euros" instead of "EUR"')
    const { env } = await provideFramework('pytest', folder)
    const words = ['heal', '--repo', folder, '--base', base, '--head', head, '--json', join(parent, 'out.json'), '--no-flaky']
    const { code, error } = await runCommand(heal, words, { cwd: parent, env })
    expect(error).toBeNull()
    const result = HealingResult.parse(JSON.parse(readFileSync(join(parent, 'out.json'), 'utf8')))
    const answers = Object.fromEntries(
      result.analyses.map(({ failure, verdict, culprit }) => [failure.testFile, [verdict, culprit && `${culprit.file}:${culprit.line}`]]),
    )
    expect(answers).toEqual({
      'tests/test_total.py': ['obsolete_test', undefined],
      'tests/test_discount.py': ['product_regression', 'shop/prices.py:6'],
      'tests/test_both.py': ['product_regression', 'shop/prices.py:6'],
      'tests/test_label.py': ['obsolete_test', 'shop/prices.py:12'],
    })
    expect(result.patch).toContain('prices.grand_total([2, 3]) == 5')
    expect(result.patch).not.toMatch(/test_(?:discount|both|label)/)
    expect(code).toBe(1)
    const rungs = Object.fromEntries(
      result.analyses.map(({ failure, evidence }) => [failure.testFile, evidence.find(({ rung }) => rung === 'causal hunk')?.outcome]),
    )
    expect(rungs['tests/test_discount.py']).toBe('supports')
    expect(rungs['tests/test_total.py']).toBe('not_run')
  } finally {
    rmSync(parent, { recursive: true, force: true })
  }
})

function commit(folder: string, files: Readonly<Record<string, string>>, message: string): string {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  git(folder, 'add', '--all')
  git(folder, '-c', 'user.name=Suture', '-c', 'user.email=noreply@example.com', 'commit', '--quiet', '--message', message)
  return git(folder, 'rev-parse', 'HEAD').trim()
}

function git(folder: string, ...words: readonly string[]): string {
  return execFileSync('git', words, {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], GIT_CONFIG_GLOBAL: devNull, GIT_CONFIG_NOSYSTEM: '1' },
  })
}
