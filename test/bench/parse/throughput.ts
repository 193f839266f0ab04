import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeLargeLog, writeLargeReport } from './large-files.ts'
import { seeded } from './seeded.ts'

const MB = 1024 * 1024
const ROUNDS = 5

type Pass = { readonly ms: number; readonly cpuMs: number; readonly seen: number; readonly peakBytes: number }

/** Reads a 50 MB report and a 100 MB log beside a bare pass over the same file; each pass is a process, the best of five counts, on a machine that others may use. */
export async function throughput(seed: number): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'suture-parse-'))
  try {
    const report = join(folder, 'report.xml')
    const log = join(folder, 'job.log')
    await writeLargeReport(report, 50 * MB, seeded(seed))
    await writeLargeLog(log, 100 * MB, seeded(seed))
    return [...compare('report', report, 'saxes', 2), ...compare('log', log, 'lines', 4)]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function compare(title: string, path: string, bare: string, goal: number): string[] {
  const size = statSync(path).size / MB
  const own: Pass[] = []
  const other: Pass[] = []
  for (let round = 0; round < ROUNDS; round++) {
    own.push(passOver(path, 'read'))
    other.push(passOver(path, bare))
  }
  const best = (passes: readonly Pass[], key: 'ms' | 'cpuMs') => Math.min(...passes.map((pass) => pass[key]))
  const rate = (ms: number) => `${((size * 1000) / ms).toFixed(0)} MB/s`
  const share = (key: 'ms' | 'cpuMs') => (best(other, key) / best(own, key)).toFixed(2)
  const peak = Math.max(...own.map((pass) => pass.peakBytes)) / MB
  return [
    `${title} of ${size.toFixed(0)} MB: read at ${rate(best(own, 'ms'))}, a bare ${bare} pass at ${rate(best(other, 'ms'))}:` +
      ` ${share('ms')} of it (${share('cpuMs')} by processor time; goal ${(1 / goal).toFixed(2)}), peak memory ${peak.toFixed(0)} MB (goal under 200), ${own[0]?.seen} tests`,
  ]
}

function passOver(path: string, pass: string): Pass {
  const file = join(import.meta.dirname, '../parse-one-pass.ts')
  const { stdout, stderr, status } = spawnSync(process.execPath, [...process.execArgv, file, pass, path], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`the pass '${pass}' failed: ${stderr}`)
  return JSON.parse(stdout) as Pass
}
