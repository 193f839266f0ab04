import type { ContractChange } from '../../../model/contract-change.ts'
import { isInformational } from '../compare/informational-changes.ts'
import { isModuleMove } from '../compare/module-moves.ts'
import type { SourceFile } from '../resolve/project.ts'
import { callsOfOldName } from '../successors/successor-edits.ts'
import { textSites } from '../texts/text-sites.ts'
import { callSites } from './call-sites.ts'
import { memberSites } from './member-sites.ts'
import { moduleSites } from './module-sites.ts'
import { optionSites } from './option-sites.ts'
import { isPropertyChange, propertySites } from './property-sites.ts'
import { siteAt, symbolSites } from './symbol-sites.ts'
import { isReshapedMember, typedDataSites } from './typed-data-sites.ts'
import { changedSymbol, type Trees, type UseSite, type UseSites } from './use-site.ts'

const NONE: UseSites = { sites: [], doubtful: [] }

/**
 * Where one file (at the head, speaking the base's contract) uses what a change changed, resolved through imports, aliases,
 * re-exports and scopes. Places that still work at the head are none.
 */
export function useSites(change: ContractChange, path: string, trees: Trees): UseSites {
  const file = trees.before.file(path)
  return file === null ? NONE : useSitesIn(change, file, trees)
}

/** The same for a text that belongs to neither tree as it is: a product file of the head, read with the base's contract. */
export function useSitesIn(change: ContractChange, file: SourceFile, trees: Trees): UseSites {
  if (isPropertyChange(change)) return { sites: propertySites(change, file, trees), doubtful: [] }
  if (isReshapedMember(change, trees)) return { sites: typedDataSites(change, file, trees), doubtful: [] }
  if (change.kind === 'text_renamed') return { sites: textSitesIn(change, file, trees), doubtful: [] }
  if (isInformational(change)) return NONE
  if (isModuleMove(change)) return { sites: moduleSites(change, file, trees), doubtful: [] }
  const target = changedSymbol(change, trees.before)
  return target === null ? NONE : sitesOf(change, file, trees, target)
}

function sitesOf(change: ContractChange, file: SourceFile, trees: Trees, target: NonNullable<ReturnType<typeof changedSymbol>>): UseSites {
  switch (change.kind) {
    case 'renamed':
    case 'moved':
    case 'removed':
      return change.symbol.includes('.') ? memberSites(file, trees, target) : { sites: symbolSites(file, trees, target), doubtful: [] }
    case 'succeeded': {
      const gone = sitesOf({ ...change, kind: 'removed' }, file, trees, target)
      const calls = callsOfOldName(change, file, trees).map((call): UseSite => ({ kind: 'call', call, ...siteAt(file, call) }))
      return { ...gone, sites: [...gone.sites, ...calls.filter(({ line }) => !gone.sites.some((site) => site.line === line))] }
    }
    case 'option_renamed':
      return { sites: optionSites(change, file, trees, target), doubtful: [] }
    default:
      return { sites: callSites(change, file, trees, target).sites, doubtful: [] }
  }
}

function textSitesIn(change: ContractChange, file: SourceFile, trees: Trees): readonly UseSite[] {
  const sites = textSites(change, file, trees) ?? []
  return sites.map(({ part, start, end, line, text }) => {
    return { kind: 'text', isExpected: part === 'expected', file: file.path, start, end, line, text }
  })
}
