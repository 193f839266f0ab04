import { figuresOf, isFlaky, type Replayed } from './replay.ts'
import type { Row } from './rows.ts'

/** The figures overall and for each project. */
export function reportOf(name: string, rows: readonly Row[], { decisions, ...all }: Replayed): readonly string[] {
  const projects = [...new Set(rows.map(({ project }) => project))].toSorted()
  const of = (project: string) => {
    const own = rows.map((row, index) => ({ row, decision: decisions[index] })).filter(({ row }) => row.project === project)
    return figuresOf(
      own.map(({ row }) => row),
      own.flatMap(({ decision }) => decision ?? []),
    )
  }
  const flaky = rows.filter(isFlaky).length
  return [
    `${name}: ${lineOf(all)}; ${flaky} flaky tests, ${rows.length - flaky} real failures`,
    ...projects.map((project) => `  ${project}: ${lineOf(of(project))}, n = ${of(project).n}`),
  ]
}

function lineOf({ recall, meanReruns, falseFlakyRate }: Omit<Replayed, 'decisions' | 'n'>): string {
  const shown = (value: number, text: string) => (Number.isNaN(value) ? 'none' : text)
  const percent = (value: number) => shown(value, `${(100 * value).toFixed(1)} %`)
  return `recall ${percent(recall)}, mean reruns ${shown(meanReruns, meanReruns.toFixed(2))}, false flaky ${percent(falseFlakyRate)}`
}
