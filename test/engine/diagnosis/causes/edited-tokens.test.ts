import { describe, expect, test } from 'vitest'
import { createProject } from '../../../../src/engine/changes/resolve/project.ts'
import { editedTokens } from '../../../../src/engine/diagnosis/causes/edited-tokens.ts'
import { hunksOf } from '../../../../src/engine/diagnosis/causes/hunks.ts'
import { testParsers } from '../../../support/grammars.ts'

async function edited(before: string, after: string) {
  const parsers = await testParsers()
  const [old, now] = [before, after].map((text) => createProject(new Map([['a.py', text]]), parsers))
  const [hunk] = hunksOf([{ path: 'a.py', before, after }])
  if (old === undefined || now === undefined || hunk === undefined) throw new Error('nothing changed')
  return editedTokens(hunk, { before: old, after: now, product: ['a.py'] })
}

describe('edited tokens', () => {
  test.each([
    ['def f(a, n=4):\n    pass\n', 'def f(a, n=10):\n    pass\n', ['4'], ['10']],
    ["x = f('a b', 1.5)\n", "x = f('c', 1.5)\n", ["'a b'"], ["'c'"]],
    ['x = [a, b]\n', 'x = (a, b)\n', ['[', ']'], ['(', ')']],
    ['x = f(a, b)\n', 'x = f(b, a)\n', ['a', ','], [',', 'a']],
    ['def f(a):\n    return a\n', 'async def f(a):\n    return a\n', [], ['async']],
  ])('%s → %s', async (before, after, gone, come) => {
    expect(await edited(before, after)).toEqual({ gone, come })
  })

  test('comments and docstrings are no code', async () => {
    const text = (word: string, value: number) => `def f(n=${value}):\n    """Takes ${word}."""\n    return n\n`
    expect(await edited(text('four', 4), text('five', 5))).toEqual({ gone: ['4'], come: ['5'] })
  })
})
