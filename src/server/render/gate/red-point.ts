import { firstLine } from '../../../engine/reports/text/first-line.ts'
import type { JobFault, RedPoint } from '../../gate/gate-facts.ts'
import { code, counted, words } from '../markdown.ts'

const LOOK = 'look at it, and repair what failed'
const UPLOAD = 'print the output of the tests in the log of the job'

/** One reason why the gate is red, and what to do about it: a line of a list. */
export function redBlock(point: RedPoint): string {
  const { what, fix } = said(point)
  return `- ${what}. *What to do:* ${fix}.`
}

type Said = { readonly what: string; readonly fix: string }

function said(point: RedPoint): Said {
  if (point.kind === 'failure') return ofFailure(point)
  if (point.kind === 'job') return ofJob(point)
  if (point.kind === 'not_begun')
    return {
      what: `${code(point.workflow)} is listed under \`gate:\` and did not begin for this commit`,
      fix: 'let it run for every commit (a filter of paths or branches may keep it away; in a merge queue it needs `on: merge_group`), or take it out of `gate:` on the default branch',
    }
  if (point.kind === 'cut_short')
    return { what: `${link(point.what, point.url)} was cut short (${words(point.how, 40)})`, fix: 'run it again' }
  if (point.kind === 'run_unread')
    return { what: `${link(point.what, point.url)} could not be read: ${words(point.why, 300)}`, fix: 'run it again' }
  if (point.kind === 'unnamed_failure') return { what: `${link(point.what, point.url)} failed, and none of its jobs says why`, fix: LOOK }
  if (point.kind === 'report_lost')
    return {
      what: `A report of ${link(point.what, point.url)} could not be read whole: ${words(point.why, 300)}`,
      fix: 'run it again; where the report is cut each time, the step that writes it ends too early',
    }
  if (point.kind === 'fewer_tests') return ofFewer(point)
  const how = point.how === 'absent' ? 'is not part of this run' : 'was skipped, because a job that it needs failed'
  return {
    what: `The job ${code(point.job)} of [the last green run](${point.beforeUrl}) ${how}`,
    fix:
      point.how === 'absent'
        ? `bring it back, or ${LOWER}`
        : 'let it run even so (`if: ${{ !cancelled() }}`): what did not run can hide a failure',
  }
}

const LOWER = 'set `GATE_MIN_TESTS` lower on the default branch until this is merged'

function ofFailure({ failure, job, known }: Extract<RedPoint, { kind: 'failure' }>): Said {
  const where = job === '' ? '' : ` in ${code(job)}`
  const what = `${code(failure.testId)} failed${where}: ${words(firstLine(failure.message), 200)}`
  if (known === null)
    return { what, fix: 'repair it; where it is a known flaky failure, `/quarantine` it in the pull request with a reason' }
  const owner = code(known.owner)
  if (known.hasEnded)
    return {
      what: `${what}. Its quarantine ended on ${known.until.toISOString().slice(0, 10)} (owner ${owner}: ${words(known.reason, 200)})`,
      fix: 'repair it, or delete the test; a quarantine can be renewed once',
    }
  return {
    what: `${what}. Another failure of this test is quarantined (owner ${owner}), this one is new`,
    fix: 'treat it as a new failure: what is muted is not this',
  }
}

function ofJob({ job, url, why }: Extract<RedPoint, { kind: 'job' }>): Said {
  const name = link(job, url)
  return {
    what: `${name} ${FAULTS[why.kind](why as never)}`,
    fix: why.kind === 'unread' || why.kind === 'truncated' ? `run it again, and ${UPLOAD}` : LOOK,
  }
}

type Faults = { readonly [Kind in JobFault['kind']]: (fault: Extract<JobFault, { kind: Kind }>) => string }

const FAULTS: Faults = {
  unread: ({ detail }) => `failed, and its log tells nothing: ${words(detail, 200)}`,
  no_test: ({ steps }) => `failed outside of its tests${inSteps(steps)}`,
  truncated: () => 'failed, and its log is not whole, so more may have failed in it',
  steps: ({ steps }) => (steps.length === 0 ? 'failed in none of its steps' : `failed in more than its tests${inSteps(steps)}`),
  not_the_tests: () => 'failed in a step in which no known test framework says how many tests failed',
  count: ({ stated, read }) => `says that ${counted(stated, 'test')} failed, and ${read === 1 ? '1 was' : `${read} were`} read`,
  besides: ({ line }) => `failed with muted tests, and something else in the same step may have failed too: ${code(line, 200)}`,
  file: ({ file }) => `could not load ${code(file)}: its tests did not run, and what did not run is never muted`,
}

function inSteps(steps: readonly string[]): string {
  return steps.length === 0
    ? ''
    : `: ${steps
        .slice(0, 5)
        .map((step) => code(step))
        .join(', ')}`
}

function ofFewer({ what, url, tests, before, beforeUrl }: Extract<RedPoint, { kind: 'fewer_tests' }>): Said {
  const now = tests === null ? 'shows no tests' : `shows ${counted(tests, 'test')}`
  return {
    what: `${link(what, url)} ${now}, [the last green run](${beforeUrl}) ${before}`,
    fix: `see why the others did not run; where they were removed on purpose, ${LOWER}`,
  }
}

function link(text: string, url: string): string {
  return url === '' ? code(text) : `[${words(text, 100)}](${url})`
}
