import type { RunRequest } from '../../model/runs/test-run.ts'
import { minimalSet } from '../diagnosis/causes/minimal-set.ts'
import { ARMS } from '../flakiness/arms.ts'
import type { HuntContext } from './hunt-context.ts'
import { USUAL } from './observations.ts'
import { usualOutcome } from './screen.ts'

const CONFIRMATIONS = 3
/** Of one test: a single polluter among 1,000 needs about a dozen. */
const MOST_RUNS = 60

/**
 * Why a test depends on others. `victim`: it passes alone and fails after these. `brittle`: it fails alone and passes after these. `cleaner`: a test
 * after which the victim passes again. `confirmed`: how often each side was seen.
 */
export type Dependence = {
  readonly kind: 'victim' | 'brittle'
  readonly others: readonly string[]
  readonly cleaner: string | null
  readonly evidence: string
}

/** Of each suspect that ends differently in another order, and always alike in each order. */
export async function findPolluters(context: HuntContext, suspects: readonly string[]): Promise<ReadonlyMap<string, Dependence>> {
  const found = new Map<string, Dependence>()
  for (const id of suspects) {
    const orders = await ordersOf(context, id)
    if (orders === null) continue
    context.progress('look for', `what ${id} depends on`)
    const known = [...new Set([...found.values()].map(({ others }) => others))]
    const dependence = await dependenceOf(context, id, orders, known)
    if (dependence !== null) found.set(id, dependence)
  }
  return found
}

/** The tests before it in an order in which it fails and in one in which it passes; `null` where its order makes no difference. */
async function ordersOf(context: HuntContext, id: string): Promise<{ readonly failing: string[]; readonly passing: string[] } | null> {
  const { observations, whole, run } = context
  const usual = usualOutcome(context, id)
  if (usual === 'mixed') return null
  const variants = observations.variants(id, 'order')
  const other = variants.find((variant) => observations.count(id, 'order', variant).failed > 0 === (usual === 'passed'))
  if (other === undefined) return null
  // the same order again: what fails in it by chance is no dependence
  const again = await run({ ...whole, ...ARMS.find(({ shows }) => shows === 'order')?.variants[other] })
  if (again === null) return null
  observations.add('order', other, again)
  const { failed, runs } = observations.count(id, 'order', other)
  if (failed > 0 && failed < runs) return null
  const before = (order: readonly string[]) => beforeIt(context, id, order)
  const [asUsual, asOther] = [before(observations.order(USUAL, 0)), before(observations.order('order', other))]
  return usual === 'passed' ? { failing: asOther, passing: asUsual } : { failing: asUsual, passing: asOther }
}

/** Jest and Vitest load each file anew: only tests of the same file can be why. */
function beforeIt({ framework, observations }: HuntContext, id: string, order: readonly string[]): string[] {
  const file = observations.tests.get(id)?.file
  const before = order.slice(0, Math.max(0, order.indexOf(id)))
  return framework.name === 'pytest' ? before : before.filter((other) => observations.tests.get(other)?.file === file)
}

async function dependenceOf(
  context: HuntContext,
  id: string,
  { failing, passing }: { readonly failing: readonly string[]; readonly passing: readonly string[] },
  known: readonly (readonly string[])[],
): Promise<Dependence | null> {
  const ask = asker(context, id)
  const alone = await ask([])
  if (alone === null) return null
  const kind = alone === 'passed' ? 'victim' : 'brittle'
  const [wanted, candidates] = kind === 'victim' ? (['failed', failing] as const) : (['passed', passing] as const)
  const others = await smallest(candidates, known, async (set) => (await ask(set)) === wanted)
  if (others === null) return null
  // a set that spoils another test too was confirmed there
  const confirmations = known.some((set) => set.join() === others.join()) ? CONFIRMATIONS - 1 : CONFIRMATIONS
  for (let count = 1; count < confirmations; count += 1) {
    if ((await ask(others, true)) !== wanted || (await ask([], true)) !== alone) return null
  }
  const each = `in ${confirmations} of ${confirmations}`
  const [before, after] = kind === 'victim' ? ['passed', 'failed'] : ['failed', 'passed']
  const evidence = `it ${before} alone ${each} runs and ${after} after ${others.join(', ')} ${each}`
  const between = kind === 'victim' ? passing.slice(passing.findLastIndex((each) => others.includes(each)) + 1) : []
  const isPolluted = kind === 'victim' && others.every((each) => passing.includes(each))
  const cleaners = isPolluted ? await smallest(between, [], async (set) => (await ask([...others, ...set])) === 'passed') : null
  return { kind, others, cleaner: cleaners?.[0] ?? null, evidence }
}

type Ask = (before: readonly string[], again?: boolean) => Promise<'passed' | 'failed' | null>

/** How the test ends after these, each set asked once unless `again`. */
function asker({ observations, whole, run }: HuntContext, id: string): Ask {
  const known = new Map<string, 'passed' | 'failed'>()
  let left = MOST_RUNS
  return async (before, again = false) => {
    const key = before.join('\n')
    const answer = known.get(key)
    if (answer !== undefined && !again) return answer
    left -= 1
    const testIds = [...before, id]
    const files = [...new Set(testIds.flatMap((each) => observations.tests.get(each)?.file ?? []))]
    const wanted: RunRequest = { ...whole, files, testIds, collect: false, listed: true }
    const seen = left < 0 ? null : await run(wanted)
    const outcome = seen?.tests.find((test) => test.id === id)?.outcome
    if (outcome === undefined || outcome === 'skipped') return null
    const ended = outcome === 'passed' ? 'passed' : 'failed'
    known.set(key, ended)
    return ended
  }
}

/** The smallest set of these that is enough; first one that was enough for another test. `null` where not even all of them are. */
async function smallest(
  candidates: readonly string[],
  known: readonly (readonly string[])[],
  isEnough: (set: readonly string[]) => Promise<boolean>,
): Promise<readonly string[] | null> {
  for (const set of known) if (set.every((each) => candidates.includes(each)) && (await isEnough(set))) return set
  // the nearest before it first
  const items = candidates.map((_, index) => candidates.length - 1 - index)
  const outcomes = new Map<string, 'passed' | 'failed'>()
  const inOrder = (set: readonly number[]) => set.toSorted((a, b) => a - b).flatMap((index) => candidates[index] ?? [])
  for (;;) {
    const step = minimalSet(items, (set) => outcomes.get(set.join()))
    if (step.kind === 'none') return null
    if (step.kind === 'found') return inOrder(step.set)
    outcomes.set(step.set.join(), (await isEnough(inOrder(step.set))) ? 'passed' : 'failed')
  }
}
