import type { Relation } from '../facets/assertions.ts'

export type Matcher = { readonly relation: Relation; readonly isNegated: boolean; readonly takes: 0 | 1 }

const EXPECT: readonly (readonly [relation: Relation, isNegated: boolean, takes: 0 | 1, names: string])[] = [
  ['equal', false, 1, 'toEqual toStrictEqual eql eqls'],
  ['same', false, 1, 'toBe equal equals eq'],
  ['same', false, 0, 'toBeNull toBeUndefined toBeNaN null undefined NaN true false'],
  ['same', true, 0, 'toBeDefined exist'],
  ['close', false, 1, 'toBeCloseTo closeTo approximately'],
  ['contains', false, 1, 'toContain toContainEqual toMatchObject toHaveProperty include includes contain contains property'],
  ['ordered', false, 1, 'toBeGreaterThan toBeGreaterThanOrEqual toBeLessThan toBeLessThanOrEqual above least below most gt gte lt lte'],
  ['matches', false, 1, 'toMatch match'],
  ['holds', false, 0, 'toBeTruthy ok'],
  ['holds', true, 0, 'toBeFalsy'],
  ['throws', false, 1, 'toThrow toThrowError throw throws'],
]

const ASSERT: readonly (readonly [relation: Relation, isNegated: boolean, takes: 0 | 1, names: string])[] = [
  ['equal', false, 1, 'equal deepEqual deepStrictEqual partialDeepStrictEqual'],
  ['equal', true, 1, 'notEqual notDeepEqual notDeepStrictEqual'],
  ['same', false, 1, 'strictEqual'],
  ['same', true, 1, 'notStrictEqual'],
  ['matches', false, 1, 'match'],
  ['matches', true, 1, 'doesNotMatch'],
  ['holds', false, 0, 'assert ok'],
  ['throws', false, 1, 'throws rejects'],
  ['throws', true, 1, 'doesNotThrow doesNotReject'],
]

function byName(rows: typeof EXPECT): ReadonlyMap<string, Matcher> {
  return new Map(
    rows.flatMap(([relation, isNegated, takes, names]) => names.split(' ').map((name) => [name, { relation, isNegated, takes }] as const)),
  )
}

/** What comes last after `expect(…)`: of Jest, Vitest and Chai. */
export const EXPECT_MATCHERS = byName(EXPECT)

/** The functions of Node's `assert`, by name; `assert` is the module itself. */
export const ASSERT_FUNCTIONS = byName(ASSERT)
