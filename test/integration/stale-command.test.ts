import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { StaleReport } from '../../src/model/result/stale-report.ts'
import { stale } from '../../src/runner/commands/stale.ts'
import { createRepository } from '../support/frameworks/repository.ts'
import { provideFramework } from '../support/heal-fixture.ts'
import { runCommand } from '../support/run-command.ts'

type Texts = Readonly<Record<string, string>>

async function lookAt(framework: 'pytest' | 'jest' | 'vitest', base: Texts, head: Texts) {
  const repository = createRepository()
  try {
    const before = repository.commit({ '.gitignore': 'node_modules\n__pycache__\n.pytest_cache\n', ...base })
    const after = repository.commit(head)
    const { env } = await provideFramework(framework, repository.dir)
    const json = join(repository.dir, '..', 'report.json')
    const words = ['stale', '--repo', repository.dir, '--base', before, '--head', after, '--json', json]
    const { code, printed, error } = await runCommand(stale, words, { cwd: repository.dir, env })
    expect([code, error]).toEqual([0, null])
    return { report: StaleReport.parse(JSON.parse(readFileSync(json, 'utf8'))), printed }
  } finally {
    repository.remove()
  }
}

test('pytest: what nobody looks at is listed with its tests, what one test checks is silent, what no test reaches is unchecked', async () => {
  const price = `def total(items, discount=0):
    amount = sum(items)
    if amount > 100:
        amount = amount * 0.9
    return {"total": amount - discount, "count": len(items)}


def label(amount, sign=""):
    return f"{sign}{amount:.2f} EUR"


def refund(amount):
    return -amount
`
  const base = {
    'pyproject.toml': '[tool.pytest.ini_options]\npythonpath = ["."]\n',
    'shop/price.py': `def total(items):
    amount = sum(items)
    return {"total": amount}


def label(amount):
    return f"{amount:.2f} EUR"
`,
    'tests/test_price.py': `from shop.price import label, total


def test_total():
    assert total([2, 3])["total"] == 5


def test_label():
    assert label(3) == "3.00 EUR"
`,
  }
  const tests = `${base['tests/test_price.py']}    assert label(3, sign="+") == "+3.00 EUR"\n`
  const { report, printed } = await lookAt('pytest', base, { 'shop/price.py': price, 'tests/test_price.py': tests })
  const said = report.stale.map(({ testId, lines, declares }) => [testId, lines, declares.kind, declares.symbol])
  expect(said).toEqual([
    ['tests/test_price.py::test_total', [1, 1], 'parameter', 'total: discount'],
    ['tests/test_price.py::test_total', [3, 4], 'branch', 'total: if amount > 100'],
    ['tests/test_price.py::test_total', [5, 5], 'key', 'total: count'],
  ])
  expect(report.stale[1]?.evidence.map(({ says }) => says)).toEqual(['no test runs line 4', 'every test passes without this branch'])
  expect(report.unchecked.map(({ file, lines, declares }) => [file, lines, declares.symbol])).toEqual([
    ['shop/price.py', [12, 13], 'refund'],
  ])
  expect([report.declared, report.checked]).toEqual([5, 1])
  expect(printed).toContain('The change declares 5 things: 1 checked, 4 that no test says anything of.')
})

test.each(['jest', 'vitest'] as const)(
  '%s: a key beside one that is expected, and a table that is read when the module is loaded',
  async (framework) => {
    const isJest = framework === 'jest'
    const exported = isJest ? 'module.exports = { RATES, rate, receipt }\n' : 'export { RATES, rate, receipt }\n'
    const code = (rates: string, keys: string) => `const RATES = { EUR: 1${rates} }
const rate = (currency) => RATES[currency] ?? 0
function receipt(items) {
  return { total: items.length * 2${keys} }
}
${exported}`
    const file = isJest ? 'src/price.js' : 'src/price.mjs'
    const imports = isJest
      ? "const { rate, receipt } = require('../src/price.js')\n"
      : "import { expect, test } from 'vitest'\nimport { rate, receipt } from '../src/price.mjs'\n"
    const tests = `${imports}
test('rate', () => expect(rate('EUR')).toBe(1))
test('rate of none', () => expect(rate('XXX')).toBe(0))
test('receipt', () => expect(receipt([1, 2])).toMatchObject({ total: 4, count: 2 }))
`
    const path = isJest ? 'test/price.test.js' : 'test/price.test.mjs'
    const manifest = JSON.stringify({ name: 'shop', devDependencies: { [framework]: '*' } })
    const { report } = await lookAt(
      framework,
      { 'package.json': manifest, [file]: code('', ', count: items.length'), [path]: tests },
      { [file]: code(', CHF: 0.9', ', count: items.length, tax: items.length * 0.38') },
    )
    const said = report.stale.map(({ testId, declares }) => [testId, declares.kind, declares.symbol])
    expect(said).toEqual([
      [`${path} > rate`, 'key', 'RATES: CHF'],
      [`${path} > rate of none`, 'key', 'RATES: CHF'],
      [`${path} > receipt`, 'key', 'receipt: tax'],
    ])
  },
)
