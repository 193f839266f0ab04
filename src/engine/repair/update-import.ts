import type { ContractChange } from '../../model/contract-change.ts'
import { isModuleMove } from '../changes/compare/module-moves.ts'
import type { SourceFile } from '../changes/resolve/project.ts'
import type { Trees } from '../changes/uses/use-site.ts'
import { useSites } from '../changes/uses/use-sites.ts'
import { movedModule } from './moved-modules.ts'
import { movedSymbols } from './moved-symbols.ts'
import { confidenceOf } from './rename-symbol.ts'
import type { Candidate, RepairContext, Strategy } from './strategy.ts'

export const updateImport: Strategy = {
  name: 'update_import',
  description: 'Follows a module, function, class or constant to the file where it now lives, in imports and patch targets.',
  propose: (context) => {
    const { trees } = context
    return [...context.testFiles.keys()].flatMap((path) => {
      const file = trees.before.file(path)
      return file === null ? [] : candidates(context, file, trees)
    })
  },
}

/** One candidate a moved module, and one for all moved declarations: several may share an import statement. */
function candidates(context: RepairContext, file: SourceFile, trees: Trees): readonly Candidate[] {
  const moved = context.changes.filter((change) => change.kind === 'moved')
  const modules = moved.filter(isModuleMove).flatMap((change) => {
    const { sites } = useSites(change, file.path, trees)
    return candidate(file, [change], movedModule(file, change, sites, trees))
  })
  const uses = moved
    .filter((change) => !isModuleMove(change))
    .flatMap((change) => useSites(change, file.path, trees).sites.map((site) => ({ change, site })))
  const changes = [...new Set(uses.map((use) => use.change))]
  return [...modules, ...candidate(file, changes, movedSymbols(file, uses, trees))]
}

function candidate(file: SourceFile, changes: readonly ContractChange[], edits: ReturnType<typeof movedSymbols>): readonly Candidate[] {
  const [change] = changes
  if (change === undefined || edits === null || edits.length === 0) return []
  const why = changes.map(({ symbol, before, after }) => `${symbol} moved from ${before} to ${after}`).join('; ')
  return [
    {
      strategy: 'update_import',
      change,
      changes,
      edits: edits.map((edit) => ({ file: file.path, why, ...edit })),
      confidence: Math.min(...changes.map(confidenceOf)),
    },
  ]
}
