import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { BenchRun } from './bench-run.ts'

type Row = BenchRun['tests'][number] & { readonly cycle: number; readonly lastRun: number }

/** The CI cycles of a file with the columns of RETECS, oldest first. Throws where a column is missing. */
export function readCycles(file: string): readonly BenchRun[] {
  const bytes = readFileSync(file)
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  const [head = '', ...lines] = text.split(/\r?\n/).filter((line) => line !== '')
  const names = head.split(';')
  const [name, duration, lastRun, lastResults, verdict, cycle] = ['Name', 'Duration', 'LastRun', 'LastResults', 'Verdict', 'Cycle'].map(
    (column) => {
      const at = names.indexOf(column)
      if (at < 0) throw new Error(`${file} has no column '${column}'`)
      return at
    },
  ) as [number, number, number, number, number, number]
  const rows = lines.map((line): Row => {
    const cells = line.split(';')
    const cell = (at: number) => cells[at] ?? ''
    const outcomes = cell(lastResults).match(/\d+/g) ?? []
    return {
      ...{ testId: cell(name), file: suiteNamedBy(cell(name)), mixed: false, truth: null },
      ...{ failed: cell(verdict) !== '0', durationMs: Number(cell(duration)), cycle: Number(cell(cycle)) },
      ...{ earlier: outcomes.map((one) => one !== '0').toReversed(), lastRun: Date.parse(`${cell(lastRun).replace(' ', 'T')}Z`) || 0 },
    }
  })
  return [...Map.groupBy(rows, (row) => row.cycle)]
    .toSorted(([one], [other]) => one - other)
    .map(([, tests]) => ({
      change: { files: [], testFiles: [], author: null, at: tests.reduce((latest, { lastRun: at }) => Math.max(latest, at), 0) },
      tests,
    }))
}

/** Numbers stand for tests there, and those of one suite were given out in a row. */
function suiteNamedBy(name: string): string | null {
  if (!/^\d+$/.test(name)) return name.includes('.') || name.includes('/') ? name.replace(/[./][^./]*$/, '').replaceAll('.', '/') : null
  const number = Number(name)
  return `${Math.floor(number / 100)}/${Math.floor(number / 10)}`
}
