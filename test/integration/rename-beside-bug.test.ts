import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { devNull, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { HealingResult } from '../../src/model/result/healing-result.ts'
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

const BROKEN = 'product_regression'

test('one commit with a rename, a bug and a meant change: every test gets its own verdict and culprit', async () => {
  const { result, code } = await healed('pytest', BEFORE, AFTER, 'Rename total to grand_total; write "euros" instead of "EUR"')
  const answers = Object.fromEntries(
    result.analyses.map(({ failure, verdict, culprit }) => [failure.testFile, [verdict, culprit && `${culprit.file}:${culprit.line}`]]),
  )
  expect(answers).toEqual({
    'tests/test_total.py': ['obsolete_test', undefined],
    'tests/test_discount.py': [BROKEN, 'shop/prices.py:6'],
    'tests/test_both.py': [BROKEN, 'shop/prices.py:6'],
    'tests/test_label.py': ['obsolete_test', 'shop/prices.py:12'],
  })
  expect(result.patch).toContain('prices.grand_total([2, 3]) == 5')
  expect(result.patch).not.toMatch(/test_(?:discount|both|label)/)
  expect(code).toBe(1)
  const rungs = Object.fromEntries(
    result.analyses.map(({ failure, evidence }) => [failure.testFile, evidence.find(({ rung }) => rung === 'causal-hunk')?.outcome]),
  )
  expect(rungs['tests/test_discount.py']).toBe('supports')
  expect(rungs['tests/test_total.py']).toBe('not_run')
})

test('a test that the bug breaks takes no neighbour in its file down, and is left as it stands', async () => {
  const tests = `${BEFORE['tests/test_total.py']}\n\n${afterImport('tests/test_both.py')}`
  const { result } = await healed(
    'pytest',
    { ...BEFORE, 'tests/test_both.py': tests },
    { ...AFTER, 'tests/test_both.py': tests },
    'Tidy up',
  )
  expect(verdicts(result, 'tests/test_both.py')).toEqual({ test_sums_up: 'obsolete_test', test_both: BROKEN })
  expect(result.patch).toContain('+    assert prices.grand_total([2, 3]) == 5')
  expect(result.patch).not.toContain('prices.discount(prices.')
  const repaired = result.repairs.filter(({ accepted }) => accepted).flatMap(({ testIds }) => testIds)
  expect(repaired).toEqual(['tests/test_both.py::test_sums_up', 'tests/test_total.py::test_sums_up'])
  const { checks } = result.repairs.find(({ accepted, testIds }) => accepted && testIds[0]?.includes('both')) ?? { checks: [] }
  expect(checks.find(({ name }) => name === 'passes-together')?.detail).toMatch(/1 of its file still fails: .*test_both: /)
})

test('where all tests of a file share what is edited everything follows, and what the bug breaks still fails', async () => {
  const product = 'export function total(prices) {\n  return prices.reduce((sum, price) => sum + price, 0)\n}\n\n'
  const discount = 'export function discount(amount) {\n  return amount > 100 ? 10 : 0\n}\n'
  const before = {
    'package.json': '{ "type": "module", "devDependencies": { "vitest": "5.1.1" } }\n',
    'src/prices.js': `${product}${discount}`,
    'test/prices.test.js': `import { expect, test } from 'vitest'
import { discount, total } from '../src/prices.js'

test('sums up', () => {
  expect(total([2, 3])).toBe(5)
})

test('none at a hundred', () => {
  expect(discount(total([60, 40]))).toBe(0)
})
`,
  }
  const after = { ...before, 'src/prices.js': `${followed(product)}${discount.replace('>', '>=')}` }
  const { result } = await healed('vitest', before, after, 'Rename total')
  expect(verdicts(result, 'test/prices.test.js')).toEqual({ 'sums up': 'obsolete_test', 'none at a hundred': BROKEN })
  expect(result.patch).toContain('+import { discount, grand_total }')
  expect(result.repairs.filter(({ accepted }) => accepted).flatMap(({ testIds }) => testIds)).toEqual(['test/prices.test.js > sums up'])
})

test('a name that a file imports was renamed: its good tests are repaired, the one that shows the bug stays', async () => {
  const tests = `from shop.prices import discount, label, total


def test_sums_up():
    assert total([2, 3]) == 5


def test_label():
    assert label(5) == "5 EUR"


def test_none_at_a_hundred():
    assert discount(total([60, 40])) == 0
`
  const before = { ...BEFORE, 'tests/test_prices.py': tests }
  const prices = followed(BEFORE['shop/prices.py']).replace('amount > 100', 'amount >= 100')
  const after = { ...before, 'shop/prices.py': prices, 'shop/invoice.py': AFTER['shop/invoice.py'] }
  const { result, code } = await healed('pytest', before, after, 'Rename total to grand_total')
  const file = 'tests/test_prices.py'
  expect(verdicts(result, file)).toEqual({ 'test_prices.py': 'obsolete_test', test_none_at_a_hundred: BROKEN })
  const bug = result.analyses.find(({ failure }) => failure.testName === 'test_none_at_a_hundred')
  expect([bug?.culprit?.file, bug?.culprit?.line]).toEqual(['shop/prices.py', 6])
  expect(result.patch).toContain('+from shop.prices import discount, label, grand_total')
  expect(result.repairs.filter(({ accepted }) => accepted).flatMap(({ testIds }) => testIds)).toContain(file)
  expect(code).toBe(1)
})

test('the bug is inside of what was renamed: the file loads again, and the test that shows the bug stays red', async () => {
  const tests =
    'from dinner.bill import share\n\n\ndef test_shares_equally():\n    assert share(90, 3) == [30, 30, 30]\n\n\ndef test_no_cent_is_lost():\n    assert share(100, 3) == [34, 33, 33]\n'
  const bill = (name: string, result: string) =>
    `def ${name}(total, people):\n    base, rest = divmod(total, people)\n    return ${result}\n`
  const before = {
    'pyproject.toml': BEFORE['pyproject.toml'],
    'dinner/__init__.py': '',
    'dinner/bill.py': bill('share', '[base + 1] * rest + [base] * (people - rest)'),
    'tests/test_bill.py': tests,
  }
  const after = { ...before, 'dinner/bill.py': bill('split_bill', '[base] * people') }
  const { result, code } = await healed('pytest', before, after, 'Rename share to split_bill and shorten it')
  expect(verdicts(result, 'tests/test_bill.py')).toEqual({ 'test_bill.py': 'obsolete_test', test_no_cent_is_lost: BROKEN })
  expect(result.analyses.find(({ verdict }) => verdict === BROKEN)?.culprit).toMatchObject({ file: 'dinner/bill.py', line: 3 })
  expect(result.patch).toContain('+    assert split_bill(100, 3) == [34, 33, 33]')
  expect(code).toBe(1)
})

test('a removed parameter: what needs it is told so, what does not follows, and a bug beside it stays a bug', async () => {
  const label = (parameters: string, body: string) =>
    `${BEFORE['shop/prices.py']}\n\ndef shout(text${parameters}):\n${body}    return text.upper() if loud else text\n`
  const tests = `from shop import prices


def test_loud():
    assert prices.shout("a", loud=True) == "A"


def test_quiet():
    assert prices.shout("a", loud=False) == "a"


def test_discount():
    assert prices.shout(str(prices.discount(100)), loud=False) == "0"
`
  const before = { ...BEFORE, 'shop/prices.py': label(', loud=False', ''), 'tests/test_shout.py': tests }
  const after = { ...before, 'shop/prices.py': label('', '    loud = False\n').replace('amount > 100', 'amount >= 100') }
  const { result } = await healed('pytest', before, after, 'Do not shout any more')
  expect(verdicts(result, 'tests/test_shout.py')).toEqual({
    test_loud: 'removed_behaviour',
    test_quiet: 'obsolete_test',
    test_discount: BROKEN,
  })
  const { rootCause } = result.analyses.find(({ failure }) => failure.testName === 'test_loud') ?? {}
  expect(rootCause).toMatch(/^shout no longer takes loud, and this test is about it: /)
  expect(result.patch).toContain('+    assert prices.shout("a") == "a"')
  expect(result.patch).not.toMatch(/[-+].*(?:"A"|discount)/)
})

function afterImport(path: 'tests/test_both.py'): string {
  return BEFORE[path].replace(/^.*\n+/, '')
}

function verdicts({ analyses }: HealingResult, path: string): Readonly<Record<string, string>> {
  const own = analyses.filter(({ failure }) => failure.testFile === path)
  return Object.fromEntries(own.map(({ failure, verdict }) => [failure.testName, verdict]))
}

async function healed(
  framework: 'pytest' | 'vitest',
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
  message: string,
): Promise<{ readonly result: HealingResult; readonly code: number | null }> {
  const parent = mkdtempSync(join(tmpdir(), 'beside-'))
  try {
    const folder = join(parent, 'repository')
    git(parent, 'init', '--quiet', '--initial-branch=main', folder)
    const base = commit(folder, before, 'A shop')
    const head = commit(folder, after, message)
    const { env } = await provideFramework(framework, folder)
    const words = ['heal', '--repo', folder, '--base', base, '--head', head, '--json', join(parent, 'out.json'), '--no-flaky']
    const { code, error } = await runCommand(heal, words, { cwd: parent, env })
    expect(error).toBeNull()
    return { result: HealingResult.parse(JSON.parse(readFileSync(join(parent, 'out.json'), 'utf8'))), code }
  } finally {
    rmSync(parent, { recursive: true, force: true })
  }
}

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
