import type { ContractChange } from '../../model/contract-change.ts'
import type { FileChange } from '../../model/file-change.ts'
import type { Parsers } from '../languages/parsers.ts'
import { contractChanges } from './contract-changes.ts'

/** The source texts of one package in one version, by path; null where they cannot be read. */
export type PackageTexts = ReadonlyMap<string, string> | null

export type PackageContract =
  | { readonly outcome: 'compared'; readonly changes: readonly ContractChange[] }
  | { readonly outcome: 'not_compared'; readonly reason: string }

/** What a package changed in its own contract between two versions; both texts are needed, and it is said which is missing. */
export function packageContract(
  change: { readonly name: string; readonly before: string | null; readonly after: string | null },
  texts: { readonly before: PackageTexts; readonly after: PackageTexts },
  parsers: Parsers,
): PackageContract {
  const { before, after } = texts
  if (before === null || after === null) {
    const sides = [
      before === null ? (change.before ?? 'the version of the base') : '',
      after === null ? (change.after ?? 'the version of the head') : '',
    ]
    return {
      outcome: 'not_compared',
      reason: `the source of ${change.name} ${sides.filter((side) => side !== '').join(' and ')} cannot be read here`,
    }
  }
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort()
  const files: readonly FileChange[] = paths
    .map((path) => ({ path, before: before.get(path) ?? null, after: after.get(path) ?? null }))
    .filter((file) => file.before !== file.after)
  return { outcome: 'compared', changes: contractChanges(files, parsers, { basePaths: [...before.keys()], headPaths: [...after.keys()] }) }
}
