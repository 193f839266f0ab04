import { describe, expect, test } from 'vitest'
import { plainReason } from '../../../src/engine/reasons/plain-reason.ts'
import { renderReason } from '../../../src/engine/reasons/render.ts'
import { reason } from '../../../src/model/reason.ts'
import { renamed } from '../../support/reasons.ts'

const RENAMED = reason('contract-change', { change: renamed('Cart.total', 'sum') })

describe('plainReason', () => {
  test('writes a reason that follows on another one as one sentence', () => {
    const refused = reason('repair-refused', { after: RENAMED, check: 'oracle-preserved', detail: 'tests/a.py:3: 1 became 2' })
    expect(plainReason(refused)).toBe(
      'Cart.total is now Cart.sum; the repair was refused: expectations unchanged: tests/a.py:3: 1 became 2',
    )
  })

  test('writes places with their lines, and how many more there are', () => {
    const places = [
      { file: 'shop/tax.py', line: 40, count: 2 },
      { file: 'shop/vat.py', line: 7 },
      { file: 'shop/new.py', line: null },
    ]
    expect(plainReason(reason('not-intended', { places, more: 3, against: [] }))).toBe(
      'it passed before this change and fails after it; with only shop/tax.py:40–41, shop/vat.py:7, shop/new.py, 3 more undone it passes',
    )
  })

  test('writes packages with both versions', () => {
    const moved = { manifest: 'poetry.lock', name: 'requests', before: '2.31.0', after: null }
    const suspect = reason('package-lacks', { package: 'requests', missing: 'Retry' })
    expect(plainReason(reason('changed-dependency', { suspect, moved, contract: null }))).toBe(
      'the installed requests has no Retry, and this change moved it: requests 2.31.0 → none (poetry.lock)',
    )
  })
})

test('another renderer gives the same sentence in its own marks', () => {
  const marks = {
    it: 'each' as const,
    code: (text: string) => `<${text}>`,
    text: (words: string) => words.toUpperCase(),
    place: ({ file }: { readonly file: string }) => `@${file}`,
  }
  const of = (detail: string) => [{ sign: 'docs-adapted', detail }]
  const open = reason('declared-intent-open', { files: ['a.py'], signs: of('readme'), against: [] })
  expect(renderReason(open, marks)).toBe(
    'each passed before this change and fails after it; signs that <a.py> was changed on purpose: DOCS ADAPTED (README); signs against it: none',
  )
  const half = reason('contract-change-half-done', { change: renamed('total', 'sum'), place: { file: 'b.py', line: 3 } })
  expect(renderReason(half, marks)).toBe('<total> is now <sum>, but @b.py still uses the old one')
})
