import type { Parameter } from '../../model/contract-change.ts'
import type { Assertions } from './facets/assertions.ts'
import type { Calling } from './facets/calling.ts'
import type { Cures } from './facets/cures.ts'
import type { Faults } from './facets/faults.ts'
import type { ImportLines } from './facets/import-lines.ts'
import type { Literals } from './facets/literals.ts'
import type { Markers } from './facets/markers.ts'
import type { MissingNames } from './facets/missing-names.ts'
import type { ModuleConventions } from './facets/module-conventions.ts'
import type { ModuleResolver, ModuleTree } from './facets/module-resolver.ts'
import type { PackageSource } from './facets/package-source.ts'
import type { SourceValues } from './facets/source-values.ts'
import type { Speedups } from './facets/speedups.ts'
import type { SyntaxFacts } from './facets/syntax-facts.ts'
import type { TestBlock } from './facets/test-blocks.ts'
import type { TestPlaces } from './facets/test-places.ts'
import type { TestTables } from './facets/test-tables.ts'
import type { Waiting } from './facets/waiting.ts'
import type { GrammarName } from './grammar-files.ts'
import type { Bindings, Declaration, Import } from './source-names.ts'
import type { LanguageName, SyntaxNode, SyntaxTree } from './syntax-tree.ts'

export type { TestBlock, Title } from './facets/test-blocks.ts'
export type {
  Argument,
  Binding,
  Bindings,
  Declaration,
  DeclarationKind,
  Export,
  Expression,
  ExpressionOf,
  FunctionResult,
  Import,
  ObjectKey,
  Tag,
} from './source-names.ts'
export type { LanguageName, Range, SyntaxNode, SyntaxTree } from './syntax-tree.ts'

/**
 * A programming language: what is read from its syntax trees, and every fact about it that the engine acts on. Nothing is optional,
 * so that the compiler finds what a new language lacks. A new one is a name in syntax-tree.ts, a folder, and a line in index.ts.
 */
export type Language = {
  readonly name: LanguageName
  /** The grammar of each file name extension, which is written without the dot. */
  readonly extensions: Readonly<Record<string, GrammarName>>
  declarations(tree: SyntaxTree): readonly Declaration[]
  /** The parameters of any function's node, receivers included. */
  parametersOf(tree: SyntaxTree, callable: SyntaxNode): readonly Parameter[]
  imports(tree: SyntaxTree): readonly Import[]
  bindings(tree: SyntaxTree): Bindings
  /** Everything that could be a test, whatever its name: only the ids of a run show which ones are. */
  testBlocks(tree: SyntaxTree): readonly TestBlock[]
  /** What module specifiers mean in one tree, as its own settings define it. */
  resolver(tree: ModuleTree): ModuleResolver
  readonly syntax: SyntaxFacts
  readonly calling: Calling
  readonly modules: ModuleConventions
  readonly importLines: ImportLines
  readonly packages: PackageSource
  readonly tests: TestPlaces
  readonly missingNames: MissingNames
  readonly assertions: Assertions
  readonly literals: Literals
  readonly markers: Markers
  readonly values: SourceValues
  readonly tables: TestTables
  readonly faults: Faults
  readonly waiting: Waiting
  readonly cures: Cures
  readonly speedups: Speedups
}
