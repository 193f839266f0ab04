import { expect, test } from 'vitest'
import { parseCommandFile } from './command-file.ts'

test('reads lines and blocks, also values with = and <<', () => {
  expect(parseCommandFile('a=1=2\nb<<E\nx\ny\nE\nc=<<\n', 'output')).toEqual({ a: '1=2', b: 'x\ny', c: '<<' })
})

test.each([
  ['nothing', /Invalid format 'nothing'/],
  ['a<<E\nx\n', /Matching delimiter not found 'E'/],
])('refuses %j in the words of the runner', (text, message) => {
  expect(() => parseCommandFile(text, 'output')).toThrow(message)
})
