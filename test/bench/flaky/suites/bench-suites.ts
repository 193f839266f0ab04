import { writeFileSync } from 'node:fs'
import { seeded } from '../../parse/seeded.ts'
import { huntSuite } from './hunt-suite.ts'
import { figuresOf, type Judged } from './judge.ts'
import { readSuites } from './truth.ts'

const MOST_RUNS = 2500

export type BenchSuites = { readonly sample: number; readonly seed: number; readonly only: string; readonly json: string | undefined }

/** Hunts in each suite and prints what was found of what is in it. `false` where a bar is missed. */
export async function benchSuites({ sample, seed, only, json }: BenchSuites): Promise<boolean> {
  const print = (line: string) => process.stdout.write(`${line}\n`)
  const next = seeded(seed)
  const chosen = readSuites()
    .filter(({ name }) => name.includes(only))
    .map((suite) => ({ suite, at: next() }))
    .toSorted((one, other) => one.at - other.at)
    .slice(0, sample)
    .map(({ suite }) => suite)
    .toSorted((one, other) => one.name.localeCompare(other.name))
  const judged: Judged[] = []
  let [runs, seconds, stable] = [0, 0, 0]
  for (const suite of chosen) {
    const found = await huntSuite(suite, [])
    judged.push(...found.judged)
    runs += found.runs
    seconds += found.seconds
    stable += found.stable
    print(`${suite.name}: ${found.runs} runs, ${found.seconds.toFixed(1)} s${found.error === null ? '' : `: ${found.error}`}`)
    for (const one of found.judged) print(`  ${lineOf(one)}`)
    for (const line of found.said.split('\n').filter((each) => each.startsWith('not tried'))) print(`  ${line}`)
  }
  const figures = figuresOf(judged)
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`
  print(`${chosen.length} suites, ${figures.flaky} flaky tests among ${stable + figures.flaky}`)
  print(`recall ${percent(figures.recall)}, precision ${percent(figures.precision)}`)
  print(
    `cause right, mean over causes: ${percent(figures.causeMacro)} (${Object.entries(figures.causes)
      .map((each) => each.join(' '))
      .join(', ')})`,
  )
  print(`polluter, cleaner or needed test right: ${figures.polluters}`)
  print(`${runs} runs of at most ${MOST_RUNS}, ${seconds.toFixed(0)} s, seed ${seed}`)
  if (json !== undefined) writeFileSync(json, `${JSON.stringify({ ...figures, runs, seconds, judged })}\n`)
  const { recall, precision, causeMacro, polluterShare } = figures
  return recall >= 0.95 && precision >= 0.95 && causeMacro >= 0.85 && polluterShare >= 0.95 && runs <= MOST_RUNS
}

function lineOf({ test, expected, isFound, isCauseRight, cause, polluter, failed }: Judged): string {
  if (expected === null) return `STABLE, called flaky (${failed}, ${cause}): ${test}`
  const wrong = [
    ...(isFound ? [] : ['NOT FOUND']),
    ...(isFound && !isCauseRight ? [`CAUSE ${cause}, not ${expected.causes[0]}`] : []),
    ...(polluter === false ? ['POLLUTER'] : []),
  ]
  return `${wrong.length === 0 ? 'right' : wrong.join(', ')} (failed ${failed || 'never'}, ${cause}): ${test}`
}
