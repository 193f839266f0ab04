import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Command as Program } from 'commander'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { TestReport } from '../../../src/model/test-report.ts'
import { parse } from '../../../src/runner/commands/parse.ts'

let folder = ''
const printed: string[] = []
const warned: string[] = []
let code = -1

async function suture(...argv: readonly string[]): Promise<void> {
  const program = new Program('suture').exitOverride()
  parse(program, {
    cwd: folder,
    env: {},
    progress: () => {},
    print: (text) => printed.push(text),
    warn: (text) => warned.push(text),
    exit: (given) => {
      code = given
    },
  })
  await program.parseAsync(['node', 'suture', 'parse', ...argv])
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'suture-parse-'))
  printed.length = warned.length = 0
  code = -1
  await writeFile(
    join(folder, 'a.xml'),
    '<testsuite name="pytest"><testcase classname="test_a" name="test_x"><failure message="assert 0"/></testcase></testsuite>',
  )
  await writeFile(join(folder, 'job.log'), '== 3 passed in 0.10s ==\n')
})

afterEach(() => rm(folder, { recursive: true, force: true }))

describe('suture parse', () => {
  it('writes a list with one entry for each file, as the contract has it', async () => {
    await suture('a.xml', 'job.log', '--json', 'out.json')
    const reports = TestReport.array().parse(JSON.parse(await readFile(join(folder, 'out.json'), 'utf8')))
    expect(reports).toMatchObject([
      {
        file: 'a.xml',
        framework: 'pytest',
        class: 'test_failure',
        counts: { run: 1, failed: 1 },
        failures: [{ testId: 'test_a.py::test_x', span: [1, 1] }],
      },
      { file: 'job.log', framework: 'pytest', class: 'none', counts: { run: 3, passed: 3 }, failures: [] },
    ])
    expect(code).toBe(0)
  })

  it('prints a table and the failing tests', async () => {
    await suture('a.xml')
    expect(printed[0]).toMatch(/^file +framework +class +run +passed +failed +errored +skipped$/)
    expect(printed.join('\n')).toContain('test_a.py::test_x  assertion_failed, lines 1 to 1: assert 0')
  })

  it('reads the rest where one file is missing, and says so with code 3', async () => {
    await suture('missing.xml', 'a.xml', '--json', 'out.json')
    expect(code).toBe(3)
    expect(warned[0]).toContain('missing.xml')
    expect(JSON.parse(await readFile(join(folder, 'out.json'), 'utf8'))).toHaveLength(1)
  })
})
