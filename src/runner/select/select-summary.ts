import type { Selected } from '../../engine/history/prediction/select-tests.ts'
import { cleanText } from '../../model/clean-text.ts'
import type { ChosenTest } from './choose-tests.ts'

const MOST_LISTED = 40
/** What is likelier than not is said; what is less likely would be noise. */
const NEEDS_EDIT = 0.5

/** The selection as a person reads it. */
export function selectSummary(selected: Selected<ChosenTest>, notes: readonly string[]): string {
  const { run, left, miss } = selected
  const all = run.length + left.length
  const lines = run.slice(0, MOST_LISTED).map((test) => `  ${percent(test.failure).padStart(6)}  ${cleanText(test.testId)}${because(test)}`)
  const rest = run.length > MOST_LISTED ? [`  and ${run.length - MOST_LISTED} more (--ids lists all, --json with probabilities)`] : []
  const upkeep = [...run, ...left].filter(({ maintenance }) => maintenance >= NEEDS_EDIT)
  const files = [...new Map(upkeep.map((test) => [test.file, test])).values()].toSorted((one, other) => other.maintenance - one.maintenance)
  return [
    ...notes,
    run.length === 0
      ? `none of the ${all} tests has anything to do with it`
      : `run ${run.length} of ${all}${timesOf(selected)}${left.length === 0 ? '' : `; that one of the others fails has a probability of ${percent(miss)}`}`,
    ...(run.length === 0 ? [] : ['', '   fails  test', ...lines, ...rest]),
    ...(files.length === 0 ? [] : ['', 'may need an edit:']),
    ...files
      .slice(0, MOST_LISTED)
      .map((test) => `  ${percent(test.maintenance).padStart(6)}  ${cleanText(test.file)}${reasonsOf(test.maintenanceReasons)}`),
  ].join('\n')
}

function because({ reasons, isRequired }: ChosenTest): string {
  const said = reasonsOf(reasons)
  return said === '' && isRequired ? '\n          edited by the change' : said
}

function reasonsOf(reasons: ChosenTest['reasons']): string {
  const words = reasons.filter(({ weight }) => weight > 0).map((reason) => cleanText(reason.words))
  return words.length === 0 ? '' : `\n          ${words.join('; ')}`
}

function timesOf({ runMs, allMs, run, left }: Selected<ChosenTest>): string {
  const isKnown = [...run, ...left].some(({ durationMs }) => durationMs !== null)
  return isKnown ? ` (about ${seconds(runMs)} of ${seconds(allMs)})` : ''
}

function seconds(ms: number): string {
  return ms < 9_950 ? `${(ms / 1_000).toFixed(1)} s` : `${Math.round(ms / 1_000)} s`
}

function percent(share: number): string {
  return share > 0 && share < 0.001 ? '< 0.1 %' : `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`
}
