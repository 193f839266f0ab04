import { expect, test } from 'vitest'
import { readZip, writeZip } from './zip.ts'

test('reads what it wrote, also empty files and names that are not ASCII', async () => {
  const files = new Map([
    ['a/b.txt', 'text '.repeat(1000)],
    ['é.txt', ''],
  ])
  const read = await readZip(writeZip(files))
  expect([...read].map(([name, bytes]) => [name, bytes.toString()])).toEqual([...files])
})

test('equal files make equal bytes', () => {
  expect(Buffer.compare(writeZip([['a', 'x']]), writeZip([['a', 'x']]))).toBe(0)
})
