import { describe, expect, it } from 'vitest'
import { lineCleaner } from '../../../../src/engine/reports/text/line-cleaner.ts'

const RUN = ' RUN  v5.1.1 /srv/shop'

describe('lineCleaner', () => {
  it.each([
    '[1]',
    '[unit]',
    '[unit ]',
    'till:',
    '@shop/till:',
    'apps/till test:unit:',
    '. test:',
    '➤ YN0000: [till]:',
    '➤ YN0000: [@shop/till]:',
    'till |',
  ])('learns the prefix %j where a run starts behind it', (prefix) => {
    const clean = lineCleaner()
    const texts = [RUN, '', '   × adds up 3ms'].map((text) => clean(`${prefix} ${text}`.trimEnd()).text)
    expect(texts).toEqual([RUN, '', '   × adds up 3ms'])
  })

  it.each([
    ' RUN  v4.1.0 /srv',
    '=== test session starts ===',
    'FAIL src/till.test.tsx',
    'PASS  unit src/till.spec.js (5.1 s)',
    'bun test v1.4.5 (a7733435c)',
  ])('knows %j as the start of a run', (start) => expect(lineCleaner()(`[2] ${start}`)).toMatchObject({ text: start }))

  it('keeps two programs apart', () => {
    const clean = lineCleaner()
    expect([`till: ${RUN}`, `shelf: ${RUN}`, 'till: one', 'shelf: two'].map((line) => clean(line).lane)).toEqual([
      'till:',
      'shelf:',
      'till:',
      'shelf:',
    ])
  })

  it('takes nothing off a line whose beginning no run stood behind', () => {
    const clean = lineCleaner()
    clean(`till: ${RUN}`)
    expect(clean('Error: till is shut')).toEqual({ text: 'Error: till is shut', lane: '' })
    expect(clean('till:8080 is in use')).toEqual({ text: 'till:8080 is in use', lane: '' })
    expect(clean('AssertionError: 1 != 2').lane).toBe('')
  })

  it('learns so many prefixes and no more', () => {
    const clean = lineCleaner()
    const lanes = Array.from({ length: 100 }, (_, at) => clean(`p${at}: ${RUN}`).lane)
    expect(lanes.filter(Boolean)).toHaveLength(32)
  })
})
