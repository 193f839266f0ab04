import type { Language } from './language.ts'
import { scriptAssertions } from './typescript/assertions.ts'
import { scriptBindings } from './typescript/bindings.ts'
import { scriptCalling } from './typescript/calling.ts'
import { scriptCures } from './typescript/cures/index.ts'
import { scriptDeclarations } from './typescript/declarations.ts'
import { scriptFaults } from './typescript/faults.ts'
import { scriptImportLines } from './typescript/import-lines.ts'
import { scriptImports } from './typescript/imports.ts'
import { scriptLiterals } from './typescript/literals.ts'
import { scriptMarkers } from './typescript/markers.ts'
import { scriptModuleConventions } from './typescript/module-conventions.ts'
import { scriptParameters } from './typescript/parameters.ts'
import { scriptResolver } from './typescript/resolution/resolver.ts'
import { scriptSourceValues } from './typescript/source-values.ts'
import { scriptSpeedups } from './typescript/speedups/index.ts'
import { scriptSyntax } from './typescript/syntax.ts'
import { scriptTestBlocks } from './typescript/test-blocks.ts'
import { scriptTestPlaces } from './typescript/test-places.ts'
import { scriptTestTables } from './typescript/test-tables.ts'
import { scriptWaiting } from './typescript/waiting.ts'

/** TypeScript and JavaScript, with or without JSX. */
export const typescript: Language = {
  name: 'typescript',
  extensions: {
    ts: 'typescript',
    tsx: 'tsx',
    mts: 'typescript',
    cts: 'typescript',
    js: 'javascript',
    jsx: 'javascript',
    mjs: 'javascript',
    cjs: 'javascript',
    // snapshots: exports of a module
    snap: 'javascript',
  },
  declarations: scriptDeclarations,
  parametersOf: (tree, callable) =>
    scriptParameters(tree, callable).map(({ name, kind, default: value, type }) => ({ name, kind, default: value, type })),
  imports: scriptImports,
  bindings: scriptBindings,
  testBlocks: scriptTestBlocks,
  resolver: scriptResolver,
  syntax: scriptSyntax,
  calling: scriptCalling,
  modules: scriptModuleConventions,
  importLines: scriptImportLines,
  packages: {
    registry: 'npm',
    packageOf: (specifier) =>
      specifier
        .split('/')
        .slice(0, specifier.startsWith('@') ? 2 : 1)
        .join('/'),
  },
  tests: scriptTestPlaces,
  // compiled imports and members alike read as undefined, without a word
  missingNames: { readAs: 'undefined' },
  assertions: scriptAssertions,
  literals: scriptLiterals,
  markers: scriptMarkers,
  values: scriptSourceValues,
  tables: scriptTestTables,
  faults: scriptFaults,
  waiting: scriptWaiting,
  cures: scriptCures,
  speedups: scriptSpeedups,
}
