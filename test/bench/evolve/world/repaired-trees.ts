import { applyPatch, parsePatch } from 'diff'
import type { TestRepair } from '../../../../src/model/test-repair.ts'
import type { Tree } from '../development/change.ts'

/** The tests with a patch of `git diff`; throws where it does not fit. */
export function withPatch(tests: Tree, patch: string): Tree {
  const texts = new Map(tests)
  for (const part of patch === '' ? [] : parsePatch(patch)) {
    const path = (part.oldFileName ?? '').replace(/^a\//, '')
    const text = applyPatch(texts.get(path) ?? '', part)
    if (text === false) throw new Error(`the patch of ${path} does not fit`)
    if (part.newFileName === '/dev/null') texts.delete(path)
    else texts.set(path, text)
  }
  return texts
}

/** The tests with one proposal, or null where its texts do not say to which file they belong. */
export function withProposal(tests: Tree, { changes, originalCode, repairedCode }: TestRepair): Tree | null {
  const files = [...new Set(changes.map(({ file }) => file))]
  const [first = ''] = files
  if (files.length === 1 && tests.get(first) === originalCode) return new Map([...tests, [first, repairedCode]])
  const texts = new Map(tests)
  for (const { file, line, before, after } of [...changes].reverse()) {
    const text = texts.get(file)
    if (text === undefined || before === '') return null
    const from = text
      .split('\n')
      .slice(0, line - 1)
      .join('\n').length
    const at = text.indexOf(before, from)
    if (at === -1) return null
    texts.set(file, text.slice(0, at) + after + text.slice(at + before.length))
  }
  return texts
}

/** How many lines differ, removed and added ones together. */
export function changedLines(before: Tree, after: Tree): number {
  const paths = new Set([...before.keys(), ...after.keys()])
  return [...paths].reduce((sum, path) => {
    const [old, now] = [before.get(path) ?? '', after.get(path) ?? '']
    if (old === now) return sum
    const count = (text: string) => Map.groupBy(text.split('\n'), (line) => line)
    const [olds, nows] = [count(old), count(now)]
    const lines = new Set([...olds.keys(), ...nows.keys()])
    return sum + [...lines].reduce((more, line) => more + Math.abs((olds.get(line)?.length ?? 0) - (nows.get(line)?.length ?? 0)), 0)
  }, 0)
}
