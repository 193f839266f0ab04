import { expect, test } from 'vitest'
import { MEANT } from './change.ts'
import { planOf } from './plan.ts'

const told = (seed: string, count: number) =>
  planOf(seed, count).map((step) => (step.kind === 'cure' ? `cure ${step.of}` : `${step.commit.change.name}: ${step.commit.message}`))

test('a seed makes one development, another seed another one', () => {
  expect(told('1', 30)).toEqual(told('1', 30))
  expect(told('1', 30)).not.toEqual(told('2', 30))
})

test.each(['1', '2', '3'])('a hundred changes of seed %s are there, most of them meant, and no change comes twice', (seed) => {
  const changes = planOf(seed, 100).flatMap((step) => (step.kind === 'change' ? [step.commit.change] : []))
  expect(changes).toHaveLength(100)
  expect(new Set(changes.map(({ name }) => name)).size).toBe(100)
  const meant = changes.filter(({ kind }) => MEANT.has(kind)).length
  expect(meant).toBeGreaterThanOrEqual(70)
  expect(meant).toBeLessThanOrEqual(85)
})

test('a fault is in what is committed, and never in what development goes on from', () => {
  for (const step of planOf('1', 100)) {
    if (step.kind === 'cure') continue
    const { change, product, after } = step.commit
    const differs = [...product].filter(([path, text]) => after.product.get(path) !== text)
    expect(differs.length > 0, change.name).toBe((change.fault ?? []).length > 0)
  }
})
