import type { ContractChange } from '../../../model/contract-change.ts'
import { isModuleMove } from '../../changes/compare/module-moves.ts'
import { standInRenames } from '../../changes/doubles/renamed-members.ts'
import { movedLookups } from '../../changes/uses/patched-lookups.ts'
import { sitesFromFailure } from '../../changes/uses/sites-from-failure.ts'
import type { UseSite } from '../../changes/uses/use-site.ts'
import { useSites } from '../../changes/uses/use-sites.ts'
import type { Range } from '../../languages/language.ts'
import type { EditedCode, ReplaceablePlace } from './edited-code.ts'
import { shownEdits } from './example-places.ts'
import type { Rebound } from './import-runs.ts'
import { textPlaces } from './renamed-text.ts'
import { imported, losesTestName, newNameOf } from './successor.ts'
import { successorPlaces } from './successor-places.ts'

/**
 * Every place outside of imports that a declared change lets the test write in another way, with what may stand there. A place counts
 * by what it is bound to: a local, a fixture's parameter or a member of another class may be called the same, and is none.
 */
export function replaceablePlaces(code: EditedCode, bound: Rebound): readonly ReplaceablePlace[] {
  const { old, trees, changes, failures } = code
  const sites = changes.flatMap((change) => useSites(change, old.path, trees).sites.flatMap((site) => atSite(site, change, code)))
  const shown = changes
    .filter(({ kind }) => kind === 'renamed')
    .flatMap((change) =>
      failures
        .map((fields) => sitesFromFailure(change, old.path, trees, fields))
        .flatMap(({ alike, around }) => [...alike, ...around].map((site) => exactly(site, newNameOf(change)))),
    )
  const patched = movedLookups(old, trees, changes).filter(({ changes: moves }) => moves.length > 0)
  const lookups = patched.map(({ string, after }) => exactly(string.inside, after))
  const doubles = standInRenames(old, trees, changes).filter(({ isDeclared }) => isDeclared)
  const members = doubles.map((rename) => exactly(rename, rename.after))
  const declared = [...sites, ...textPlaces(code), ...successorPlaces(code), ...shown, ...lookups, ...members]
  return [...declared, ...reboundNames(code, bound), ...loadingCalls(bound), ...byExample(code)]
}

/** Names that an import binds follow it, all of them. */
function reboundNames({ old }: EditedCode, bound: Rebound): readonly ReplaceablePlace[] {
  return old.bindings().names.flatMap((name) => {
    const to = name.binding?.kind === 'import' ? bound.get(name.binding.import) : undefined
    if (to?.local == null || to.local === name.name) return []
    return [exactly(name, name.isShorthand ? `${name.name}: ${to.local}` : to.local)]
  })
}

/** Calls that become what the product's own calls became: nothing but their example says so. */
function byExample(code: EditedCode): readonly ReplaceablePlace[] {
  return shownEdits(code).map(({ edit: { start, end, replacement }, shownBy: { file, line } }) => {
    return {
      ...exactly({ start, end }, replacement),
      doubt: `the call is adapted as in ${file}:${line}, and nothing else says what it has to be`,
    }
  })
}

/** The parts of calls that load a module, which stand in the midst of other code. */
function loadingCalls(bound: Rebound): readonly ReplaceablePlace[] {
  const part = (range: Range | null, text: string | null): readonly ReplaceablePlace[] =>
    range === null || text === null ? [] : [exactly(range, text)]
  return [...bound].flatMap(([from, to]) => [
    ...part(from.specifierRange, to.specifier),
    ...part(from.importedRange, to.imported),
    ...part(from.localRange, to.local),
  ])
}

function exactly({ start, end }: Range, expected: string): ReplaceablePlace {
  return { start, end, accepts: (text) => text === expected }
}

function atSite(site: UseSite, change: ContractChange, code: EditedCode): readonly ReplaceablePlace[] {
  switch (site.kind) {
    case 'name':
      // what an import binds follows the import
      return site.expression.binding?.kind === 'import' ? [] : [exactly(site, newNameOf(change))]
    case 'member':
      return atMember(site, change, code)
    case 'string':
      return [inPath(site, change, code)]
    case 'specifier':
      return [{ ...site.string.inside, accepts: (text) => isModule(text, site.text, change.file, code) }]
    case 'key': {
      const now = change.kind === 'option_renamed' ? change.after : newNameOf(change)
      return [exactly(site, site.shorthand ? `${now}: ${site.text}` : now)]
    }
    case 'declaration':
      return losesTestName(site.text, newNameOf(change)) ? [] : [exactly(site, newNameOf(change))]
    default:
      return []
  }
}

function atMember(site: Extract<UseSite, { kind: 'member' }>, change: ContractChange, code: EditedCode): readonly ReplaceablePlace[] {
  const { start, end } = isModuleMove(change) ? site.expression : site.expression.object
  const holder = { start, end, accepts: (text: string) => readsModule(text, change.file, code) }
  const name = exactly(site, newNameOf(change))
  if (change.kind === 'renamed') return [name]
  return isModuleMove(change) ? [holder] : [holder, name]
}

/** Whether an expression of the new text reads this module, through an import of it. */
function readsModule(text: string, file: string, { now, trees }: EditedCode): boolean {
  return now.imports().some((entry) => {
    const module = imported(trees.after, now, entry)
    const path = entry.bindsRoot ? entry.specifier : entry.local
    return module?.kind === 'module' && module.file === file && path === text
  })
}

/** A dotted path in quotes: the segments that name what changed, and no others. */
function inPath(site: Extract<UseSite, { kind: 'string' }>, change: ContractChange, code: EditedCode): ReplaceablePlace {
  const parts = site.string.value.split('.')
  const below = parts.slice(site.index + 1)
  const { inside } = site.string
  if (change.kind === 'renamed') return exactly(inside, [...parts.slice(0, site.index), newNameOf(change), ...below].join('.'))
  const name = isModuleMove(change) ? [] : [newNameOf(change)]
  const rest = [...name, ...below].join('.')
  const accepts = (text: string): boolean => {
    const module = rest === '' ? text : text.endsWith(`.${rest}`) ? text.slice(0, -rest.length - 1) : ''
    return isModule(module, parts.slice(0, site.index + (isModuleMove(change) ? 1 : 0)).join('.'), change.file, code)
  }
  return { start: inside.start, end: inside.end, accepts }
}

/** Whether a specifier, written in the manner of the old one, means this file of the head. */
function isModule(text: string, old: string, file: string, { now, trees }: EditedCode): boolean {
  const manner = (specifier: string): string => `${/^\.*/.exec(specifier)?.[0].length === 0} ${/\.[cm]?[jt]sx?$/.exec(specifier)?.[0]}`
  return text !== '' && manner(text) === manner(old) && trees.after.resolve(text, now) === file
}
