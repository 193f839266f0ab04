import type { Random } from '../../diagnose/random.ts'
import { applyEdits } from './apply-edits.ts'
import { type Change, type Edit, type Kind, MEANT, type Tree } from './change.ts'
import type { DevelopedCodeBase } from './code-base.ts'
import { FIRST_SPELLING, type Spelling, spellEdits, spellPath } from './spelling.ts'
import { moved, renamed, withMistake } from './templates.ts'

/** Where a development stands: the product without faults, and the tests as a careful person keeps them. */
export type Development = { readonly product: Tree; readonly truth: Tree; readonly spelling: Spelling; readonly used: ReadonlySet<string> }

/** One change as it is committed, and the truth about it. */
export type Commit = {
  readonly change: Change
  readonly message: string
  /** With its fault, if it has one. */
  readonly product: Tree
  /** The tests that come with it: new files, and those that its author adapted. */
  readonly written: Tree
  /** Files of which a test fails until it is repaired or the fault is mended. */
  readonly breaks: readonly string[]
  /** Where it leads once every fault is mended and every test repaired. */
  readonly after: Development
}

export function firstDay(product: Tree, truth: Tree): Development {
  return { product, truth, spelling: FIRST_SPELLING, used: new Set() }
}

/** A change of a kind that fits what there is, or null where none is left. */
export function nextCommit(at: Development, codeBase: DevelopedCodeBase, kind: Kind, random: Random): Commit | null {
  const now = { product: at.product, tests: at.truth, spelling: at.spelling }
  if (kind === 'rename') return commitOf(at, renamed(codeBase, now, random), random)
  if (kind === 'move') return commitOf(at, moved(codeBase, now, random), random)
  const wanted = kind === 'hidden bug' ? 'bug' : kind
  for (const written of random.shuffled(codeBase.changes.filter((one) => one.kind === wanted && !at.used.has(one.name)))) {
    const spelled = spellChange(written, at.spelling)
    const rename = kind === 'hidden bug' ? renamed(codeBase, now, random) : null
    if (kind === 'hidden bug' && rename === null) return null
    const commit = commitOf(at, rename === null ? spelled : withMistake(rename, respell(spelled, rename)), random)
    if (commit !== null) return { ...commit, after: { ...commit.after, used: new Set([...commit.after.used, written.name]) } }
  }
  return null
}

/** A change of the catalogue by its name, on what there is. */
export function namedCommit(at: Development, codeBase: DevelopedCodeBase, name: string, random: Random): Commit | null {
  const found = codeBase.changes.find((one) => one.name === name)
  return found === undefined ? null : commitOf(at, spellChange(found, at.spelling), random)
}

function commitOf(at: Development, change: Change | null, random: Random): Commit | null {
  if (change === null) return null
  const { docs = [], tests = [], fault = [], renames = [], moves = [] } = change
  const bare = applyEdits(at.product, change.product)
  const truth = applyEdits(at.truth, tests)
  if (typeof bare === 'string' || typeof truth === 'string') return null
  const documented = random.chance(0.6) ? applyEdits(bare, docs) : bare
  const intended = typeof documented === 'string' ? bare : documented
  const product = applyEdits(intended, fault)
  if (typeof product === 'string') return null
  const words = new Map([...at.spelling.words, ...renames])
  const after = {
    product: intended,
    truth,
    spelling: { words, paths: [...at.spelling.paths, ...moves] },
    used: new Set([...at.used, change.name]),
  }
  const broken = change.breaks ?? [...new Set(tests.filter(isBreaking).map(([path]) => path))]
  const added = tests.filter(isNewFile).map(([path]) => path)
  const adapted = MEANT.has(change.kind) && broken.length > 1 && random.chance(0.15) ? [random.pick(broken) ?? ''] : []
  const written = new Map([...added, ...adapted].flatMap((path) => [[path, truth.get(path) ?? ''] as const]))
  const isFaulty = fault.length > 0
  const breaks = isFaulty ? broken : broken.filter((path) => !adapted.includes(path))
  return { change, message: messageOf(change, random), product, written, breaks, after }
}

const isNewFile = ([, find, put]: Edit) => find === null && put !== null
const isBreaking = (edit: Edit) => !isNewFile(edit)

const SILENT = ['wip', 'Review comments', 'Updates', 'Misc fixes', 'Address feedback']

/** Most people say what they did, some little, some nothing. */
function messageOf({ says, mumbles }: Change, random: Random): string {
  const mood = random.below(100)
  if (mood < 60) return says
  return mood < 85 ? (mumbles ?? says) : (random.pick(SILENT) ?? says)
}

function spellChange(change: Change, spelling: Spelling): Change {
  const { docs, tests, fault, probe, cure, breaks } = change
  const edits = (list: readonly Edit[] | undefined) => spellEdits(list ?? [], spelling)
  return {
    ...change,
    product: edits(change.product),
    docs: edits(docs),
    tests: edits(tests),
    fault: edits(fault),
    probe: edits(probe),
    ...(cure ? { cure: { product: edits(cure.product), tests: edits(cure.tests) } } : {}),
    ...(breaks ? { breaks: breaks.map((path) => spellPath(path, spelling)) } : {}),
  }
}

/** A fault in the words that a rename leaves behind. */
function respell(bug: Change, rename: Change): Change {
  const words = new Map(
    rename.product.flatMap(([, find, put]) => (find instanceof RegExp && put !== null ? [[wordOf(find), put] as const] : [])),
  )
  return spellChange(bug, { words, paths: [] })
}

function wordOf({ source }: RegExp): string {
  return /[A-Za-z_]\w*(?=\(\?!)/.exec(source.replace('(?<!\\w)', ''))?.[0] ?? ''
}
