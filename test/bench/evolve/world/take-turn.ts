import type { Tree } from '../development/change.ts'
import type { DevelopedCodeBase } from '../development/code-base.ts'
import type { Commit } from '../development/develop.ts'
import { askSuture } from './ask-suture.ts'
import type { Checkout } from './checkout.ts'
import { type CiRun, ciRun, fileOf } from './ci-run.ts'
import type { Question } from './follows-truth.ts'
import { changedLines } from './repaired-trees.ts'
import type { Cause, End, Turn } from './turn.ts'

export type Places = { readonly codeBase: DevelopedCodeBase; readonly main: Checkout; readonly trial: Checkout }
/** What a turn begins with: the tests that Suture and people left, and flaky files with those that are quarantined. */
export type Standing = { readonly tests: Tree; readonly flaky: ReadonlySet<string>; readonly quarantined: ReadonlySet<string> }
export type Taken = { readonly turn: Omit<Turn, 'at'>; readonly tests: Tree; readonly quarantined: ReadonlySet<string> }

/** Pushes a commit, lets CI run, asks Suture about what is red, merges what it offers unread, and says yes to what follows the truth. */
export async function takeTurn({ codeBase, main, trial }: Places, commit: Commit, standing: Standing): Promise<Taken> {
  const begun = performance.now()
  const { change, message, product, after } = commit
  const base = main.git('rev-parse', 'HEAD')
  const pushed: Tree = new Map([...standing.tests, ...commit.written])
  main.lay(product, pushed)
  const head = main.commit(message)
  const first = await ciRun(codeBase, main)
  const noticed = (change.fault ?? []).length === 0 ? null : await runsIn(codeBase, trial)(product, after.truth)
  const causeOf = (id: string): Cause => {
    if (standing.flaky.has(fileOf(id)) || (change.kind === 'flake' && commit.written.has(fileOf(id)))) return 'flake'
    return noticed?.red.includes(id) ? 'fault' : 'meant'
  }
  const asked = first.red.filter((id) => !standing.quarantined.has(id))
  const question: Question = { run: runsIn(codeBase, trial), intended: after.product, truth: after.truth, change }
  const healed = asked.length === 0 ? null : await askSuture({ main, base, head, tests: asked, before: pushed }, question)
  const tests = healed?.tests ?? pushed
  if (healed !== null) main.lay(product, tests)
  const last = tests === pushed ? first : await ciRun(codeBase, main)
  const verdictOf = (id: string) => healed?.result?.analyses.find(({ failure }) => failure.testId === id)
  const newlyMuted = asked.filter((id) => verdictOf(id)?.verdict === 'flaky')
  const quarantined = new Set([...standing.quarantined, ...newlyMuted])
  const endOf = (id: string): End => {
    if (quarantined.has(id)) return 'muted'
    const repair = healed?.repairs.find(({ tests: ids, merged }) => merged && ids.includes(id))
    if (repair && !isRed(id, last)) return repair.how === 'offered' ? 'offered' : 'accepted'
    return 'left'
  }
  const left = last.red.filter((id) => !quarantined.has(id))
  const turn = {
    ...{
      repository: codeBase.name,
      name: change.name,
      kind: change.kind,
      message,
      red: first.red,
      ran: first.green.size + first.red.length,
      left,
    },
    tests: first.red.map((id) => {
      const said = verdictOf(id)
      return { id, cause: causeOf(id), verdict: said?.verdict ?? null, reason: said?.rootCause ?? '', end: endOf(id) }
    }),
    repairs: (healed?.repairs ?? []).map(({ merged: _, ...repair }) => repair),
    masked: (noticed?.red ?? []).filter((id) => isMasked(id, last)),
    lines: { bot: changedLines(pushed, tests), person: 0 },
    healMs: healed?.healMs ?? 0,
    ms: performance.now() - begun,
    trouble: healed?.trouble ?? '',
  }
  return { turn, tests, quarantined }
}

function isRed(id: string, { red }: CiRun): boolean {
  return red.includes(id) || red.includes(fileOf(id))
}

/** Green, or gone while nothing else of its file is red. */
function isMasked(id: string, run: CiRun): boolean {
  return !isRed(id, run) && (run.green.has(id) || !run.red.some((other) => fileOf(other) === fileOf(id)))
}

/** Runs trees, each pair once. */
function runsIn(codeBase: DevelopedCodeBase, checkout: Checkout): (product: Tree, tests: Tree) => Promise<CiRun> {
  const known: { readonly product: Tree; readonly tests: Tree; readonly run: CiRun }[] = []
  return async (product, tests) => {
    const found = known.find((one) => one.product === product && one.tests === tests)
    if (found) return found.run
    checkout.lay(product, tests)
    const run = await ciRun(codeBase, checkout)
    known.push({ product, tests, run })
    return run
  }
}
