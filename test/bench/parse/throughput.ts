import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeLargeLog, writeLargeReport } from './large-files.ts'
import { seeded } from './seeded.ts'

const MB = 1024 * 1024
const ROUNDS = 3

type Pass = { readonly ms: number; readonly seen: number; readonly peakBytes: number }

/** Reads a 50 MB report and a 100 MB log beside a bare pass over the same file; each pass is a process, the best of three counts. */
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
  const runs = Array.from({ length: ROUNDS }, () => [passOver(path, 'read'), passOver(path, bare)] as const)
  const ours = Math.min(...runs.map(([own]) => own.ms))
  const theirs = Math.min(...runs.map(([, other]) => other.ms))
  const peak = Math.max(...runs.map(([own]) => own.peakBytes)) / MB
  const rate = (ms: number) => `${((size * 1000) / ms).toFixed(0)} MB/s`
  return [
    `${title} of ${size.toFixed(0)} MB: read at ${rate(ours)}, a bare ${bare} pass at ${rate(theirs)}: ${(theirs / ours).toFixed(2)} of it (goal ${(1 / goal).toFixed(2)}),` +
      ` peak memory ${peak.toFixed(0)} MB (goal under 200), ${runs[0]?.[0].seen} tests`,
  ]
}

function passOver(path: string, pass: string): Pass {
  const file = join(import.meta.dirname, '../parse-one-pass.ts')
  const { stdout, stderr, status } = spawnSync(process.execPath, [...process.execArgv, file, pass, path], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`the pass '${pass}' failed: ${stderr}`)
  return JSON.parse(stdout) as Pass
}
