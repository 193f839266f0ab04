import { expect, test } from 'vitest'
import { hunksOf } from '../../../../src/engine/diagnosis/causes/hunks.ts'
import { newCalleesOf } from '../../../../src/engine/diagnosis/causes/new-callees.ts'

const edited = { path: 'rates.ts', before: 'return total >= free\n', after: 'return reaches(total, free)\n' }
const added = (after: string) => ({ path: 'threshold.ts', before: null, after })

test('a new function that the causal hunk began to call is a suspect too', () => {
  const file = added('import x\n\nexport function reaches(a, b) {\n  return a > b\n}\n')
  expect(newCalleesOf(hunksOf([edited]), [edited, file])).toEqual([
    { file: 'threshold.ts', line: 3, hunk: '+export function reaches(a, b) {\n+  return a > b\n+}' },
  ])
})

test('a new file of which it uses nothing is none, nor is what it used before', () => {
  expect(newCalleesOf(hunksOf([edited]), [edited, added('def total():\n    pass\n')])).toEqual([])
  expect(newCalleesOf(hunksOf([edited]), [edited, added('reaches(1, 2)\n')])).toEqual([])
})
