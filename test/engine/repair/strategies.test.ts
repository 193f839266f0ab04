import { describe, expect, test } from 'vitest'
import { proposeFor } from '../../../src/engine/repair/propose.ts'
import { renameSymbol } from '../../../src/engine/repair/strategies/rename-symbol.ts'
import { updateImport } from '../../../src/engine/repair/strategies/update-import.ts'
import { updateSignature } from '../../../src/engine/repair/strategies/update-signature.ts'
import type { Strategy, StrategyFinding } from '../../../src/engine/repair/strategy.ts'
import { declaredChanges } from '../../../src/model/cause.ts'
import { type Files, repairContext } from '../../support/repair.ts'

const python = (text: string): Files => ({ 'pkg/__init__.py': '', 'pkg/a.py': text })
const script = (text: string): Files => ({ 'src/a.ts': text })
const TEST = 'tests/test_a.py'
const findings = async (strategy: Strategy, base: Files, head: Files, text: string, path = TEST) =>
  strategy.propose(await repairContext(base, head, { [path]: text }))
const kindsOf = ({ causes }: StrategyFinding) => declaredChanges(causes).map(({ kind, symbol }) => `${kind} ${symbol}`)

const F = 'def f(a, b=1):\n    return a * 2 + b\n'
const USES = 'from pkg.a import f\n\n\ndef test_a():\n    assert f(1, b=2) == 4\n'
const moved = { 'pkg/__init__.py': '', 'pkg/a.py': '', 'pkg/b.py': F }
const G = 'export function g(a: number, options: { tax?: number } = {}) {\n  return a * 2 + (options.tax ?? 0)\n}\n'
const CALLS = "import { g } from '../src/a'\n\nit('a', () => expect(g(1, { tax: 2 })).toBe(4))\n"

describe('each strategy follows its own kind of declared change', () => {
  test.each<[string, Strategy, string, number, Files, Files, string, string]>([
    ['a new name', renameSymbol, 'renamed f', 2, python(F), python(F.replace('f(', 'h(')), USES, TEST],
    ['a new name in TypeScript', renameSymbol, 'renamed g', 2, script(G), script(G.replace('g(', 'h(')), CALLS, 'test/a.test.ts'],
    ['a new module', updateImport, 'moved pkg.a', 1, python(F), { 'pkg/__init__.py': '', 'pkg/b.py': F }, USES, TEST],
    ['a new place', updateImport, 'moved f', 1, { ...python(F), 'pkg/b.py': '' }, moved, USES, TEST],
    [
      'a new keyword',
      updateSignature,
      'parameter_renamed f',
      1,
      python(F),
      python(F.replace('b=', 'c=').replace('+ b', '+ c')),
      USES,
      TEST,
    ],
    [
      'a dropped parameter',
      updateSignature,
      'parameter_removed f',
      1,
      python(F),
      python(F.replace(', b=1', '').replace(' + b', '')),
      USES,
      TEST,
    ],
    ['a new option', updateSignature, 'option_renamed g', 1, script(G), script(G.replaceAll('tax', 'rate')), CALLS, 'test/a.test.ts'],
  ])('%s', async (_, strategy, change, count, base, head, text, path) => {
    const [found, ...more] = await findings(strategy, base, head, text, path)
    expect(more).toEqual([])
    if (found?.kind !== 'edits') throw new Error('there are no edits')
    expect(kindsOf(found)).toEqual([change])
    expect(found.edits).toHaveLength(count)
    const ids = found.causes.map(({ id }) => id)
    for (const edit of found.edits) expect(edit).toMatchObject({ file: path, effect: 'reach', causes: ids })
    expect(found.confidence).toBeGreaterThanOrEqual(0.9)
    const others = [renameSymbol, updateImport, updateSignature].filter((one) => one !== strategy)
    for (const other of others) expect(await findings(other, base, head, text, path), other.name).toEqual([])
  })

  test.each([renameSymbol, updateImport, updateSignature])('$name says nothing of a test that uses nothing of it', async (strategy) => {
    for (const head of [python(F.replace('f(', 'h(')), moved, python(F.replace(', b=1', ''))])
      expect(await findings(strategy, python(F), head, 'def test_a():\n    f = 3\n    assert f == 3\n')).toEqual([])
  })

  test('a body that only resembles the old one leaves some doubt', async () => {
    const base = 'def f(items):\n    whole = 0\n    for item in items:\n        whole += item.price\n    return whole\n'
    const head = base.replace('def f', 'def h').replace('item.price', 'item.cost')
    const confidence = async (after: string) => {
      const [found] = await findings(
        renameSymbol,
        python(base),
        python(after),
        'from pkg.a import f\n\n\ndef test_a():\n    assert f([]) == 0\n',
      )
      return found?.kind === 'edits' ? found.confidence : 0
    }
    expect(await confidence(base.replace('def f', 'def h'))).toBe(0.98)
    expect(await confidence(head)).toBeLessThan(0.95)
    expect(await confidence(head)).toBeGreaterThan(0.8)
  })
})

describe("a strategy's 'no' is kept, with the changes that it is about", () => {
  const dropped = { ...python(F), 'pkg/__init__.py': 'from .a import f\n' }
  const [through, taken] = [USES.replace('pkg.a', 'pkg'), USES.replace('\n\n\n', '\n\nh = 3\n\n\n')]
  test.each<[string, Strategy, readonly string[], Files, Files, string]>([
    ['the new name is taken', renameSymbol, ['renamed f'], python(F), python(F.replace('f(', 'h(')), taken],
    ['the package hands the new name out no more', renameSymbol, ['renamed f'], dropped, python(F.replace('f(', 'h(')), through],
    ['the package hands the moved name out no more', updateImport, ['moved f'], { ...dropped, 'pkg/b.py': '' }, moved, through],
    [
      'one parameter went and another one came',
      updateSignature,
      ['parameter_added f', 'parameter_removed f'],
      python(F),
      python('def f(a, rest):\n    return a * 2 + len(rest)\n'),
      USES,
    ],
    ['a new parameter needs a value', updateSignature, ['parameter_added f'], python(F), python(F.replace('b=1', 'b=1, *, c')), USES],
    [
      'the argument of a removed parameter runs something',
      updateSignature,
      ['parameter_removed f'],
      python(F),
      python(F.replace(', b=1', '').replace(' + b', '')),
      USES.replace('b=2', 'b=rate()'),
    ],
  ])('%s', async (_, strategy, changes, base, head, text) => {
    const found = await findings(strategy, base, head, text)
    expect(found.map(({ kind }) => kind)).toEqual(['declined'])
    expect(found.flatMap(kindsOf).toSorted()).toEqual(changes)
    const { drafts, declined } = proposeFor(await repairContext(base, head, { [TEST]: text }))
    expect(drafts).toEqual([])
    expect(declined.map((one) => one.strategy)).toEqual([strategy.name])
    expect(declined[0]?.reason).not.toBe('')
  })
})
