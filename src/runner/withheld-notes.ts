import type { Reproduction } from '../model/reproduction.ts'
import type { Withheld } from '../model/runs/test-run.ts'

/** What our runs did without although the project asks for it, as sentences: its own run may end otherwise. */
export function withheldNotes(reproductions: readonly Pick<Reproduction, 'first'>[]): readonly string[] {
  const withheld = reproductions.flatMap(({ first }) => first.withheld)
  const by = (what: Withheld['what']) => [...new Set(withheld.filter((one) => one.what === what).map((one) => one.by))].join(', ')
  const [retries, updates, own] = [by('retries'), by('snapshot_updates'), by('own_retries')]
  return [
    ...(retries === '' ? [] : [`Each test was tried once in a run: what the project asks for was not done (${retries}).`]),
    ...(updates === '' ? [] : [`Snapshots were compared and none was written: what the project asks for was not done (${updates}).`]),
    ...(own === '' ? [] : [`Tests try again by their own code (${own}): a pass may be that of a later try.`]),
  ]
}
