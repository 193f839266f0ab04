import { describe, expect, test } from 'vitest'
import { curesOf } from '../../support/flakes/cures-of.ts'
import { flakes } from '../../support/flakes/index.ts'

describe('from the cause and the texts alone', () => {
  test.each(flakes.map((flake) => [flake.name, flake] as const))('%s', async (_, flake) => {
    const { reviewed, why } = await curesOf(flake)
    const [first] = reviewed
    if ('refused' in flake.ends) {
      expect(reviewed.map(({ candidate }) => candidate.name)).toEqual([])
      expect(why).toBe(flake.ends.refused)
      return
    }
    expect(why).toBeNull()
    expect(first?.candidate.name).toBe(flake.ends.cure)
    expect(first?.review?.checks.filter(({ outcome }) => outcome === 'failed')).toEqual([])
  })
})
