import { createReadStream } from 'node:fs'
import { SaxesParser } from 'saxes'
import { readReport } from '../../src/engine/reports/read-report.ts'
import { defaultReportLimits } from '../../src/engine/reports/report-limits.ts'
import { decodeText } from '../../src/engine/reports/text/decode-text.ts'

/** One way of going through a file, in a process of its own so that its memory is its own. Prints milliseconds and peak bytes as JSON. */
const PASSES: Readonly<Record<string, (path: string) => Promise<number>>> = {
  async read(path) {
    const { readings } = await readReport(path, createReadStream(path), { ...defaultReportLimits, maxCases: 0 })
    return readings[0]?.report.counts.run ?? 0
  },
  async saxes(path) {
    let tags = 0
    const parser = new SaxesParser()
    parser.on('opentag', () => tags++)
    for await (const text of decodeText(createReadStream(path))) parser.write(text)
    return tags
  },
  async lines(path) {
    let lines = 0
    for await (const text of decodeText(createReadStream(path))) lines += text.split('\n').length - 1
    return lines
  },
}

const [pass = '', path = ''] = process.argv.slice(2)
const startedAt = performance.now()
const cpuBefore = process.cpuUsage()
const seen = (await PASSES[pass]?.(path)) ?? 0
const ms = performance.now() - startedAt
const { user, system } = process.cpuUsage(cpuBefore)
process.stdout.write(JSON.stringify({ ms, cpuMs: (user + system) / 1000, seen, peakBytes: process.resourceUsage().maxRSS * 1024 }))
