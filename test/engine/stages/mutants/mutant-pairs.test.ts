import { describe, expect, test } from 'vitest'
import { hunksOf } from '../../../../src/engine/diagnosis/causes/hunks.ts'
import { lineMapping } from '../../../../src/engine/review/reading/line-mapping.ts'
import { mutantPairs, sampled } from '../../../../src/engine/stages/mutants/mutant-pairs.ts'
import { testParsers } from '../../../support/grammars.ts'
import { sourcesOf } from '../../../support/review-case.ts'

const PATH = 'shop/cart.py'
const ALL = new Set(Array.from({ length: 50 }, (_, index) => index + 1))

async function pairsOf(before: string, after: string, lines: ReadonlySet<number> = ALL) {
  const sources = await sourcesOf({ [PATH]: before }, { [PATH]: after })
  const texts = { before: sources.baseFiles, after: sources.headFiles, hunks: hunksOf(sources.fileChanges), carry: lineMapping(sources) }
  const pairs = mutantPairs({ lines: new Map([[PATH, lines]]), ...texts }, await testParsers())
  return pairs.map(({ old, now }) => ({
    old: `${old.line} ${before.slice(old.start, old.end)}`,
    now: `${now.line} ${after.slice(now.start, now.end)}`,
    become: [old.replacement, now.replacement],
  }))
}

describe('faults of both versions', () => {
  test('a line that only moved has the same ones', async () => {
    const line = 'def total(a):\n    return a + 1\n'
    const pairs = await pairsOf(line, `RATE = 2\n\n\n${line}`)
    expect(pairs).toContainEqual({ old: '2 +', now: '5 +', become: ['-', '-'] })
    expect(pairs.every(({ become: [old, now] }) => old === now)).toBe(true)
  })

  test('a line that was rewritten has those of the same kind, in their order', async () => {
    const pairs = await pairsOf('def total(a):\n    return a * 19 + 7\n', 'def total(a):\n    return a * 20 + 7\n')
    expect(pairs).toContainEqual({ old: '2 19', now: '2 20', become: ['20', '21'] })
    expect(pairs).toContainEqual({ old: '2 7', now: '2 7', become: ['8', '8'] })
  })

  test('what only one version has is no measure', async () => {
    const pairs = await pairsOf('def total(a):\n    return a * 19 + 7\n', 'def total(a):\n    return scaled(a)\n')
    expect(pairs.filter(({ old }) => old.endsWith('19'))).toEqual([])
  })

  test('only lines that were reached', async () => {
    expect(await pairsOf('def total(a):\n    return a + 1\n', 'X = 1\n\ndef total(a):\n    return a + 1\n', new Set([1]))).toEqual([])
  })
})

test('a sample keeps those of changed lines first, and is the same each time', async () => {
  const text = `def f(a):\n${'    a = a + 1\n'.repeat(20)}    return a\n`
  const texts = new Map([[PATH, text]])
  const all = mutantPairs(
    { lines: new Map([[PATH, ALL]]), before: texts, after: texts, hunks: [], carry: (file, line) => ({ file, line }) },
    await testParsers(),
  )
  const isFirst = ({ old }: (typeof all)[number]) => old.line === 5
  const some = sampled(all, 10, isFirst)
  expect(some).toHaveLength(10)
  expect(some.filter(isFirst)).toHaveLength(all.filter(isFirst).length)
  expect(sampled(all, 10, isFirst)).toEqual(some)
  expect(sampled(all, 1000, isFirst)).toHaveLength(all.length)
})
