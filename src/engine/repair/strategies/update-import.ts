import type { ContractChange } from '../../../model/contract-change.ts'
import { reason } from '../../../model/reason.ts'
import { isModuleMove } from '../../changes/compare/module-moves.ts'
import type { SourceFile } from '../../changes/resolve/project.ts'
import type { Trees } from '../../changes/uses/use-site.ts'
import { useSites } from '../../changes/uses/use-sites.ts'
import { movedModule } from '../moved/moved-modules.ts'
import { movedSymbols } from '../moved/moved-symbols.ts'
import type { MovedUse } from '../moved/moved-use.ts'
import { declined, type RepairContext, reachEdits, type Strategy, type StrategyFinding } from '../strategy.ts'
import { confidenceOf } from './rename-symbol.ts'

export const updateImport: Strategy = {
  name: 'update_import',
  description: 'Follows a module, function, class or constant to the file where it now lives, in imports and patch targets.',
  propose: (context) => {
    const { trees } = context
    return [...context.testFiles.keys()].flatMap((path) => {
      const file = trees.before.file(path)
      return file === null ? [] : findings(context, file, trees)
    })
  },
}

/** One finding a moved module, and one for all moved declarations: several may share an import statement. */
function findings(context: RepairContext, file: SourceFile, trees: Trees): readonly StrategyFinding[] {
  const moved = context.changes.filter((change) => change.kind === 'moved')
  const whole = moved.filter(isModuleMove)
  const modules = whole.flatMap((change) => {
    const { sites } = useSites(change, file.path, trees)
    return finding(file, [change], movedModule(file, change, sites, trees))
  })
  // a key in the factory of a mocked module goes with its module
  const isCarried = ({ change, site }: MovedUse): boolean =>
    site.kind === 'key' && whole.some(({ oldFile, file: heir }) => oldFile === change.oldFile && heir === change.file)
  const uses = moved
    .filter((change) => !isModuleMove(change))
    .flatMap((change) => useSites(change, file.path, trees).sites.map((site) => ({ change, site })))
    .filter((use) => !isCarried(use))
  const changes = [...new Set(uses.map((use) => use.change))]
  return [...modules, ...finding(file, changes, movedSymbols(file, uses, trees))]
}

function finding(
  { path }: SourceFile,
  changes: readonly ContractChange[],
  edits: ReturnType<typeof movedSymbols>,
): readonly StrategyFinding[] {
  if (edits === null) return declined(changes, reason('move-not-followed', { file: path }))
  return reachEdits(path, changes, edits, Math.min(...changes.map(confidenceOf)))
}
