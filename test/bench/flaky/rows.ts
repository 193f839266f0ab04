import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

/** One test of a recorded project: how often it ran on one tree, and how often it failed there. */
export type Row = { readonly project: string; readonly test: string; readonly runs: number; readonly failures: number }

/** Throws where a column is missing or a count is none: half a file must not look like a small one. */
export function readRows(file: string): readonly Row[] {
  const bytes = readFileSync(file)
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  const [head = '', ...lines] = text.split(/\r?\n/).filter((line) => line !== '')
  const names = cellsOf(head)
  const column = (name: string) => {
    const at = names.indexOf(name)
    if (at < 0) throw new Error(`${file} has no column '${name}'`)
    return at
  }
  const [project, test, runs, failures] = [column('project'), column('test'), column('runs'), column('failures')]
  return lines.map((line, index) => {
    const cells = cellsOf(line)
    const count = (at: number) => {
      const value = Number(cells[at] || Number.NaN)
      if (!Number.isInteger(value) || value < 0) throw new Error(`${file}: row ${index + 2} holds no count: ${line.slice(0, 80)}`)
      return value
    }
    return { project: cells[project] ?? '', test: cells[test] ?? '', runs: count(runs), failures: count(failures) }
  })
}

/** Cells may be quoted, with commas in them. */
function cellsOf(line: string): readonly string[] {
  const cells = line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)
  return [...cells].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '')
}
