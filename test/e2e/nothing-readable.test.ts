import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writeZip } from '../support/actions/zip.ts'
import { seen, smallRepository } from '../support/world/seen.ts'
import { startWorld, type World } from '../support/world.ts'

const LOG = 'actions/download-job-logs-for-workflow-run'
const ARTIFACT = 'actions/download-artifact'
const line = (text: string) => `2026-03-03T09:01:12.0000000Z ${text}\n`
const step = (command: string, ...printed: readonly string[]) =>
  [`##[group]Run ${command}`, 'shell: /usr/bin/bash -e {0}', '##[endgroup]', ...printed, '##[error]Process completed with exit code 1.']
    .map(line)
    .join('')
const TRUNCATED = '<testsuites><testsuite name="pytest" tests="9"><testcase classname="a" name="b"'
const zip = (content: string) => writeZip([['junit.xml', content]])

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())

describe('a failed job of which nothing is known', () => {
  test.each([
    ['log-expired', { log: '' }, { [LOG]: 410 }, /its log could not be used \(it has expired\), and no report/],
    ['log-missing', { log: '' }, { [LOG]: 404 }, /its log could not be used \(it is not there\), and no report/],
    ['log-empty', { log: '' }, {}, /its log could not be used \(it is empty\)/],
    ['log-blank', { log: '\ufeff\n \n\n' }, {}, /its log could not be used \(it is empty\)/],
    ['log-binary', { log: randomBytes(200_000).toString('latin1') }, {}, /its log could not be used \(it is not text\)/],
    ['log-silent', { log: step('npm test > out.txt 2>&1') }, {}, /the step that ran tests printed nothing/],
    ['both-lost', { log: '', artifacts: ['test-results', zip('')] }, { [LOG]: 410, [ARTIFACT]: 410 }, /test-results: it has expired/],
    ['report-truncated', { log: '', artifacts: ['results', zip(TRUNCATED)] }, {}, /junit\.xml: not well-formed XML/],
    [
      'report-corrupt',
      { log: '', artifacts: ['junit', Buffer.from('PK\u0003\u0004 no archive')] },
      {},
      /a report could not be read \(junit: /,
    ],
    [
      'report-no-zip',
      { log: '', artifacts: ['junit', Buffer.from('<html>')] },
      {},
      /a report could not be read \(junit: it is not a zip archive\)/,
    ],
    [
      'report-lost',
      { log: step('make ci', 'all well'), artifacts: ['junit', zip(TRUNCATED)] },
      {},
      /it names no test.*junit\.xml: not well-formed/,
    ],
  ] as const)('%s', async (name, { log, ...more }, faults, said) => {
    const repository = await smallRepository(world, name)
    // what is not there is looked at three times before that is believed
    for (const [operationId, status] of Object.entries(faults))
      world.github.faults.next({ operationId, status, times: Number(status) === 404 ? 3 : 1 })
    const [artifact, bytes] = 'artifacts' in more ? more.artifacts : []
    const artifacts = artifact === undefined || bytes === undefined ? [] : [{ name: artifact, zip: bytes }]
    const broken = await repository.breakIt({ log, artifacts })
    await world.settled()
    const found = await seen(world, repository, broken)
    expect(found).toMatchObject({ repairs: [], runs: [], healings: [{ state: 'done', reason: null }] })
    const [check, ...others] = found.checks
    expect(others).toEqual([])
    expect(check).toMatchObject({ status: 'completed', conclusion: 'neutral', output: { title: '1 job: it has no answer yet' } })
    const summary = (check?.output.summary ?? '').replaceAll('\\', '')
    expect(summary).toMatch(said)
    expect(summary).toContain('the job `test`')
    expect(summary).toContain('write a JUnit report and upload it')
    expect(found.comments).toMatchObject([{ body: expect.stringContaining('could not be used') }])
  })

  test('`/heal` runs the tests for it', async () => {
    const repository = await smallRepository(world, 'asked')
    const broken = await repository.breakIt({ log: '' })
    await world.settled()
    await repository.comment(broken.pull.number, '/heal')
    await world.settled()
    const found = await seen(world, repository, broken)
    expect(found.runs).toMatchObject([{ tests: [], files: [] }])
    expect(found.repairs).toMatchObject([{ state: 'open' }])
  })
})

describe('a failed job that can be read and is not about tests', () => {
  test.each([
    [
      'lint',
      step('npm run lint', '/home/runner/work/a/a/src/a.ts', '  1:1  error  Unexpected var  no-var', '✖ 1 problem (1 error, 0 warnings)'),
    ],
    ['gate', step('exit 1')],
    ['german', step('make lint', 'Fehler: Größe fehlt', 'ÄÖÜ: nicht erlaubt')],
  ])('%s stays without a word', async (name, log) => {
    const repository = await smallRepository(world, name)
    const broken = await repository.breakIt({ log })
    await world.settled()
    expect(await seen(world, repository, broken)).toMatchObject({ checks: [], comments: [], healings: [] })
  })
})
