import type { Language } from './language.ts'
import { pythonAssertions } from './python/assertions.ts'
import { pythonBindings } from './python/bindings.ts'
import { pythonCalling } from './python/calling.ts'
import { pythonCures } from './python/cures/index.ts'
import { pythonDeclarations } from './python/declarations.ts'
import { pythonFaults } from './python/faults.ts'
import { pythonImportLines } from './python/import-lines.ts'
import { pythonImports } from './python/imports.ts'
import { pythonLiterals } from './python/literals.ts'
import { pythonMarkers } from './python/markers.ts'
import { pythonModuleConventions } from './python/module-conventions.ts'
import { pythonParameters } from './python/parameters.ts'
import { pythonResolver } from './python/resolution/resolver.ts'
import { pythonSourceValues } from './python/source-values.ts'
import { pythonSpeedups } from './python/speedups/index.ts'
import { pythonSyntax } from './python/syntax.ts'
import { pythonTestBlocks } from './python/test-blocks.ts'
import { pythonTestPlaces } from './python/test-places.ts'
import { pythonTestTables } from './python/test-tables.ts'
import { pythonWaiting } from './python/waiting.ts'
import { fieldOf } from './syntax.ts'

export const python: Language = {
  name: 'python',
  extensions: { py: 'python', pyi: 'python' },
  declarations: pythonDeclarations,
  parametersOf: (tree, callable) => pythonParameters(tree, fieldOf(callable, 'parameters')).map(({ node: _, ...parameter }) => parameter),
  imports: pythonImports,
  bindings: pythonBindings,
  testBlocks: pythonTestBlocks,
  resolver: pythonResolver,
  syntax: pythonSyntax,
  calling: pythonCalling,
  modules: pythonModuleConventions,
  importLines: pythonImportLines,
  packages: { registry: 'pypi', packageOf: (specifier) => specifier.split('.')[0] ?? specifier },
  tests: pythonTestPlaces,
  missingNames: { readAs: 'error' },
  assertions: pythonAssertions,
  literals: pythonLiterals,
  markers: pythonMarkers,
  values: pythonSourceValues,
  tables: pythonTestTables,
  faults: pythonFaults,
  waiting: pythonWaiting,
  cures: pythonCures,
  speedups: pythonSpeedups,
}
