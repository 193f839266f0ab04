import { describe, expect, test } from 'vitest'
import { type CauseEvidence, cascadeSentence, cascades } from '../../../src/engine/diagnosis/cascades.ts'
import type { ContractChange } from '../../../src/model/contract-change.ts'
import { reason } from '../../../src/model/reason.ts'

const change = (symbol: string): ContractChange => ({
  ...{ kind: 'renamed', symbol, file: 'cart.py', line: 3, before: 'total', after: 'sum', oldFile: 'cart.py', newSymbol: 'sum' },
  ...{ oldParameters: [], newParameters: [], similarity: 1 },
})
const UNDONE = reason('causal-hunk', { places: [{ file: 'tax.py', line: 40 }], more: 0, files: 1, runs: 3 })
const PROVED = { rung: 'causal-hunk', outcome: 'supports', reason: UNDONE } as const
const suspect = (line: number) => ({ file: 'tax.py', line, hunk: '-a\n+b' })

function evidence(over: Partial<CauseEvidence>): CauseEvidence {
  const nothing = { codeChanges: [], culprits: [], evidence: [], message: '', frame: null }
  return { verdict: 'unknown', reason: reason('unexplained', {}), ...nothing, ...over }
}
const sizes = (items: readonly CauseEvidence[]) => cascades(items, (item) => item).map(({ members }) => members.length)

describe('cascades', () => {
  test('twelve tests of one declared change have one cause, whatever each of them says', () => {
    const items = Array.from({ length: 12 }, (_, index) =>
      evidence({
        verdict: 'obsolete_test',
        reason: reason('base-not-run', { why: `seen ${index}` }),
        message: `m${index}`,
        codeChanges: [change('Cart.total')],
      }),
    )
    expect(sizes(items)).toEqual([12])
  })

  test('tests of two declared changes have two causes, in the order in which they came', () => {
    const of = (symbol: string) => evidence({ verdict: 'obsolete_test', codeChanges: [change(symbol)] })
    const found = cascades([of('b'), of('a'), of('b')], (item) => item)
    expect(found.map(({ lead, members }) => [lead.codeChanges[0]?.symbol, members.length])).toEqual([
      ['b', 2],
      ['a', 1],
    ])
  })

  test('the same two changes in another order are the same cause', () => {
    const of = (...symbols: string[]) => evidence({ verdict: 'obsolete_test', codeChanges: symbols.map(change) })
    expect(sizes([of('a', 'b'), of('b', 'a')])).toEqual([2])
  })

  test('a part of the change that was proved to break them joins tests that fail in different ways', () => {
    const of = (message: string) => evidence({ verdict: 'product_regression', culprits: [suspect(40)], evidence: [PROVED], message })
    expect(sizes([of('assert 1 == 2'), of('KeyError: rate')])).toEqual([2])
    expect(sizes([of('x'), { ...of('x'), culprits: [suspect(41)] }])).toEqual([1, 1])
  })

  test('a mere suspect joins only failures that look alike', () => {
    const of = (message: string, file: string) =>
      evidence({ verdict: 'product_regression', culprits: [suspect(40)], message, frame: { file, function: 'rate' } })
    expect(sizes([of('assert 1 == 2', 'tax.py'), of('assert 3 == 4', 'tax.py')])).toEqual([2])
    expect(sizes([of('assert 1 == 2', 'tax.py'), of('KeyError: rate', 'tax.py')])).toEqual([1, 1])
    expect(sizes([of('assert 1 == 2', 'tax.py'), of('assert 3 == 4', 'cart.py')])).toEqual([1, 1])
  })

  test('failures of one missing package are one, of two packages two', () => {
    const of = (name: string) =>
      evidence({ verdict: 'environment', reason: reason('same-on-base', { after: reason('missing-package', { package: name }) }) })
    expect(sizes([of('attrs'), of('attrs'), of('yaml')])).toEqual([2, 1])
  })

  test('what has no explanation is joined by message and place, but for its values', () => {
    const of = (message: string) => evidence({ reason: reason('not-run', { why: 'fork', said: message }), message })
    expect(sizes([of("KeyError: 'a'"), of("KeyError: 'b'"), of('TypeError')])).toEqual([2, 1])
    const unread = (why: string) => evidence({ reason: reason('base-not-run', { why }) })
    expect(sizes([unread('one'), unread('two')])).toEqual([1, 1])
  })

  test('a reason joins by its code and by what it names, not by its counts, signs and words of failures', () => {
    const message = 'assert 1 == 2'
    const open = (file: string, detail: string) =>
      evidence({
        reason: reason('declared-intent-open', { files: [file], signs: [{ sign: 'docs-adapted', detail }], against: [] }),
        message,
      })
    expect(sizes([open('a.py', 'readme'), open('a.py', 'changes'), open('b.py', 'readme')])).toEqual([2, 1])
    const refused = (symbol: string, failure: string) =>
      evidence({ reason: reason('still-fails', { after: reason('contract-change', { change: change(symbol) }), failure }), message })
    expect(sizes([refused('a', 'KeyError: 1'), refused('a', 'no'), refused('b', 'no')])).toEqual([2, 1])
    const runs = (passed: number) => evidence({ verdict: 'flaky', reason: reason('flaky', { passed, failed: 1 }), message })
    expect(sizes([runs(1), runs(4)])).toEqual([2])
  })

  test('another verdict is another cause', () => {
    expect(sizes([evidence({}), evidence({ verdict: 'flaky' })])).toEqual([1, 1])
  })

  test('equal causes have equal ids in every run', () => {
    const one = evidence({ verdict: 'environment', reason: reason('missing-package', { package: 'attrs' }) })
    expect(cascades([one], (item) => item)[0]?.id).toMatch(/^[0-9a-f]{12}$/)
    expect(cascades([one], (item) => item)[0]?.id).toBe(cascades([evidence({}), { ...one }], (item) => item)[1]?.id)
  })
})

test('only a known cause is called one', () => {
  const regression = { verdict: 'product_regression' as const, evidence: [] }
  expect(cascadeSentence(12, 'tests', { verdict: 'obsolete_test', evidence: [] })).toBe('12 tests fail for this one reason.')
  expect(cascadeSentence(2, 'tests', { ...regression, evidence: [PROVED] })).toBe('2 tests fail for this one reason.')
  expect(cascadeSentence(2, 'tests', regression)).toBe('2 tests fail in the same way.')
})
