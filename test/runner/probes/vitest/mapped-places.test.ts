import { describe, expect, test } from 'vitest'

type Probe = { mappedPlaces(code: string, mappings: string): unknown }
const probe = new URL('../../../../src/runner/probes/vitest/mapped-places.mjs', import.meta.url).href
const { mappedPlaces }: Probe = await import(probe)

describe('mappedPlaces', () => {
  test('offsets in the compiled text for lines of the source, across lines and columns', () => {
    // column 0 → line 1, column 4 → line 3; then a line of the compiler's; then column 2 → line 2
    expect(mappedPlaces('one two\n// made up\n  three\n', 'AAAA,IAEA;;EADA')).toEqual([
      { offset: 0, line: 1 },
      { offset: 4, line: 3 },
      { offset: 21, line: 2 },
    ])
  })

  test('numbers of several digits, and of other sources none', () => {
    // column 17 and line 17 are two digits each; the second source is not this file
    expect(mappedPlaces('x'.repeat(40), 'iBAiBA,ACAA')).toEqual([{ offset: 17, line: 18 }])
  })

  test('places beyond the text are left out', () => {
    expect(mappedPlaces('x', 'AAAA,gBAAA')).toEqual([{ offset: 0, line: 1 }])
  })
})
