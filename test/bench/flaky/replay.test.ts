import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { POLICIES } from './policies.ts'
import { replay } from './replay.ts'
import { readRows } from './rows.ts'

const ours = POLICIES[0]?.policy ?? (() => 'unknown')
const row = (failures: number, runs: number) => ({ project: 'p', test: `t${failures}`, runs, failures })

test('tests are weighted by their failures, and a failure that always comes back is real', () => {
  const found = replay([row(1, 100), row(60, 100), row(100, 100), row(0, 100)], ours, 1)
  expect(found.decisions.map(({ trials }) => trials)).toEqual([200, 200, 1, 1])
  expect(found.decisions[2]).toMatchObject({ flaky: 0, real: 1, reruns: 6 })
  const [rare, often] = found.decisions
  expect(found.recall).toBeCloseTo(((rare?.flaky ?? 0) + 60 * (often?.flaky ?? 0)) / 61 / 200, 12)
  expect(found).toMatchObject({ falseFlakyRate: 0, n: 4 })
})

test('a file without a column, or with half a row, is refused', () => {
  const folder = mkdtempSync(join(tmpdir(), 'suture-rows-'))
  const file = join(folder, 'rows.csv.gz')
  const write = (text: string) => writeFileSync(file, gzipSync(text))
  write('project,test,runs,failures\np,"a, ""b""",10,2\n')
  expect(readRows(file)).toEqual([{ project: 'p', test: 'a, "b"', runs: 10, failures: 2 }])
  write('project,test,runs\np,a,10\n')
  expect(() => readRows(file)).toThrow("no column 'failures'")
  write('project,test,runs,failures\np,a,10\n')
  expect(() => readRows(file)).toThrow('row 2 holds no count')
  rmSync(folder, { recursive: true })
})
