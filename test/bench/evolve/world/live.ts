import type { Tree } from '../development/change.ts'
import type { DevelopedCodeBase } from '../development/code-base.ts'
import type { Commit } from '../development/develop.ts'
import type { Step } from '../development/plan.ts'
import { openCheckout } from './checkout.ts'
import { ciRun, fileOf } from './ci-run.ts'
import { changedLines } from './repaired-trees.ts'
import { type Places, type Standing, takeTurn } from './take-turn.ts'
import type { Turn } from './turn.ts'

/** Changes that Suture is asked about: with a text in their names, from a number on. */
type Asked = { readonly only: string; readonly from: number }

/**
 * Lives the steps of one code base with Suture. What it leaves is repaired by the truth, and a fault mended, before the next change;
 * development goes on on the tests that came out of that. Other changes than those asked about are made and repaired by people.
 */
export async function live(
  codeBase: DevelopedCodeBase,
  steps: readonly Step[],
  { only, from }: Asked,
  told: (turn: Turn) => void,
): Promise<void> {
  const [first] = steps
  const isAsked = (step: Step) => step.kind === 'change' && step.at >= from && `${codeBase.name} ${step.commit.change.name}`.includes(only)
  if (first === undefined || !steps.some(isAsked)) return
  const places: Places = { codeBase, main: await openCheckout(codeBase), trial: await openCheckout(codeBase) }
  try {
    places.main.lay(first.before.product, first.before.truth)
    places.main.commit('Initial commit')
    let standing: Standing = { tests: first.before.truth, flaky: new Set(), quarantined: new Set() }
    for (const step of steps) {
      if (step.kind === 'cure') {
        standing = cured(standing, step.before.truth, step.after.truth)
        places.main.lay(step.after.product, standing.tests)
        places.main.commit(`Mend the flaky test of ${step.of}`)
        continue
      }
      const flaky = step.commit.change.kind === 'flake' ? [...step.commit.written.keys()] : []
      if (!isAsked(step)) {
        standing = { ...standing, tests: step.commit.after.truth, flaky: new Set([...standing.flaky, ...flaky]) }
        places.main.lay(step.commit.after.product, standing.tests)
        places.main.commit(step.commit.message)
        continue
      }
      const taken = await takeTurn(places, step.commit, standing)
      standing = { ...standing, quarantined: taken.quarantined, flaky: new Set([...standing.flaky, ...flaky]) }
      const tests = await tidiedUp(places, step.commit, step.before.truth, taken.tests, taken.turn, standing)
      told({ at: step.at, ...taken.turn, lines: { bot: taken.turn.lines.bot, person: changedLines(taken.tests, tests) } })
      standing = { ...standing, tests }
    }
  } finally {
    places.main.remove()
    places.trial.remove()
  }
}

function cured(standing: Standing, before: Tree, after: Tree): Standing {
  const files = [...after.keys()].filter((path) => before.get(path) !== after.get(path))
  const isOther = (id: string) => !files.includes(fileOf(id))
  return {
    tests: new Map([...standing.tests, ...files.map((path) => [path, after.get(path) ?? ''] as const)]),
    flaky: new Set([...standing.flaky].filter(isOther)),
    quarantined: new Set([...standing.quarantined].filter(isOther)),
  }
}

/** What people do before the next change: mend the fault, and take the truth for every test that is still red. */
async function tidiedUp(
  { codeBase, main }: Places,
  commit: Commit,
  old: Tree,
  tests: Tree,
  turn: Pick<Turn, 'left'>,
  standing: Standing,
): Promise<Tree> {
  const { product, truth } = commit.after
  const isSteady = (path: string) => !standing.flaky.has(path)
  const isFaulty = (commit.change.fault ?? []).length > 0
  const touched = [...truth.keys()].filter((path) => truth.get(path) !== old.get(path) && isSteady(path))
  const seen = filesOf(turn.left).filter(isSteady)
  let now = seen.length > 0 && !isFaulty ? handedOver(tests, truth, [...seen, ...touched]) : tests
  if (seen.length > 0 || isFaulty) {
    for (const paths of [touched, [...truth.keys()], null]) {
      main.lay(product, now)
      const red = filesOf((await ciRun(codeBase, main)).red).filter(isSteady)
      if (red.length === 0) break
      if (paths === null) throw new Error(`the truth of ${commit.change.name} is red in ${red.join(', ')}`)
      now = handedOver(now, truth, [...red, ...paths])
    }
  }
  main.lay(product, now)
  main.commit(isFaulty ? 'Fix what broke' : 'Repair the tests')
  return now
}

const filesOf = (ids: readonly string[]) => [...new Set(ids.map(fileOf))]

function handedOver(tests: Tree, truth: Tree, paths: readonly string[]): Tree {
  const texts = new Map(tests)
  for (const path of paths) {
    const text = truth.get(path)
    if (text === undefined) texts.delete(path)
    else texts.set(path, text)
  }
  return texts
}
