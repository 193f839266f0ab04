import type { ContractChange } from '../../../model/contract-change.ts'
import type { FailureFields } from '../../../model/failure/failure-fields.ts'
import type { DependencyChange } from '../../../model/failure-analysis.ts'
import type { PackageContract } from '../../../model/package-contract.ts'
import type { Reproduction } from '../../../model/reproduction.ts'
import { mainDependencyChanges, packageKey } from '../../changes/packages/dependency-changes.ts'
import { packageUses } from '../../changes/packages/package-uses.ts'
import type { inherits } from '../../changes/resolve/inherits.ts'
import { explains } from '../../diagnosis/explains.ts'
import { packageThrowing } from '../../diagnosis/package-throwing.ts'
import type { DiagnosisContext } from '../../diagnosis/rule.ts'
import { packageOf } from '../../diagnosis/rungs/machine/own-module.ts'
import { isConstructorName, languages } from '../../languages/index.ts'
import type { HealingContext } from '../healing-context.ts'

/** Read for one healing: a change that moves many moves most of them without a break. */
const MOST_PACKAGES = 2
/** Characters of one version's text: more takes seconds to be read for its imports alone. */
const MOST_TEXT = 4_000_000
const TOO_LARGE = 'it is too large to be compared'
/** One version, as lock files write it: a range was settled somewhere else. */
const EXACT = /^v?\d[\w.+!-]*$/

type PackageSearch = Pick<HealingContext, 'framework' | 'sources' | 'parsers' | 'packages' | 'diagnosisOf'>

/**
 * Reads both versions of the packages that failing tests name, throw from or import, and finds where the repository still uses the old
 * API. Only if the base could not be run with these tests: otherwise the installed packages are the same on both sides.
 */
export async function packageContracts(context: PackageSearch, reproduction: Reproduction): Promise<Reproduction> {
  const { sources } = context
  const changes = mainDependencyChanges(sources.dependencyChanges).filter(({ before, after }) => before !== null && after !== null)
  if (reproduction.base.outcome === 'ran' || changes.length === 0) return reproduction
  const failing = context.diagnosisOf(reproduction).filter(namesSomething)
  const contracts: PackageContract[] = []
  for (const change of askedFor(changes, failing)) contracts.push(await contractOf(change, failing, context))
  return { ...reproduction, packages: contracts }
}

/** Only a name, a module or arguments can be looked for in a contract. */
function namesSomething({ failing, read }: DiagnosisContext): boolean {
  if (!failing?.failure) return false
  const { missingName, module, unexpectedArgument, wrongArity } = read(failing.failure)
  return missingName !== null || module !== null || unexpectedArgument !== null || wrongArity
}

function askedFor(changes: readonly DependencyChange[], failing: readonly DiagnosisContext[]): readonly DependencyChange[] {
  if (failing.length === 0) return []
  const named = new Set(failing.flatMap(namedPackages).map(packageKey))
  const imported = new Set(failing.flatMap(importedPackages).map(packageKey))
  const closeness = ({ name }: DependencyChange): number => (named.has(packageKey(name)) ? 2 : Number(imported.has(packageKey(name))))
  // many are imported by another name than their registry's: where few were moved, all are asked
  const candidates = changes.length <= MOST_PACKAGES ? changes : changes.filter((change) => closeness(change) > 0)
  return candidates.toSorted((a, b) => closeness(b) - closeness(a)).slice(0, MOST_PACKAGES)
}

function namedPackages(context: DiagnosisContext): readonly string[] {
  const failure = context.failing?.failure
  if (!failure) return []
  const { module } = context.read(failure)
  return [module === null ? null : packageOf(module, context), packageThrowing(failure.stack)].filter((name) => name !== null)
}

/** By the test's own file, and by the files that its failure passed through. */
function importedPackages(context: DiagnosisContext): readonly string[] {
  const { failing, subject, trees } = context
  const files = new Set([subject.file, ...(failing?.failure?.frames ?? []).flatMap(({ file }) => file ?? [])])
  const imports = [...files].flatMap((path) => trees.after.file(path)?.imports() ?? [])
  return imports.flatMap(({ specifier }) => packageOf(specifier, context) ?? [])
}

async function contractOf(
  { name, before, after }: DependencyChange,
  failing: readonly DiagnosisContext[],
  { framework, sources, parsers, packages }: PackageSearch,
): Promise<PackageContract> {
  const refuse = (reason: string): PackageContract => ({ outcome: 'not_read', name, reason })
  if (before === null || after === null || !EXACT.test(before) || !EXACT.test(after))
    return refuse('no manifest and no lock file names one exact version on both sides')
  const { registry } = languages[framework.language].packages
  const [old, now] = await Promise.all([before, after].map((version) => packages.read({ registry, name, version })))
  if (old?.outcome !== 'read') return refuse(`${before}: ${old?.reason}`)
  if (now?.outcome !== 'read') return refuse(`${after}: ${now?.reason}`)
  if ([old, now].some(({ files }) => sizeOf(files) > MOST_TEXT)) return refuse(TOO_LARGE)
  const messages = failing.flatMap((context) => (context.failing?.failure ? [context.read(context.failing.failure)] : []))
  const named = {
    words: messages.flatMap(wordsOf),
    isNamed: (change: ContractChange, isSubclass: ReturnType<typeof inherits>) =>
      messages.some((message) => explains(change, message, isSubclass)),
  }
  const repository = { ...sources, language: framework.language }
  const uses = packageUses({ name, before: old.files, after: now.files }, repository, named, parsers)
  return uses === null ? refuse(TOO_LARGE) : { outcome: 'read', name, uses: [...uses] }
}

/** One word of each thing that a failure looked for. */
function wordsOf({ missingName, module, callable, owner, unexpectedArgument }: FailureFields): readonly string[] {
  const last = module?.split(/[./]/).findLast((part) => part !== '') ?? null
  const called = callable !== null && isConstructorName(callable) ? (owner ?? callable) : callable
  return [missingName ?? last, unexpectedArgument ?? called].filter((word) => word !== null)
}

function sizeOf(files: ReadonlyMap<string, string>): number {
  return [...files.values()].reduce((sum, { length }) => sum + length, 0)
}
