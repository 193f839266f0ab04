import type { FlakyCause } from '../../../model/result/flaky-test-result.ts'
import type { CheckResult } from '../../../model/test-repair.ts'
import { asUntrusted } from '../../../model/untrusted.ts'
import type { FlakyFinding } from '../../../protocol/hunt-report.ts'
import { commitMessage } from '../commit-message.ts'
import { inert, withInertCode } from '../inert.ts'
import { code, codeBlock, codeCell, counted, fitted, folded, table, words } from '../markdown.ts'
import { commitLink, type Links } from '../permalink.ts'
import { checkBlocks } from '../pull-request-checks.ts'

const OPEN_TESTS = 20
const OPEN_LINES = 80

/** One cause as the server cured it: its own edits and checks. */
type CuredTests = {
  readonly cause: FlakyCause
  readonly testIds: readonly string[]
  readonly why: string
  readonly patch: string
  readonly ownChecks: readonly CheckResult[]
}

export type CurePull = Links & { readonly cured: CuredTests; readonly findings: readonly FlakyFinding[]; readonly runUrl: string | null }

/** The pull request that cures the tests of one cause: what was found, what is changed, the rates before and after, what was not run. */
export function renderCurePull(pull: CurePull): { readonly title: string; readonly body: string; readonly message: string } {
  const { cured, findings, runUrl } = pull
  const own = findings.filter(({ testId }) => cured.testIds.includes(testId))
  const cause = cured.cause.replaceAll('_', ' ')
  const title = `Cure ${counted(own.length, 'flaky test')}: ${cause}`
  const claimed = own.flatMap(({ cure }) => cure?.checks ?? [])
  const isOwn = new Set(cured.ownChecks.map(({ name }) => name))
  const blocks = [
    `A search for flaky tests on ${commitLink(pull, pull.headSha)} found out by experiment why ${own.length === 1 ? 'a test fails' : `${own.length} tests fail`} now and then, and this keeps it from happening. Only tests are edited.`,
    '### What was found',
    findingsBlock(own),
    '### What was changed, and why',
    `${words(sentence(cured.why))}.`,
    diffBlock(cured.patch),
    '### How often it failed, before and after',
    ratesTable(own),
    '### What was checked',
    ...checkBlocks({ own: cured.ownChecks, claimed: claimed.filter(({ name }) => !isOwn.has(name)), runUrl }),
    '### If this is wrong',
    `Close it: Suture will not offer a cure of ${own.length === 1 ? 'this test' : 'these tests'} for this cause again. To change it, push to this branch; Suture never pushes there again.`,
  ]
  return { title: inert(title), body: withInertCode(fitted(blocks)), message: commitMessage(title, own) }
}

function findingsBlock(findings: readonly FlakyFinding[]): string {
  const lines = findings.map(({ testId, causes }) => {
    const [cause] = causes
    return `- ${code(testId)}: ${words(cause?.evidence ?? '', 500)}${others(cause)}`
  })
  const rest = lines.slice(OPEN_TESTS)
  return [...lines.slice(0, OPEN_TESTS), ...(rest.length === 0 ? [] : ['', folded(`${rest.length} more`, rest.join('\n'))])].join('\n')
}

function others(cause: FlakyFinding['causes'][number] | undefined): string {
  const { polluter, cleaner } = cause ?? {}
  return [
    polluter === undefined ? '' : `; what spoils it: ${code(polluter)}`,
    cleaner === undefined ? '' : `; what ${polluter === undefined ? 'it needs' : 'puts it right again'}: ${code(cleaner)}`,
  ].join('')
}

function diffBlock(patch: string): string {
  const block = codeBlock(asUntrusted(patch.trimEnd()), 'diff', 400)
  return patch.split('\n').length > OPEN_LINES ? folded('The whole edit', block) : block
}

/** Where a test fails each time under one condition, that condition is what the clean runs were made under. */
function ratesTable(findings: readonly FlakyFinding[]): string {
  const percent = (rate: number) => `${Math.round(100 * rate)} %`
  const rows = findings.flatMap(({ testId, runs, failed, interval: [low, high], cure }) => {
    if (cure === undefined) return []
    const { cleanRuns } = cure
    return [
      [
        codeCell(testId),
        `${failed} of ${runs} (${percent(low)} to ${percent(high)})`,
        words(cleanRuns.condition, 160),
        percent(cleanRuns.rate),
        `0 of ${cleanRuns.runs}`,
        String(cleanRuns.needed),
      ],
    ]
  })
  const headings = [
    'test',
    'failed in all runs of the search',
    'the condition',
    'failed under it before',
    'failed under it now',
    'clean runs needed',
  ]
  return [
    table(headings, rows.slice(0, OPEN_TESTS)),
    'So many clean runs say with a probability of 95 % that a test does not fail as often any more.',
  ].join('\n\n')
}

function sentence(text: string): string {
  return text === '' ? text : `${text[0]?.toUpperCase()}${text.slice(1)}`
}
