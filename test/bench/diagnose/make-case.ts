import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Parsers } from '../../../src/engine/languages/parsers.ts'
import type { Mutant } from '../../../src/engine/mutation/mutant.ts'
import type { MutationOperator } from '../../../src/engine/mutation/operator.ts'
import { type BugMessages, injectBug, productFiles } from './bugs.ts'
import type { Change, Truth } from './change.ts'
import type { CodeBase } from './code-bases.ts'
import { commitAll, startRepository } from './commit.ts'
import { randomOf } from './random.ts'
import { refactor, refactorings } from './refactor.ts'
import { linkPackages, type PlainRun, runTests } from './run-tests.ts'
import { sharedRefactoring } from './shared-refactoring.ts'

/** A repository whose head breaks tests that its base passes, and what is true of each of them. */
export type Case = {
  readonly base: string
  readonly head: string
  readonly kind: string
  readonly truth: Truth
  readonly summary: string
  readonly message: string
  /** Those that are asked about, and all that broke. */
  readonly tests: readonly TrueTest[]
  readonly broken: readonly TrueTest[]
  /** Tests that fail for a fault, however the tests are adapted: also those within a file that does not load. */
  readonly bugs: readonly string[]
  /** Tests that pass before the change and after it. */
  readonly passing: ReadonlySet<string>
  /** The fault that was put in, if one was. */
  readonly mutant: Mutant | null
}

type TrueTest = { readonly id: string; readonly truth: 'obsolete' | 'bug' }

/** 'rename with a bug' renames or moves something; 'refactoring with a bug' makes any refactoring whose tests a machine can adapt. */
export type Plan = 'bug' | 'half-finished rename' | 'rename with a bug' | 'refactoring with a bug' | 'refactoring'

/** One draw of a case. */
export type Draw = {
  readonly codeBase: CodeBase
  /** The code base as it was laid out, and the folder that its copy goes to. */
  readonly laid: string
  readonly folder: string
  readonly plan: Plan
  readonly seed: string
  readonly parsers: Parsers
  readonly before: PlainRun
  /** The kind of refactoring (default: drawn). */
  readonly kind?: string | undefined
  /** In a mixed commit the fault is put anywhere (default: into what was refactored), so that each half breaks tests of its own. */
  readonly isBugElsewhere?: boolean | undefined
  /** What the author of a fault says; in a mixed commit it is said beside the refactoring (default there: nothing). */
  readonly messages?: BugMessages | undefined
  /** More kinds of fault than the engine's own. */
  readonly lookalikes?: readonly MutationOperator[] | undefined
  /** So many refactorings of each kind, each made once, are shared by all mixed commits of a code base (default: each has its own). */
  readonly sharedRefactorings?: number | undefined
}

/** How many of the failing tests are asked about. */
const ASKED = 3

type Made = {
  readonly kind: string
  readonly change: Change
  readonly mutant?: Mutant | undefined
  /** Whether the same change can be made with the tests adapted: those that fail there too fail for the bug. */
  readonly isAdaptable: boolean
  /** Which refactoring it is, where many cases share it. */
  readonly shared?: string
}

/** Makes one change in `folder`, a copy of `laid`; `null` where it breaks no test, or more than it should. */
export async function makeCase(draw: Draw): Promise<Case | null> {
  const { codeBase, laid, folder, plan, seed, before } = draw
  cpSync(laid, folder, { recursive: true })
  const base = startRepository(folder)
  const made = await change(draw, folder, false)
  if (made === null || 'none' in made.change) return null
  const { shared, isAdaptable } = made
  const head = commitAll(folder, 1, made.change.message)
  await linkPackages(codeBase, folder)
  const after = await runTests(codeBase, folder)
  if (after === null) return null
  const failing = brokenBy(before, after)
  if (failing.length === 0) return null
  const isMixed = plan.endsWith('with a bug')
  const adapted = (isWhole: boolean) => failingWhenAdapted(draw, isWhole)
  const stillFailing = isAdaptable ? await adapted(false) : new Set<string>()
  if (stillFailing === null) return null
  if (!isClean(plan, stillFailing)) return null
  // tests that no machine could adapt would pass for broken ones
  if (isAdaptable && stillFailing.size > 0 && !(await isWholeAdaptable(draw, shared))) return null
  const isOutOfDate = (id: string) => plan === 'refactoring' || (isMixed && !isAmong(stillFailing, id))
  const random = randomOf(seed, 'tests')
  const judged = random.shuffled(failing).map((id) => ({ id, truth: isOutOfDate(id) ? ('obsolete' as const) : ('bug' as const) }))
  const [bugs, obsolete] = [judged.filter(({ truth }) => truth === 'bug'), judged.filter(({ truth }) => truth === 'obsolete')]
  if (isMixed && bugs.length === 0) return null
  return {
    base,
    head,
    kind: made.kind,
    truth: plan === 'refactoring' ? 'obsolete' : isMixed ? 'mixed' : 'bug',
    ...made.change,
    tests: isMixed ? [...bugs.slice(0, 2), ...obsolete.slice(0, 2)] : judged.slice(0, ASKED),
    broken: judged,
    bugs: isMixed ? [...stillFailing] : bugs.map(({ id }) => id),
    passing: new Set([...before.passed].filter((id) => after.passed.has(id))),
    mutant: made.mutant ?? null,
  }
}

/** `isWhole`: the refactoring alone, finished and without a bug. */
async function change(draw: Draw, folder: string, withTests: boolean, isWhole = false): Promise<Made | null> {
  const { codeBase, plan, seed, parsers, messages, lookalikes } = draw
  const random = randomOf(seed, 'plan')
  const files = productFiles(folder, codeBase.layout)
  if (plan === 'bug') {
    const { kind, mutant, ...bug } = injectBug(folder, files, parsers, random, { messages, lookalikes })
    return { kind, change: bug, mutant, isAdaptable: false }
  }
  const chosen = random.pick(kindsFor(draw))
  if (chosen === undefined) return null
  const texts = new Map(files.map((path) => [path, readFileSync(join(folder, path), 'utf8')]))
  const { sharedRefactorings: shared } = draw
  const place = shared === undefined ? seed : String(random.below(shared))
  const refactored = await (shared === undefined
    ? refactor(codeBase, folder, chosen.name, seed, withTests)
    : sharedRefactoring({ ...draw, folder, kind: chosen.name, seed: place, withTests }))
  if ('none' in refactored) return null
  if (plan === 'refactoring' || isWhole) return { kind: chosen.name, change: refactored, isAdaptable: chosen.isAdaptable }
  const now = productFiles(folder, codeBase.layout)
  const changed = now.filter((path) => texts.get(path) !== readFileSync(join(folder, path), 'utf8'))
  if (plan === 'half-finished rename') {
    const newName = /to `(\w+)/.exec(refactored.summary)?.[1] ?? ''
    const definition = new RegExp(`(def|class|function|const|let) ${newName}\\b`)
    const followers = changed.filter((path) => texts.has(path) && !definition.test(readFileSync(join(folder, path), 'utf8')))
    const left = random.pick(followers.filter((path) => !/(__init__|index)\.\w+$/.test(path)))
    if (left === undefined) return null
    writeFileSync(join(folder, left), texts.get(left) ?? '')
    return {
      kind: `half ${chosen.name}`,
      change: { ...refactored, summary: `${refactored.summary}, but not in ${left}` },
      isAdaptable: true,
    }
  }
  const symbol = draw.isBugElsewhere ? undefined : /to `(\w+)`/.exec(refactored.summary)?.[1]
  const bug = injectBug(folder, changed.length > 0 && !draw.isBugElsewhere ? changed : now, parsers, random, {
    symbol,
    messages,
    lookalikes,
  })
  if ('none' in bug) return null
  return {
    kind: `${chosen.name} with ${bug.kind}`,
    shared: `${codeBase.framework} ${codeBase.name} ${chosen.name} ${place}`,
    mutant: bug.mutant,
    change: {
      message: messages ? `${refactored.message}\n\n${bug.message}` : refactored.message,
      summary: `${refactored.summary}; ${bug.summary}`,
    },
    isAdaptable: true,
  }
}

function kindsFor({ codeBase, plan, kind }: Draw) {
  return refactorings(codeBase).filter(({ name, isAdaptable, isDrawn }) => {
    if (kind === undefined && !isDrawn) return false
    if (plan === 'refactoring') return kind === undefined || name === kind
    if (plan === 'refactoring with a bug') return isAdaptable
    return /^(rename|move)-/.test(name) && (plan === 'rename with a bug' || !name.endsWith('module'))
  })
}

async function failingWhenAdapted(draw: Draw, isWhole: boolean): Promise<ReadonlySet<string> | null> {
  const { codeBase, laid, folder, before } = draw
  const copy = join(folder, '..', 'adapted', basename(folder))
  cpSync(laid, copy, { recursive: true })
  await change(draw, copy, true, isWhole)
  await linkPackages(codeBase, copy)
  const run = await runTests(codeBase, copy)
  rmSync(copy, { recursive: true, force: true })
  return run && new Set(brokenBy(before, run))
}

/** A refactoring breaks no more than the tests that speak of it; what one leaves behind breaks the product, not only tests with the old name. */
function isClean(plan: Plan, stillFailing: ReadonlySet<string>): boolean {
  return plan === 'refactoring' ? stillFailing.size === 0 : plan !== 'half-finished rename' || stillFailing.size > 0
}

const adaptable = new Map<string, boolean>()

/** Whether the refactoring alone can be followed by all tests; asked once of one that many cases share. */
async function isWholeAdaptable(draw: Draw, shared: string | undefined): Promise<boolean> {
  const known = shared === undefined ? undefined : adaptable.get(shared)
  const isAdaptable = known ?? (await failingWhenAdapted(draw, true))?.size === 0
  if (shared !== undefined) adaptable.set(shared, isAdaptable)
  return isAdaptable
}

/** Tests that passed and fail now; a file that does not load any more stands for its tests. */
function brokenBy(before: PlainRun, after: PlainRun): readonly string[] {
  const fileOf = (id: string) => id.split(/::| > /)[0] ?? id
  const files = new Set([...before.passed].map(fileOf))
  return [...[...before.passed].filter((id) => after.failed.has(id)), ...[...after.broken].filter((path) => files.has(path))]
}

function isAmong(failing: ReadonlySet<string>, id: string): boolean {
  return (
    failing.has(id) ||
    [...failing].some(
      (other) => other.startsWith(`${id}::`) || other.startsWith(`${id} > `) || id.startsWith(`${other}::`) || id.startsWith(`${other} > `),
    )
  )
}
