import type { Dependence } from '../../model/hunt-part.ts'
import { minimalSet } from '../diagnosis/causes/minimal-set.ts'
import { ARMS } from '../flakiness/arms.ts'
import type { Count } from '../flakiness/count.ts'
import type { HuntContext } from './hunt-context.ts'
import { USUAL } from './observations.ts'
import { COMBINED, usualOutcome } from './screen.ts'

/** How often each side of a dependence is seen. */
export const CONFIRMATIONS = 3
/** Of one test: a single polluter among 1,000 needs about a dozen. */
const MOST_RUNS = 60
/** 200 tests are one after two times. */
const PARTS_IN_FORKS = 15

/** Of each suspect that ends differently in another order, and always alike in each order. */
export async function findPolluters(context: HuntContext, suspects: readonly string[]): Promise<ReadonlyMap<string, Dependence>> {
  const found = new Map<string, Dependence>()
  for (const id of suspects) {
    const orders = await ordersOf(context, id)
    if (orders === null) continue
    context.progress('look for', `what ${id} depends on`)
    const known = [...new Set([...found.values()].flatMap(({ others }) => (others.length > 0 ? [others] : [])))]
    found.set(id, (await dependenceOf(context, id, orders, known)) ?? orderAlone(context, id))
  }
  return found
}

/** The fewest tests that ran between these and one that passed all the same; `null` where there was no such run. */
function betweenOf(context: HuntContext, id: string, others: readonly string[]): readonly string[] | null {
  const { observations } = context
  const orders = [USUAL, 'order', COMBINED].flatMap((arm) =>
    observations
      .variants(id, arm)
      .filter((variant) => observations.count(id, arm, variant).failed === 0)
      .map((variant) => beforeIt(context, id, observations.order(arm, variant))),
  )
  const between = orders
    .filter((order) => others.every((each) => order.includes(each)))
    .map((order) => order.slice(order.findLastIndex((each) => others.includes(each)) + 1))
  return between.toSorted((one, other) => one.length - other.length)[0] ?? null
}

function orderAlone({ observations }: HuntContext, id: string): Dependence {
  const words = ({ failed, runs }: Count) => `${failed} of ${runs} runs`
  const [usual, other] = [observations.count(id, USUAL), observations.count(id, 'order')]
  const evidence = `it failed in ${words(other)} in another order, and in ${words(usual)} as it is; which test makes the difference was not found`
  return { kind: 'order', others: [], cleaner: null, evidence }
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

/** Who spoils one test, or whom it needs: `failing` and `passing` are the tests before it in an order in which it fails, and passes. */
export async function dependenceOf(
  context: HuntContext,
  id: string,
  { failing, passing }: { readonly failing: readonly string[]; readonly passing: readonly string[] },
  known: readonly (readonly string[])[],
): Promise<Dependence | null> {
  const ask = asker(context, id)
  const parts = context.framework.name === 'pytest' ? PARTS_IN_FORKS : 2
  // in forks all of these take hardly longer than one
  const first = context.framework.name === 'pytest' && failing.length > 0 ? [failing, ...partsOf(failing, parts)] : []
  await ask.all([[], ...(known.length > 0 ? [] : first)])
  const alone = await ask([])
  if (alone === null) return null
  const kind = alone === 'passed' ? 'victim' : 'brittle'
  const [wanted, candidates] = kind === 'victim' ? (['failed', failing] as const) : (['passed', passing] as const)
  const others = await smallest(candidates, known, { ask, wanted, parts })
  if (others === null) return null
  // a set that spoils another test too was confirmed there
  const confirmations = known.some((set) => set.join() === others.join()) ? CONFIRMATIONS - 1 : CONFIRMATIONS
  const again = Array.from({ length: confirmations - 1 }, () => [others, []]).flat()
  const seen = await ask.again(again)
  if (seen.some((ended, index) => ended !== (index % 2 === 0 ? wanted : alone))) return null
  const each = `in ${confirmations} of ${confirmations}`
  const [before, after] = kind === 'victim' ? ['passed', 'failed'] : ['failed', 'passed']
  const evidence = `it ${before} alone ${each} runs and ${after} after ${others.join(', ')} ${each}`
  const between = kind === 'victim' ? betweenOf(context, id, others) : null
  const cleaners = between === null ? null : await smallest(between, [], { ask, wanted: 'passed', parts, after: others })
  return { kind, others: [...others], cleaner: cleaners?.[0] ?? null, evidence }
}

/** How the test ends after these, asked once. `all`: asks several at once, for later. `again`: whatever is known. */
type Ask = {
  (before: readonly string[]): Promise<'passed' | 'failed' | null>
  again(sets: readonly (readonly string[])[]): Promise<readonly ('passed' | 'failed' | null)[]>
  all(sets: readonly (readonly string[])[]): Promise<void>
}

function asker({ observations, whole, each }: HuntContext, id: string): Ask {
  const known = new Map<string, 'passed' | 'failed'>()
  let left = MOST_RUNS
  const make = async (sets: readonly (readonly string[])[]) => {
    const asked = sets.slice(0, Math.max(0, left))
    left -= asked.length
    const files = [...new Set([...asked.flat(), id].flatMap((one) => observations.tests.get(one)?.file ?? []))]
    const runs = await each(
      { ...whole, files, collect: false },
      asked.map((set) => [...set, id]),
    )
    return asked.map((set, index) => {
      const outcome = runs[index]?.tests.find((test) => test.id === id)?.outcome
      if (outcome === undefined || outcome === 'skipped') return null
      const ended = outcome === 'passed' ? 'passed' : 'failed'
      known.set(set.join('\n'), ended)
      return ended
    })
  }
  const ask = async (before: readonly string[]) => known.get(before.join('\n')) ?? (await make([before]))[0] ?? null
  const all = async (sets: readonly (readonly string[])[]) => {
    const open = sets.filter((set) => !known.has(set.join('\n')))
    if (open.length > 0) await make(open)
  }
  return Object.assign(ask, { all, again: make })
}

/**
 * The smallest set of these that is enough; first one that was enough for another test. `null` where not even all of them are. Where runs are forks, many
 * parts are asked at once: that takes hardly longer than one.
 */
async function smallest(
  candidates: readonly string[],
  known: readonly (readonly string[])[],
  {
    ask,
    wanted,
    parts,
    after = [],
  }: { readonly ask: Ask; readonly wanted: 'passed' | 'failed'; readonly parts: number; readonly after?: readonly string[] },
): Promise<readonly string[] | null> {
  const isEnough = async (set: readonly string[]) => (await ask([...after, ...set])) === wanted
  for (const set of known) if (set.every((each) => candidates.includes(each)) && (await isEnough(set))) return set
  const left = await narrowed(candidates, { ask, wanted, parts, after })
  const items = left.map((_, index) => left.length - 1 - index)
  const outcomes = new Map<string, 'passed' | 'failed'>()
  const inOrder = (set: readonly number[]) => set.toSorted((a, b) => a - b).flatMap((index) => left[index] ?? [])
  for (;;) {
    const step = minimalSet(items, (set) => outcomes.get(set.join()))
    if (step.kind === 'none') return null
    if (step.kind === 'found') return inOrder(step.set)
    outcomes.set(step.set.join(), (await isEnough(inOrder(step.set))) ? 'passed' : 'failed')
  }
}

/** One part after the other that is enough by itself, as far as there is one; the nearest before the test first. */
async function narrowed(
  candidates: readonly string[],
  {
    ask,
    wanted,
    parts,
    after,
  }: { readonly ask: Ask; readonly wanted: 'passed' | 'failed'; readonly parts: number; readonly after: readonly string[] },
): Promise<readonly string[]> {
  let left = candidates
  while (left.length > 1) {
    const sets = partsOf(left, parts)
    await ask.all((left === candidates ? [left, ...sets] : sets).map((set) => [...after, ...set]))
    let enough: readonly string[] | undefined
    for (const set of sets.toReversed()) if (enough === undefined && (await ask([...after, ...set])) === wanted) enough = set
    if (enough === undefined) return left
    left = enough
  }
  return left
}

function partsOf<Item>(items: readonly Item[], count: number): readonly (readonly Item[])[] {
  const size = Math.ceil(items.length / count)
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size))
}
