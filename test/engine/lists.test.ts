import { describe, expect, test } from 'vitest'
import { RUNGS } from '../../src/engine/diagnosis/index.ts'
import { strategies } from '../../src/engine/repair/strategies/index.ts'
import { CHECKS } from '../../src/engine/review/checks/index.ts'

describe.each([
  ['rungs of the ladder', RUNGS],
  ['acceptance checks', CHECKS],
  ['repair strategies', strategies],
])('%s', (_, list) => {
  test('have names of their own and a sentence that says what they do', () => {
    // what follows an example repairs by the name of what it does, and its sentence tells them apart
    const names = list.map(({ name, description }) => (list === strategies ? description : name))
    expect(new Set(names).size).toBe(names.length)
    for (const { description } of list) expect(description).toMatch(/^[A-Z].{20,}\.$/)
  })
})
