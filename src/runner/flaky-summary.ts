import type { Hunted } from '../engine/hunt/hunt.ts'
import { USUAL } from '../engine/hunt/observations.ts'
import type { FlakyTestResult } from '../model/result/flaky-test-result.ts'
import { cureLines } from './cure-lines.ts'

const MOST_LISTED = 10

/** What a person at a terminal wants to know of a hunt: each flaky test with its rate, its cause and what to do, then what was not tried. */
export function flakySummary(found: readonly Hunted[], isApplied = false): string {
  const results = found.flatMap((one) => one.results)
  const flaky = results.filter(({ isFlaky }) => isFlaky)
  const broken = found.flatMap((one) => one.broken)
  const sum = (of: (one: Hunted) => number) => found.reduce((total, one) => total + of(one), 0)
  const seconds = (sum(({ tookMs }) => tookMs) / 1000).toFixed(1)
  const named = flaky.filter(({ rootCauses: [cause] }) => cause !== undefined && cause.cause !== 'unknown').length
  return [
    ...flaky.flatMap((one) => [...linesOf(one), ...cureLines(one, isApplied), '']),
    ...results.filter(({ isFlaky }) => !isFlaky).map((one) => `not flaky: ${one.testId}: ${ratesOf(one)}`),
    ...(broken.length > 0
      ? [`${broken.length} tests failed in every run, so no rerun says why; \`suture heal\` does:`, ...listed(broken), '']
      : []),
    ...found.flatMap(({ notTried }) => notTried.map(({ arm, reason }) => `not tried: ${arm === USUAL ? 'as it is' : arm}: ${reason}`)),
    flaky.length === 0
      ? `No flaky test among ${sum(({ stable }) => stable)}.`
      : `${flaky.length} flaky, ${named} of them with a cause that an experiment showed; ${sum(({ stable }) => stable)} stable.`,
    `${sum(({ runs }) => runs)} runs, ${seconds} s`,
  ].join('\n')
}

function linesOf(one: FlakyTestResult): readonly string[] {
  return [
    `flaky: ${one.testId}`,
    `  ${ratesOf(one)}`,
    ...one.rootCauses.map(({ cause, evidence }) => `  ${cause.replaceAll('_', ' ')}: ${evidence}`),
    ...one.rootCauses.flatMap(({ polluter, cleaner }) => [
      ...(polluter === undefined ? [] : [`    what spoils it: ${polluter}`]),
      ...(cleaner === undefined ? [] : [`    ${polluter === undefined ? 'what it needs' : 'what puts it right again'}: ${cleaner}`]),
    ]),
    `  to do: ${one.recommendedAction}`,
  ]
}

function ratesOf({ failCount, totalRuns, interval: [low, high] }: FlakyTestResult): string {
  const percent = (rate: number) => Math.round(100 * rate)
  return `failed in ${failCount} of ${totalRuns} runs (${percent(low)} to ${percent(high)} % with a probability of 95 %)`
}

function listed(ids: readonly string[]): readonly string[] {
  const more = ids.length - MOST_LISTED
  return [...ids.slice(0, MOST_LISTED).map((id) => `  ${id}`), ...(more > 0 ? [`  and ${more} more`] : [])]
}
