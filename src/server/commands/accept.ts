import { code, counted } from '../render/markdown.ts'
import { type CommandFacts, type CommandResult, done, refused, type ThreadProposal } from './command.ts'
import { findTest } from './find-test.ts'
import type { ParsedCommand } from './parse-command.ts'

/** `/heal accept T1 T2`, `/heal accept all`: a person says that the new behaviour was meant. */
export function accept({ tests, isAll }: ParsedCommand, facts: CommandFacts): CommandResult {
  const { healing, proposals, commenter } = facts
  if (healing === null) return refused('No failing test of this pull request is known yet. A check has to fail first.')
  if (healing.isFork) return refused('Suture never runs commits of forks, so it proposes nothing here.')
  if (healing.moved !== null) return refused(stale(healing.moved, facts))
  if (healing.state === 'outdated') return refused('The last answer is for an older commit. The next failing check starts a new healing.')
  if (healing.state === 'working')
    return refused('Suture is looking at these tests right now, and what it proposes may change. Accept when the new answer is there.')
  if (healing.isNewer)
    return refused(
      'The answer on this page was replaced while you wrote, and its numbers may mean other tests now. Read it, and accept again.',
    )
  if (tests.length === 0 && !isAll) return refused(`Which tests? ${listed(proposals)}`)
  const chosen = isAll ? openOnes(proposals) : named(tests, facts)
  if (typeof chosen === 'string') return refused(chosen)
  const lines = chosen.map((proposal) => `- ${proposal.shortIds.join(', ')}: ${exchange(proposal)}`)
  const many = chosen.length === 1 ? 'The proposal is' : 'The proposals are'
  return done(
    [`Accepted by ${code(commenter)}:`, ...lines, '', `${many} now checked again on the same commit. ${facts.followUp}`].join('\n'),
    { kind: 'accept', proposals: chosen },
  )
}

/** Everything that points to no bug, or why that is nothing. */
function openOnes(proposals: readonly ThreadProposal[]): readonly ThreadProposal[] | string {
  const open = proposals.filter(({ isSuspect }) => !isSuspect)
  if (open.length > 0) return open
  if (proposals.length === 0) return 'Nothing is proposed in the newest answer on this page.'
  const ids = proposals.flatMap(({ shortIds }) => shortIds).join(', ')
  return `\`all\` leaves out what points to a bug, and nothing else is proposed. Read why ${ids} ${proposals.length === 1 ? 'points' : 'point'} to a bug; who is sure that it was meant names the test.`
}

function named(tests: ParsedCommand['tests'], facts: CommandFacts): readonly ThreadProposal[] | string {
  const { answers, proposals } = facts
  const ids: string[] = []
  for (const reference of tests) {
    const found = findTest(reference, answers)
    if (found.kind === 'refused') return `${found.reply} ${listed(proposals)}`
    const { testId, shortId, isOffered } = found.test
    if (!proposals.some((proposal) => proposal.testIds.includes(testId)))
      return isOffered
        ? `${shortId} needs no yes any more: its repair is offered already.`
        : `Nothing is proposed for ${shortId} ${code(testId)}. ${listed(proposals)}`
    ids.push(testId)
  }
  const chosen = proposals.filter(({ testIds }) => testIds.some((id) => ids.includes(id)))
  const part = chosen.find(({ testIds }) => !testIds.every((id) => ids.includes(id)))
  if (part === undefined) return chosen
  return `One edit is for ${counted(part.shortIds.length, 'test')} together, so it needs a yes to each: \`/heal accept ${part.shortIds.join(' ')}\``
}

const LISTED = 10

function listed(proposals: readonly ThreadProposal[]): string {
  const open = proposals.filter(({ isSuspect }) => !isSuspect)
  if (open.length === 0) return 'Nothing is proposed in the newest answer on this page.'
  const lines = open.slice(0, LISTED).map((proposal) => `- \`/heal accept ${proposal.shortIds.join(' ')}\`: ${exchange(proposal)}`)
  const more = open.length > LISTED ? [`- and ${open.length - LISTED} more`] : []
  return ['Proposed are:', '', ...lines, ...more].join('\n')
}

/** "`5` → `7`". */
function exchange({ values, open, testIds }: ThreadProposal): string {
  const [first, ...more] = values
  if (first === undefined) return open === '' ? code(testIds[0] ?? '') : `the new contract in ${code(testIds[0] ?? '')}`
  const side = (text: string) => (text === '' ? 'nothing' : code(text, 80))
  return `${side(first.before)} → ${side(first.after)}${more.length > 0 ? ` and ${more.length} more` : ''}`
}

/** The branch has moved on since: what changed, and what to do. */
function stale(
  { from, to, files }: { readonly from: string; readonly to: string; readonly files: readonly string[] },
  facts: CommandFacts,
): string {
  const edited = new Set(
    facts.proposals.flatMap(({ edits, values }) => [...edits.map(({ file }) => file), ...values.flatMap(({ place }) => place?.file ?? [])]),
  )
  const touched = files.filter((file) => edited.has(file))
  const changed =
    files.length === 0
      ? ''
      : ` Between them ${counted(files.length, 'file')} changed${
          touched.length === 0
            ? ', none of those that the proposals are about'
            : `, among them ${touched
                .slice(0, 3)
                .map((file) => code(file))
                .join(', ')}, which the proposals are about`
        }.`
  return `What is proposed here is for \`${from.slice(0, 7)}\`, and the branch is at \`${to.slice(0, 7)}\` now.${changed} Nothing was accepted: the failing checks of \`${to.slice(0, 7)}\` get an answer with proposals of their own.`
}
