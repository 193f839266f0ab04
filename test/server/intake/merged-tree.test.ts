import { describe, expect, it } from 'vitest'
import { mergedTree } from '../../../src/server/intake/merged-tree.ts'
import { tree } from './report-case.ts'

describe('mergedTree', () => {
  const ancestor = tree({ same: '1', ours: '1', theirs: '1', both: '1', goneHere: '1', goneThere: '1' })
  const base = tree({ same: '1', ours: '1', theirs: '2', both: '3', goneHere: '1', newThere: 'n' })
  const head = tree({ same: '1', ours: '2', theirs: '1', both: '2', goneThere: '1', newHere: 'n' })
  const { tree: merged, unclear } = mergedTree(ancestor, base, head)
  const text = (path: string) => merged.files.get(path)?.text

  it('takes each side’s own changes', () => {
    expect(['same', 'ours', 'theirs', 'newHere', 'newThere'].map(text)).toEqual(['1', '2', '2', 'n', 'n'])
  })

  it('drops what either side deleted', () => {
    expect(['goneHere', 'goneThere'].map(text)).toEqual([undefined, undefined])
  })

  it('names what both sides changed', () => {
    expect([...unclear]).toEqual(['both'])
    expect(merged.files.has('both')).toBe(false)
  })

  it('is as incomplete as its parts', () => {
    expect(mergedTree({ ...ancestor, isComplete: false }, base, head).tree.isComplete).toBe(false)
  })
})
