import { describe, expect, test } from 'vitest'
import { lineMapping } from '../../../../src/engine/review/reading/line-mapping.ts'
import type { Files } from '../../../support/repair.ts'
import { sourcesOf } from '../../../support/review-case.ts'
import { moved, renamed } from '../shop.ts'

const map = async (base: Files, head: Files) => lineMapping(await sourcesOf(base, head))
const numbered = (...lines: readonly string[]) => lines.map((line) => `${line}\n`).join('')
const HERE = 'src/a.py'

describe('a line of the base in the head', () => {
  test('is the same line in a file that nobody changed', async () => {
    const carry = await map({ [HERE]: 'a = 1\n' }, { [HERE]: 'a = 1\n', 'src/b.py': 'b = 1\n' })
    expect(carry(HERE, 1)).toEqual({ file: HERE, line: 1 })
    expect(carry('src/never-read.py', 7)).toEqual({ file: 'src/never-read.py', line: 7 })
  })

  test('moves by what was added and taken away above it', async () => {
    const before = numbered('a = 1', 'b = 2', 'c = 3', 'd = 4', 'e = 5')
    const carry = await map({ [HERE]: before }, { [HERE]: numbered('new = 0', 'newer = 0', 'a = 1', 'b = 2', 'd = 4', 'e = 5') })
    expect([1, 2, 3, 4, 5].map((line) => carry(HERE, line))).toEqual([
      { file: HERE, line: 3 },
      { file: HERE, line: 4 },
      null,
      { file: HERE, line: 5 },
      { file: HERE, line: 6 },
    ])
  })

  test('is nowhere where it was rewritten, where its file is gone, or where its file is no source', async () => {
    const base = { [HERE]: numbered('a = 1', 'b = 2'), 'src/gone.py': 'x = 1\n', 'data.json': '{}\n' }
    const carry = await map(base, { [HERE]: numbered('a = 1', 'b = 3'), 'data.json': '[]\n' })
    expect(carry(HERE, 1)).toEqual({ file: HERE, line: 1 })
    expect([carry(HERE, 2), carry('src/gone.py', 1), carry('data.json', 1)]).toEqual([null, null, null])
  })
})

describe('a line of a declaration', () => {
  const lineOf = (files: Files, file: string, text: string) => 1 + (files[file] ?? '').split('\n').findIndex((line) => line.includes(text))
  const [cart, sums] = ['src/shop/cart.py', 'src/shop/sums.py']

  test('is followed to where its declaration moved', async () => {
    const carry = await map(moved.base, moved.head)
    for (const text of ['whole = 0', 'whole += item.price', 'return whole + tax'])
      expect(carry(cart, lineOf(moved.base, cart, text)), text).toEqual({ file: sums, line: lineOf(moved.head, sums, text) })
    expect(carry(cart, lineOf(moved.base, cart, 'self.items.append'))).toEqual({
      file: cart,
      line: lineOf(moved.head, cart, 'self.items.append'),
    })
  })

  test('is followed under a new name, but not the line of the name', async () => {
    const carry = await map(renamed.base, renamed.head)
    const body = lineOf(renamed.base, cart, 'whole = 0')
    expect(carry(cart, body)).toEqual({ file: cart, line: body })
    expect(carry(cart, body - 1)).toBeNull()
  })
})
