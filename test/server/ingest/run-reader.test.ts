import { afterEach, describe, expect, it } from 'vitest'
import type { Omission } from '../../../src/engine/reports/text/both-ends.ts'
import type { Input, Rows } from '../../../src/server/ingest/reading-messages.ts'
import { openReadingProcesses } from '../../../src/server/ingest/reading-processes.ts'
import { RUN_BUDGET } from '../../../src/server/ingest/run-limits.ts'
import { openRunReader, type RunReader } from '../../../src/server/ingest/run-reader.ts'
import { pytestLog } from '../../support/world/pytest-log.ts'

const never = new AbortController().signal
const REPORT: Input = { name: 'results.zip', source: { kind: 'report' } }
const logOf = (job: string): Input => ({ name: `${job}.log`, source: { kind: 'log', job, variant: '' } })
const idOf = (count: number) => `tests/test_a.py::test_${count}`

async function* given(...parts: readonly (string | Omission)[]): AsyncGenerator<Uint8Array | Omission> {
  for (const part of parts) yield typeof part === 'string' ? Buffer.from(part) : part
}

/** JUnit XML of so many cases, made as it is read. */
async function* junit(cases: number, message = ''): AsyncGenerator<Uint8Array> {
  yield Buffer.from('<testsuites><testsuite name="pytest">')
  for (let from = 0; from < cases; from += 1_000) {
    const some = Array.from({ length: Math.min(1_000, cases - from) }, (_, index) => from + index)
    const body = message === '' ? '/>' : `><failure message="${message}"/></testcase>`
    yield Buffer.from(some.map((count) => `<testcase classname="tests.test_a" name="test_${count}"${body}`).join('\n'))
  }
  yield Buffer.from('</testsuite></testsuites>')
}

function kept() {
  const stored: Rows[] = []
  return {
    stored,
    store: async (rows: Rows) => {
      stored.push(rows)
    },
    executions: () => stored.flatMap(({ executions }) => executions),
    failures: () => stored.flatMap(({ failures }) => failures),
  }
}

let open: RunReader | null = null
const started = (...given: Parameters<typeof openRunReader>): RunReader => {
  open = openRunReader(...given)
  return open
}
afterEach(() => open?.close())

describe('openRunReader', () => {
  it('reads logs and reports of a run as one: a test that failed in both is one failure, repetitions are counted', async () => {
    const reader = started(openReadingProcesses())
    const rows = kept()
    const log = await reader.read(logOf('test'), given(pytestLog([{ testId: idOf(1) }])), rows.store, never)
    expect(log).toMatchObject({ outcome: 'read', reading: { concernsTests: true, log: { hasTests: true, class: 'test_failure' } } })
    for (let times = 0; times < 2; times += 1) await reader.read(REPORT, junit(2, 'AssertionError: no'), rows.store, never)
    expect(rows.failures().map(({ job, test, repetition }) => [job, test.testId, repetition])).toEqual([
      ['test', idOf(1), 0],
      ['', idOf(0), 0],
      ['', idOf(0), 1],
    ])
  }, 30_000)

  it('hands out rows in batches, and waits until each is stored', async () => {
    const reader = started(openReadingProcesses())
    const rows = kept()
    let storing = 0
    const store = async (batch: Rows) => {
      storing += 1
      expect(storing).toBe(1)
      await new Promise((resolve) => setTimeout(resolve, 5))
      await rows.store(batch)
      storing -= 1
    }
    await reader.read(REPORT, junit(25_000), store, never)
    expect(rows.executions()).toHaveLength(25_000)
    expect(rows.stored.length).toBeGreaterThan(2)
  }, 30_000)

  it('says that both ends were read, and of which tree', async () => {
    const reader = started(openReadingProcesses())
    const rows = kept()
    const [head = '', tail = ''] = pytestLog([{ testId: idOf(1) }]).split(/(?<=collected .*\n)/)
    const omission = { omitted: 70_000_000, size: 77_000_000 }
    const outcome = await reader.read(logOf('test'), given(head.replaceAll('HEAD_SHA', 'a'.repeat(40)), omission, tail), rows.store, never)
    expect(outcome).toMatchObject({ outcome: 'read', omission, reading: { checkout: { commit: 'a'.repeat(40) } } })
    expect(rows.failures().map(({ test }) => test.testId)).toEqual([idOf(1)])
  }, 30_000)

  it('goes on with the next file where one took too much memory, and stores nothing of it', async () => {
    const reader = started(openReadingProcesses({ memoryMb: 48, youngMb: 1 }))
    const rows = kept()
    expect(await reader.read(REPORT, junit(8_000, 'x'.repeat(9_000)), rows.store, never)).toEqual({
      outcome: 'unread',
      why: 'reading it took too much memory',
    })
    expect(rows.stored).toEqual([])
    expect(await reader.read(REPORT, junit(3), rows.store, never)).toMatchObject({ outcome: 'read' })
    expect(rows.executions()).toHaveLength(3)
  }, 60_000)

  it('ends the reading of a file that takes too long, and after three of them leaves the run', async () => {
    const reader = started(openReadingProcesses(), RUN_BUDGET, 1)
    const why = 'reading it took longer than 0.001 s'
    for (let times = 0; times < 3; times += 1)
      expect(await reader.read(REPORT, junit(50_000), kept().store, never)).toEqual({ outcome: 'unread', why })
    expect(await reader.read(REPORT, junit(1), kept().store, never)).toMatchObject({
      why: expect.stringContaining('other files of this run'),
    })
  }, 30_000)

  it('counts bytes and cases over all files of the run', async () => {
    const reader = started(openReadingProcesses(), { ...RUN_BUDGET, bytes: 200_000, cases: 1_500 })
    const rows = kept()
    await reader.read(REPORT, junit(1_000), rows.store, never)
    await reader.read(REPORT, junit(1_000), rows.store, never)
    expect(rows.executions()).toHaveLength(1_500)
    const last = await reader.read(REPORT, junit(4_000), rows.store, never)
    expect(last).toMatchObject({ reading: { problems: [expect.stringContaining('larger than what is read of one run')] } })
    expect(rows.executions()).toHaveLength(1_500)
  }, 30_000)

  it('throws what the download throws, and reads on with another process', async () => {
    const reader = started(openReadingProcesses())
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield* junit(2)
      throw new Error('the connection was lost')
    }
    await expect(reader.read(REPORT, broken(), kept().store, never)).rejects.toThrow('the connection was lost')
    const rows = kept()
    await reader.read(REPORT, junit(2), rows.store, never)
    expect(rows.executions()).toHaveLength(2)
  }, 30_000)

  it('ends with its job', async () => {
    const reader = started(openReadingProcesses())
    await expect(reader.read(REPORT, junit(2), kept().store, AbortSignal.abort())).rejects.toMatchObject({ code: 'stopped' })
  }, 30_000)
})
