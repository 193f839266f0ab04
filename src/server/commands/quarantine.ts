import { code, words } from '../render/markdown.ts'
import { type ActiveQuarantine, type CommandFacts, type CommandResult, type CommentCommand, done, refused } from './command.ts'
import { findTest } from './find-test.ts'
import { inCode } from './in-code.ts'
import type { ParsedCommand } from './parse-command.ts'
import { type Term, termOf } from './quarantine-term.ts'

const MAX_DAYS = 90 // a longer quarantine amounts to deleting the test
const DAY_MS = 86_400_000
const ISSUE = /^(?:#[1-9]\d{0,9}|https?:\/\/\S{3,500})$/
/** By the number of renewals. */
const RENEWED: readonly string[] = ['', ' This is its one renewal: it cannot be renewed again.']

export const quarantine: CommentCommand = {
  name: 'quarantine',
  usage: [
    '/quarantine `test` reason: … until: 2026-12-31 owner: @somebody issue: #12 any-value',
    '/quarantine `test` --in-code reason: …',
    '/quarantine list',
  ],
  description:
    "Mutes one known failure of a test for a while. A new failure of the same test is reported again. `--in-code` opens a pull request with the framework's own marker instead, which mutes every failure of the test.",
  needs: 'write',
  run(command, facts) {
    if (command.argument === 'list') return done(list(facts))
    return give(command, facts)
  },
}

function give(command: ParsedCommand, facts: CommandFacts): CommandResult {
  const { tests, reason, until, owner, issue, anyValue } = command
  const [reference = null] = tests
  if (reference === null) return refused('Which test? Name it in backticks, or by its number: `/quarantine T1 reason: …`')
  if (reason === null) return refused('Why? A quarantine needs a reason: `/quarantine T1 reason: …`')
  const wanted = expiry(until, facts)
  if (typeof wanted === 'string') return refused(wanted)
  if (issue !== null && !ISSUE.test(issue)) return refused(`${code(issue)} is no issue; write it as \`#12\`, or as its address.`)
  const found = findTest(reference, facts.failing)
  if (found.kind === 'refused') return refused(found.reply)
  const { test } = found
  const term: Term = command.isInCode ? { kind: 'granted', expiresAt: wanted, renewals: 0 } : termOf(test, wanted, facts)
  if (term.kind === 'refused') return refused(term.reply)
  const { expiresAt, renewals } = term
  const holder = owner ?? facts.commenter
  const day = new Date(expiresAt.getTime() - 1).toISOString().slice(0, 10)
  if (command.isInCode) return inCode(test, { owner: holder, reason, expiresAt, day }, facts.markers, command)
  if (test.signatures.length === 0) return refused(`No failure of ${code(test.testId)} is known, so there is nothing to mute.`)
  const scope = anyValue ? 'this failure, whatever the compared values are' : 'exactly this failure'
  return done(
    `Quarantined until ${day}: ${code(test.testId)}, ${scope}. It belongs to ${code(holder)}. Any other failure of this test is reported as before.${RENEWED[renewals] ?? ''}`,
    {
      kind: 'give_quarantine',
      test,
      owner: holder,
      reason,
      issue,
      expiresAt,
      anyValue,
      renewals,
    },
  )
}

/** The moment at which it ends: after the named day, by UTC; or a sentence that says why that day can't be. */
function expiry(until: string | null, { now, defaultQuarantineDays }: CommandFacts): Date | string {
  if (until === null) return new Date(now.getTime() + Math.min(defaultQuarantineDays, MAX_DAYS) * DAY_MS)
  const day = /^\d{4}-\d\d-\d\d$/.test(until) ? new Date(`${until}T00:00:00Z`) : null
  if (day === null || Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== until)
    return `${code(until)} is not a date; write it as \`2026-12-31\`.`
  const end = new Date(day.getTime() + DAY_MS)
  if (end <= now) return `${until} is in the past.`
  return end.getTime() - now.getTime() > (MAX_DAYS + 1) * DAY_MS
    ? `${until} is more than ${MAX_DAYS} days away. Choose an earlier day, and renew it if need be.`
    : end
}

function list({ quarantines, markers }: CommandFacts): string {
  if (quarantines.length + markers.length === 0) return 'Nothing is quarantined in this repository.'
  return ['Quarantined in this repository:', ...quarantines.map(line), ...markers.map(markerLine)].join('\n')
}

function markerLine({ testId, owner, reason, until, pullNumber }: CommandFacts['markers'][number]): string {
  const by = pullNumber === null ? '' : `, #${pullNumber}`
  return `- ${code(testId)} until ${until.slice(0, 10)}, ${code(owner)}, in its code${by}: ${words(reason, 200)}`
}

function line({ testId, owner, reason, issue, until, anyValue, renewals }: ActiveQuarantine): string {
  const more = `${anyValue ? ', any value' : ''}${renewals > 0 ? ', renewed' : ''}`
  return `- ${code(testId)} until ${until.slice(0, 10)}, ${code(owner)}${more}: ${words(reason, 200)}${issue === null ? '' : ` (${words(issue, 200)})`}`
}
