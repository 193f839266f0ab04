import type { Change } from '../change.ts'
import type { Layout } from '../code-bases.ts'
import type { Random } from '../random.ts'
import { defaultChanged, exceptionChanged, messageChanged, removeFunction, returnShape, valueChanged } from './behaviour.ts'
import { type CodeBaseProject, openCodeBase } from './code-base-project.ts'
import { renameKey, renameModuleAndFunction, renameOption } from './keys.ts'
import { renameExport, renameFunction, renameMember, renameModule, sayIt } from './naming.ts'
import { madeAsync, optionsObject, removeParameter, reorderParameters } from './signature.ts'

const KINDS: Readonly<Record<string, (base: CodeBaseProject) => { readonly summary: string } | null>> = {
  'rename-function': renameFunction,
  'rename-export': renameExport,
  'rename-module': renameModule,
  'rename-member': renameMember,
  'rename-module-and-function': renameModuleAndFunction,
  'rename-key': renameKey,
  'rename-option': renameOption,
  'reorder-parameters': reorderParameters,
  'remove-parameter': removeParameter,
  'made-async': madeAsync,
  'options-object': optionsObject,
  'value-changed': valueChanged,
  'message-changed': messageChanged,
  'default-changed': defaultChanged,
  'exception-changed': exceptionChanged,
  'return-shape': returnShape,
  'remove-function': removeFunction,
}

/** Makes one refactoring in a JavaScript or TypeScript code base with the TypeScript compiler's own renames, moves and references. */
export function refactorScript(folder: string, layout: Layout, kind: string, random: Random, withTests: boolean): Change {
  const base = openCodeBase(folder, layout, random, withTests)
  const done = KINDS[kind]?.(base) ?? null
  if (done === null) return { none: `no place for ${kind}` }
  base.project.saveSync()
  return sayIt(base, done.summary)
}
