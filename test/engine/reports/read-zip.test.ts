import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { readReport } from '../../../src/engine/reports/read-report.ts'
import { defaultReportLimits } from '../../../src/engine/reports/report-limits.ts'
import { pieces } from './read-text.ts'
import { type ZipEntry, zipFile } from './zip-file.ts'

const REPORT = Buffer.from('<testsuite name="s"><testcase name="a"/><testcase name="b"><failure/></testcase></testsuite>')
const { zip } = defaultReportLimits
const read = (bytes: Buffer, limits = {}) =>
  readReport('a.zip', pieces(bytes, 4096), { ...defaultReportLimits, zip: { ...zip, ...limits } })
const readEntries = (entries: readonly ZipEntry[], limits = {}) => read(zipFile(entries), limits)

describe('readZip', () => {
  it('reads every report, and passes over files that are none', async () => {
    const { readings, refusals } = await readEntries([
      { name: 'junit/a.xml', data: REPORT },
      { name: 'coverage.xml', data: Buffer.from('<?xml version="1.0"?><coverage/>') },
      { name: 'package.json', data: Buffer.from('{"name": "x"}') },
      { name: 'screen.png', data: Buffer.from([0x89, 0x50, 0x4e, 0x47]) },
      { name: 'job.txt', data: Buffer.from('== 1 failed, 2 passed in 1.00s ==\n') },
    ])
    expect(refusals).toEqual([])
    expect(readings.map(({ report }) => [report.file, report.counts.run])).toEqual([
      ['a.zip:junit/a.xml', 2],
      ['a.zip:job.txt', 3],
    ])
  })

  it('reads the whole jobs of a run’s logs, not their steps once more', async () => {
    const log = Buffer.from('== 1 failed, 2 passed in 1.00s ==\n')
    const { readings } = await readEntries([
      { name: '0_test.txt', data: log },
      { name: 'test/1_Set up job.txt', data: log },
      { name: 'test/2_Run pytest.txt', data: log },
    ])
    expect(readings.map(({ report }) => report.file)).toEqual(['a.zip:0_test.txt'])
  })

  it('reads a zip within a zip, up to the limit', async () => {
    const inner = zipFile([{ name: 'a.xml', data: REPORT }])
    const twice = [{ name: 'b.zip', data: inner }]
    expect((await readEntries(twice)).readings[0]?.report.file).toBe('a.zip:b.zip:a.xml')
    const { readings, refusals } = await readEntries(twice, { maxDepth: 1 })
    expect(readings).toEqual([])
    expect(refusals).toMatchObject([{ reason: 'too_deep' }])
  })

  it.each(['../evil.xml', '/etc/evil.xml', 'C:/evil.xml'])('refuses an archive with the path %s', async (name) => {
    expect((await readEntries([{ name, data: REPORT }])).refusals).toMatchObject([{ reason: 'path_outside' }])
  })

  it('refuses a bomb by its ratio, without unpacking it', async () => {
    const { readings, refusals } = await readEntries([{ name: 'a.xml', data: Buffer.alloc(8 * 1024 * 1024) }])
    expect(readings).toEqual([])
    expect(refusals).toMatchObject([{ name: 'a.zip:a.xml', reason: 'ratio' }])
  })

  it('stops at an entry that unpacks to more than it claims', async () => {
    const { readings, refusals } = await readEntries([
      { name: 'a.xml', data: Buffer.concat([REPORT, Buffer.alloc(100_000, 32)]), claimedSize: 200 },
    ])
    const answer = JSON.stringify([readings, refusals])
    expect(answer).toMatch(/too many bytes|error/)
    expect(readings.every(({ report }) => report.error !== undefined)).toBe(true)
  })

  it.each([
    ['too_many_entries', { maxEntries: 1 }],
    ['too_large', { maxTotalBytes: 50 }],
    ['too_large', { maxArchiveBytes: 50 }],
  ])('refuses an archive as %s', async (reason, limits) => {
    const { readings, refusals } = await readEntries(
      [
        { name: 'a.xml', data: REPORT },
        { name: 'b.xml', data: REPORT },
      ],
      limits,
    )
    expect(readings).toEqual([])
    expect(refusals).toMatchObject([{ reason }])
  })

  it('refuses links and encrypted entries, and reads the rest', async () => {
    const { readings, refusals } = await readEntries([
      { name: 'link.xml', data: Buffer.from('/etc/passwd'), mode: 0o120777 },
      { name: 'secret.xml', data: REPORT, flags: 0x801 },
      { name: 'a.xml', data: REPORT },
    ])
    expect(refusals.map(({ reason }) => reason)).toEqual(['link', 'encrypted'])
    expect(readings).toHaveLength(1)
  })

  it('answers for an archive that is broken or cut', async () => {
    const whole = zipFile([{ name: 'a.xml', data: REPORT }])
    for (const bytes of [whole.subarray(0, 60), whole.subarray(0, -5), Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(500, 7)])]) {
      const { readings, refusals } = await read(bytes)
      expect(readings).toEqual([])
      expect(refusals).toMatchObject([{ reason: 'corrupt' }])
    }
  })

  it('reads gzip, and answers for a broken one', async () => {
    expect((await read(gzipSync(REPORT))).readings[0]?.report.counts.run).toBe(2)
    const { readings } = await read(gzipSync(REPORT).subarray(0, 40))
    expect(readings[0]?.report).toMatchObject({ counts: { run: 0 } })
    expect(readings[0]?.report.error).toBeDefined()
  })
})
