import type { Language } from './language.ts'
import { scriptBindings } from './typescript/bindings.ts'
import { scriptDeclarations } from './typescript/declarations.ts'
import { scriptImports } from './typescript/imports.ts'
import { resolveScriptModule, scriptModuleOf } from './typescript/modules.ts'
import { scriptParameters } from './typescript/parameters.ts'
import { scriptTestBlocks } from './typescript/test-blocks.ts'

/** TypeScript and JavaScript, with or without JSX. */
export const typescript: Language = {
  name: 'typescript',
  extensions: ['ts', 'tsx', 'mts', 'cts', 'js', 'jsx', 'mjs', 'cjs'],
  declarations: scriptDeclarations,
  parametersOf: (tree, callable) =>
    scriptParameters(tree, callable).map(({ name, kind, default: value, type }) => ({ name, kind, default: value, type })),
  imports: scriptImports,
  bindings: scriptBindings,
  testBlocks: scriptTestBlocks,
  resolveModule: resolveScriptModule,
  moduleOf: scriptModuleOf,
}
