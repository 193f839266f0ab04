import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { mergedResults, type ResultsFile, writeResults } from './results-file.ts'
import { shardOf } from './shard.ts'

const folder = mkdtempSync(join(tmpdir(), 'suture-results-'))
afterAll(() => rmSync(folder, { recursive: true }))

const written = (name: string, more: Partial<ResultsFile>): string => {
  const file = join(folder, name)
  writeResults(file, { ...{ bench: 'masking', commit: 'abc', seed: 1, sample: 4, shard: '1/2', cases: [name] }, ...more })
  return file
}

test('shards of one commit are summed', () => {
  const files = [written('one', {}), written('two', { shard: '2/2' })]
  expect(mergedResults('masking', files)).toMatchObject({ commit: 'abc', shard: '1/2 + 2/2', cases: ['one', 'two'] })
})

test.each([
  ['another commit', { shard: '2/2', commit: 'def' }, 'commit def'],
  ['another seed', { shard: '2/2', seed: 2 }, 'seed 2'],
  ['another benchmark', { shard: '2/2', bench: 'refactor' }, 'bench:refactor'],
  ['the same shard', {}, 'shard 1/2 is there twice'],
])('%s is not merged', (_what, more, said) => {
  expect(() => mergedResults('masking', [written('one', {}), written('other', more)])).toThrow(said)
})

test('shards are disjoint and together everything', () => {
  expect([shardOf(7, '1/3'), shardOf(7, '2/3'), shardOf(7, '3/3')]).toEqual([
    [0, 3, 6],
    [1, 4],
    [2, 5],
  ])
  expect(() => shardOf(7, '4/3')).toThrow('give I/N')
})
