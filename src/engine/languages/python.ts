import type { Language } from './language.ts'
import { pythonBindings } from './python/bindings.ts'
import { pythonDeclarations } from './python/declarations.ts'
import { pythonImports } from './python/imports.ts'
import { pythonModuleOf, resolvePythonModule } from './python/modules.ts'
import { pythonParameters } from './python/parameters.ts'
import { pythonTestBlocks } from './python/test-blocks.ts'
import { fieldOf } from './syntax.ts'

export const python: Language = {
  name: 'python',
  extensions: ['py', 'pyi'],
  declarations: pythonDeclarations,
  parametersOf: (tree, callable) => pythonParameters(tree, fieldOf(callable, 'parameters')).map(({ node: _, ...parameter }) => parameter),
  imports: pythonImports,
  bindings: pythonBindings,
  testBlocks: pythonTestBlocks,
  resolveModule: resolvePythonModule,
  moduleOf: pythonModuleOf,
}
