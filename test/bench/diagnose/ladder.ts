import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readSources } from '../../../src/engine/diagnosis/sources/sources.ts'
import { pytest } from '../../../src/engine/frameworks/pytest.ts'
import { diagnose } from '../../../src/engine/stages/diagnose.ts'
import { diagnosisContexts } from '../../../src/engine/stages/diagnosis-contexts.ts'
import { Reproduction } from '../../../src/model/reproduction.ts'
import { openWorkspace } from '../../../src/runner/workspace.ts'
import { layFixture } from '../../support/fixture.ts'
import { testParsers } from '../../support/grammars.ts'

const FILES = 300
const TESTS = 5000
const FAILING = 50
const ROUNDS = 9
const NAME = 'parse_amount'

/** The ladder alone, on what 5,000 tests of a repository of 300 files showed; nothing is run. */
export async function ladderLines(): Promise<readonly string[]> {
  const parent = await mkdtemp(join(tmpdir(), 'suture-ladder-'))
  const folder = join(parent, 'repository')
  const { base, head } = layFixture('pytest-ledger', folder, { sourceFiles: FILES })
  const env = { PATH: process.env['PATH'], HOME: parent }
  const workspace = await openWorkspace({ origin: folder, base, head, place: 'copy', env })
  const parsers = await testParsers()
  try {
    const files = (await workspace.listFiles('head')).filter((path) => pytest.isRunnable(path))
    const reproduction = reproductionOf(files)
    const times: { readonly sources: number; readonly analyse: number; readonly cpu: number; readonly answers: number }[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      const startedAt = performance.now()
      const sources = await readSources(workspace, pytest, parsers)
      const [readAt, cpuAt] = [performance.now(), process.cpuUsage()]
      const { length } = diagnose(diagnosisContexts(reproduction, pytest, sources), '2026-01-01T00:00:00.000Z')
      const { user, system } = process.cpuUsage(cpuAt)
      times.push({ sources: readAt - startedAt, analyse: performance.now() - readAt, cpu: (user + system) / 1000, answers: length })
    }
    const median = (of: (one: (typeof times)[number]) => number) =>
      times.map(of).sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? Number.NaN
    return [
      `ladder without reruns: ${TESTS} tests, ${median(({ answers }) => answers)} failing, ${FILES} source files, n = ${ROUNDS}`,
      `  median ${median((one) => one.analyse).toFixed(0)} ms for all answers (${median((one) => one.cpu).toFixed(0)} ms of CPU); reading and comparing both trees before it ${median((one) => one.sources).toFixed(0)} ms`,
    ]
  } finally {
    await workspace.close()
    await rm(parent, { recursive: true, force: true })
  }
}

/** Every hundredth test fails, in turn by the renamed function and by a compared value. */
function reproductionOf(files: readonly string[]): Reproduction {
  const every = TESTS / FAILING
  const tests = (isHead: boolean) =>
    Array.from({ length: TESTS }, (_, index) => {
      const file = files[index % files.length] ?? ''
      const isFailing = isHead && index % every === 0
      return {
        ...{ kind: 'test' as const, id: `${file}::test_${index}`, file, suite: [], name: `test_${index}`, row: null },
        line: 10,
        outcome: isFailing ? ('failed' as const) : ('passed' as const),
        durationMs: 1,
        failure: isFailing ? failureOf(file, index / every) : null,
      }
    })
  const run = (isHead: boolean, only?: string) => ({
    framework: 'pytest' as const,
    status: 'completed' as const,
    reason: '',
    output: '',
    durationMs: 1000,
    tests: tests(isHead).filter(({ outcome }) => only === undefined || outcome === only),
    fileOutcomes: [],
    missingTestIds: [],
    productFiles: ['src/ledger/amounts.py'],
    outsideFiles: [],
  })
  const first = run(true)
  const failing = new Set(first.tests.filter(({ outcome }) => outcome === 'failed').map(({ id }) => id))
  const base = run(false)
  return Reproduction.parse({
    framework: 'pytest',
    asked: [],
    first,
    reruns: [run(true, 'failed')],
    again: null,
    base: { outcome: 'ran', run: { ...base, tests: base.tests.filter(({ id }) => failing.has(id)) } },
  })
}

function failureOf(file: string, index: number) {
  const frames = [
    { file, line: 12, function: `test_${index}` },
    { file: 'src/ledger/amounts.py', line: 20, function: NAME },
  ]
  const value = (text: string) => ({ literal: text, text, type: 'int' })
  return index % 2 === 0
    ? {
        phase: 'call' as const,
        exception: 'AttributeError',
        message: `module 'ledger.amounts' has no attribute '${NAME}'`,
        stack: '',
        frames: frames.slice(0, 1),
        expected: null,
        actual: null,
      }
    : {
        phase: 'call' as const,
        exception: 'AssertionError',
        message: `assert ${index} == ${index + 1}`,
        stack: '',
        frames,
        expected: value(String(index + 1)),
        actual: value(String(index)),
      }
}
