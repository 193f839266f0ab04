import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Parsers } from '../../../src/engine/languages/parsers.ts'
import type { CheckResult, TestRepair } from '../../../src/model/test-repair.ts'
import { type HealedRepository, healRepository } from '../diagnose/heal-repository.ts'
import { judgePatch, type Known } from './judge-patch.ts'
import { checkout, type LaidCase, layCase } from './lay-case.ts'
import type { Prepared } from './real-case.ts'
import type { RepairResult } from './repair-result.ts'
import { runReal } from './run-real.ts'

type Came = Pick<RepairResult, 'outcome' | 'tiers' | 'kills' | 'detail'>

/** Lays a real commit with its parent's tests, lets `suture heal` answer, and once more with `--accept` where it only proposes. */
export async function askCase(prepared: Prepared, index: number, parsers: Parsers): Promise<RepairResult> {
  const { id, repo, category } = prepared.real
  const parent = mkdtempSync(join(tmpdir(), 'suture-real-'))
  const nothing = { index, id, repo, category, isProposalWrong: false, tiers: [], kills: '', verdicts: [], healMs: 0 }
  try {
    const laid = layCase(prepared, join(parent, repo.split('/')[1] ?? 'repository'))
    const known = await knownOf(laid)
    if (typeof known === 'string') return { ...nothing, outcome: 'not_reproduced', detail: known }
    const healed = await healReal(laid)
    const { result, error, healMs } = healed
    if (result === null || error !== undefined) return { ...nothing, outcome: 'failed', detail: error ?? 'no result', healMs }
    const verdicts = result.analyses.map(({ verdict }) => verdict)
    const answered = { ...nothing, verdicts, healMs }
    const offer = await whatCame(laid, healed, true, known, parsers)
    const isMore = offer.outcome === 'abstained' || offer.outcome === 'partly'
    if (!isMore || !result.repairs.some(isOpen)) return { ...answered, ...offer }
    const accepted = await whatCame(laid, await healReal(laid, ['--accept']), false, known, parsers)
    if (accepted.outcome === 'healed') return { ...answered, ...accepted, outcome: 'proposed' }
    const detail = `${offer.detail}; with --accept ${accepted.outcome}: ${accepted.detail}`
    return { ...answered, ...offer, detail, isProposalWrong: accepted.outcome === 'wrong' }
  } finally {
    rmSync(parent, { recursive: true, force: true })
  }
}

function healReal({ folder, base, head, environment, real }: LaidCase, words: readonly string[] = []): Promise<HealedRepository> {
  const tests = [...real.failing_tests, ...real.collection_errors, ...real.load_failures]
  return healRepository({ folder, base, head, tests, words, path: [join(environment, 'bin')] })
}

/** What fails before a repair, and with the developers' own; or why this is no case here. */
async function knownOf(laid: LaidCase): Promise<Known | string> {
  checkout(laid, laid.base)
  const base = await runReal(laid)
  checkout(laid, laid.head)
  const before = await runReal(laid)
  checkout(laid, laid.developers)
  const developers = await runReal(laid)
  checkout(laid, laid.head)
  if (base === null || before === null || developers === null) return 'the tests do not end'
  const red = new Set([...before.failed, ...before.broken].map(bare))
  const isRed = (id: string) => red.has(bare(id))
  const { failing_tests: failing, collection_errors: errors, load_failures: loads } = laid.real
  if (![...failing, ...errors, ...loads].some(isRed))
    return `no old test fails here (${before.passed.size} pass, ${before.failed.size} fail)`
  const isDeleted = developers.failed.size === 0 && developers.broken.size === 0
  return developers.passed.size === 0 && !isDeleted ? "the developers' tests do not pass here" : { base, before, developers }
}

/** A yes would be asked for, or more: what failed a check is refused again. */
function isOpen({ accepted, checks }: TestRepair): boolean {
  return !accepted && !checks.some(isFailed)
}

function isFailed({ outcome }: CheckResult): boolean {
  return outcome === 'failed'
}

function toldCheck({ name, detail }: CheckResult): string {
  return `${name}: ${detail.slice(0, 120)}`
}

/** An id without what stands between its titles: reports, frameworks and lists of cases write that in their own ways. */
function bare(id: string): string {
  return id.replace(/ (?:>|›|::) |\s+/g, ' ')
}

async function whatCame(laid: LaidCase, { result }: HealedRepository, isOffer: boolean, known: Known, parsers: Parsers): Promise<Came> {
  const said = [...new Set(result?.analyses.map(({ verdict, rootCause }) => `${verdict}: ${rootCause.slice(0, 160)}`))]
    .slice(0, 2)
    .join('; ')
  const refused = (result?.repairs ?? [])
    .filter(({ accepted }) => !accepted)
    .flatMap(({ checks }) => checks.filter(isFailed).map(toldCheck))
  const why = [...new Set(refused)].slice(0, 2).join('; ')
  if (!result?.patch) return { outcome: 'abstained', tiers: [], kills: '', detail: why === '' ? said : `refused: ${why}; ${said}` }
  const tiers = [...new Set(result.repairs.filter(({ accepted }) => accepted).map(({ tier }) => tier))]
  const { outcome, detail, kills } = await judgePatch(laid, result.patch, known, parsers)
  const came = { complete: 'healed', part: isOffer ? 'partly' : 'abstained', wrong: 'wrong' } as const
  return { outcome: came[outcome], tiers, kills, detail: outcome === 'part' ? `left: ${detail}; ${said}` : detail }
}
