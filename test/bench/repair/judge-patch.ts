import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Parsers } from '../../../src/engine/languages/parsers.ts'
import type { Mutant } from '../../../src/engine/mutation/mutant.ts'
import type { PlainRun } from '../diagnose/run-tests.ts'
import { checkout, git, type LaidCase } from './lay-case.ts'
import { changedLineMutants, type Noticed, noticed } from './noticed.ts'
import { runReal } from './run-real.ts'

/** Of the faults on changed lines that the developers' tests notice, the share that the repaired ones must. Source: issue of part 3. */
const PARITY = 0.95

/** What the tests show on the parent, before the patch, and as the developers adapted them. */
export type Known = { readonly base: PlainRun; readonly before: PlainRun; readonly developers: PlainRun }

/** `complete`: no old test fails any more. `part`: some still do, and what was repaired is right. `kills`: of how many faults. */
export type PatchJudgement = { readonly outcome: 'complete' | 'part' | 'wrong'; readonly detail: string; readonly kills: string }

/** Judges a patch of the tests by running it, and beside it the developers' own; the folder lies at the head before and after. */
export async function judgePatch(laid: LaidCase, patch: string, known: Known, parsers: Parsers): Promise<PatchJudgement> {
  const { folder, head, developers } = laid
  execFileSync('git', ['apply', '-'], { cwd: folder, input: patch })
  const after = await runReal(laid)
  const fault = after === null ? 'the tests do not end' : (faultOf(known, after) ?? (await fewerAssertions(laid)))
  if (after === null || fault !== null) {
    checkout(laid, head)
    return { outcome: 'wrong', detail: fault ?? '', kills: '' }
  }
  const left = [...after.failed, ...after.broken].filter((id) => !known.developers.failed.has(id))
  checkout(laid, developers)
  const theirs = await noticed(laid, changedLineMutants(laid, parsers), known.developers)
  // tests that the developers added are no repair of old ones, and one of them may be what does not end
  const isOld = ({ by, isEndless }: Noticed) => !isEndless && [...by].some((id) => known.base.passed.has(id))
  const shared = theirs.filter(isOld)
  const added = theirs.filter(({ by }) => by.size > 0).length - shared.length
  checkout(laid, head)
  execFileSync('git', ['apply', '-'], { cwd: folder, input: patch })
  const ours = (await noticed(laid, faultsOf(shared), after)).filter(({ by }) => by.size > 0)
  // what hangs on the clock may notice once and not again
  checkout(laid, developers)
  const unseen = faultsOf(shared).filter((fault) => !faultsOf(ours).includes(fault))
  const missed = unseen.length === 0 ? [] : (await noticed(laid, unseen, known.developers)).filter(isOld)
  checkout(laid, head)
  const kills = `${ours.length} of ${ours.length + missed.length}${added > 0 ? ` (and ${added} that only added tests notice, or an endless run)` : ''}`
  // faults that only a test notices which is still red are not the patch's
  if (left.length === 0 && ours.length < PARITY * (ours.length + missed.length))
    return { outcome: 'wrong', detail: `misses faults that the developers' tests notice: ${toldFaults(missed)}`, kills }
  return { outcome: left.length === 0 ? 'complete' : 'part', detail: left.slice(0, 3).join(', '), kills }
}

function faultsOf(list: readonly Noticed[]): readonly Mutant[] {
  return list.map(({ fault }) => fault)
}

function toldFaults(missed: readonly Noticed[]): string {
  const told = missed.map(({ fault: { file, line, operator }, by }) => `${file}:${line} ${operator} (noticed by ${[...by][0]})`)
  return told.slice(0, 3).join(', ')
}

/** A test that passed and no longer does, or one that is gone although the developers kept it. */
function faultOf({ before, developers }: Known, after: PlainRun): string | null {
  const lost = [...before.passed].find((id) => !after.passed.has(id))
  if (lost !== undefined) return `${lost} passed without the patch`
  const isThere = (id: string) => after.passed.has(id) || after.failed.has(id) || [...after.broken].some((file) => id.startsWith(file))
  const gone = [...before.failed].find((id) => !isThere(id) && developers.passed.has(id))
  return gone === undefined ? null : `${gone} is gone, and the developers kept it`
}

const ASSERTION = /^\s*(assert\b|self\.assert\w+|with (pytest\.)?(raises|warns))|\bexpect\(|\bassert\.\w+\(/gm

/** Fewer assertions in a file than before and than the developers left in it. */
async function fewerAssertions({ folder, head, developers }: LaidCase): Promise<string | null> {
  const changed = git(folder, 'diff', '--name-only', head).split('\n').filter(Boolean)
  const count = (text: string) => text.match(ASSERTION)?.length ?? 0
  const at = (commit: string, path: string) =>
    git(folder, 'ls-tree', commit, '--', path) === '' ? '' : git(folder, 'show', `${commit}:${path}`)
  const loose = changed.find((path) => {
    const now = existsSync(join(folder, path)) ? count(readFileSync(join(folder, path), 'utf8')) : 0
    return now < Math.min(count(at(head, path)), count(at(developers, path)))
  })
  return loose === undefined ? null : `${loose} has fewer assertions than before and than the developers kept`
}
