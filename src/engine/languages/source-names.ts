import type { Parameter } from '../../model/contract-change.ts'
import type { Range, SyntaxNode } from './syntax-tree.ts'

export type DeclarationKind = 'function' | 'method' | 'class' | 'variable' | 'type' | 'property'

/** What a file declares at module level or as a member of a class; nested functions are not part of the public contract. */
export type Declaration = Range & {
  readonly kind: DeclarationKind
  readonly name: string
  /** `Class.method` for members, else the name. */
  readonly qualifiedName: string
  /** The qualified name of the class that holds it. */
  readonly container: string | null
  readonly nameRange: Range
  readonly line: number
  /** The line of the first decorator, where there are any. */
  readonly firstLine: number
  /** Without the receiver (`self`, `cls`, `this`); those of the constructor are on the constructor. */
  readonly parameters: readonly Parameter[]
  readonly isAsync: boolean
  /** Read like an attribute although it is a function. */
  readonly isProperty: boolean
  readonly isStatic: boolean
  readonly decorators: readonly string[]
  /** Superclasses as written. */
  readonly bases: readonly string[]
  /** What an importer may reach; in Python everything, in JavaScript what is exported, members with their class. */
  readonly exported: boolean
  readonly body: Range | null
  readonly node: SyntaxNode
}

/**
 * One name that an import statement brings in. `imported` is `null` when the module itself is bound
 * (`import a.b`, `import * as ns`) and when nothing is bound (`import './side'`); `*` for Python's star import.
 */
export type Import = {
  readonly specifier: string
  /** Inside of the quotes. */
  readonly specifierRange: Range
  readonly imported: string | null
  readonly importedRange: Range | null
  /** The name that is bound here; `null` for star imports, side effects and re-exports. */
  readonly local: string | null
  readonly localRange: Range | null
  /** `import a.b.c` binds `a` alone. */
  readonly bindsRoot: boolean
  readonly reexport: boolean
  readonly statement: SyntaxNode
  /** The part of a list that belongs to this name: `b as c`, `type T`, `a: b`; the statement if there is no list. */
  readonly item: SyntaxNode
  readonly line: number
}

/** What a name in the source resolves to, by scope. `variable` holds every value assigned to it; `opaque` if one is unknown. */
export type Binding =
  | { readonly kind: 'import'; readonly import: Import }
  | { readonly kind: 'declaration'; readonly qualifiedName: string }
  | { readonly kind: 'local' }
  | { readonly kind: 'receiver'; readonly className: string; readonly isClass: boolean }
  | { readonly kind: 'parameter'; readonly name: string; readonly annotation: Expression | null; readonly injected: boolean }
  | { readonly kind: 'variable'; readonly values: readonly Expression[]; readonly annotation: Expression | null; readonly opaque: boolean }

export type Argument = Range & {
  readonly keyword: { readonly name: string; readonly range: Range } | null
  readonly spread: 'none' | 'list' | 'map'
  readonly value: Expression
}

/** An expression, as far as names can be followed through it. `literal` is a value of a built-in type. */
export type Expression = Range &
  (
    | {
        readonly kind: 'name'
        readonly name: string
        readonly binding: Binding | null
        /** `{ name }`: key and value at once. */
        readonly isShorthand: boolean
      }
    | { readonly kind: 'member'; readonly object: Expression; readonly name: string; readonly nameRange: Range }
    | {
        readonly kind: 'call'
        readonly callee: Expression
        readonly arguments: readonly Argument[]
        /** Between the brackets. */
        readonly inside: Range
      }
    | { readonly kind: 'string'; readonly value: string; readonly inside: Range }
    /** `fields` are its items as arguments with keywords; what has no plain key is a spread. */
    | { readonly kind: 'object'; readonly keys: readonly ObjectKey[]; readonly fields: readonly Argument[] }
    | { readonly kind: 'function'; readonly result: Expression | null }
    | { readonly kind: 'literal' }
    | { readonly kind: 'other' }
  )
export type ExpressionOf<Kind extends Expression['kind']> = Extract<Expression, { kind: Kind }>

export type ObjectKey = { readonly name: string; readonly range: Range; readonly shorthand: boolean; readonly quoted: boolean }

/** A tag of markup, `<Tag name={value} {...rest} />`: its component is called with one object that holds these keys. Closing tags hold none. */
export type Tag = Range & { readonly component: Expression; readonly keys: readonly ObjectKey[]; readonly hasSpread: boolean }

/** What calling a function gives: what it returns or yields, and the type it declares. */
export type FunctionResult = { readonly values: readonly Expression[]; readonly annotation: Expression | null }

export type Export =
  /** `isWhole`: `module.exports = name`, the module itself. */
  | { readonly kind: 'local'; readonly name: string; readonly range: Range | null; readonly isWhole?: true }
  | { readonly kind: 'from'; readonly specifier: string; readonly imported: string | null }

/** Everything that one file says about names, resolved within the file. */
export type Bindings = {
  readonly imports: readonly Import[]
  readonly module: ReadonlyMap<string, Binding>
  /** Every name that is bound in any scope of the file. */
  readonly boundNames: ReadonlySet<string>
  /** What an importer can reach by name; `stars` are modules whose names are passed on. */
  readonly exports: ReadonlyMap<string, Export>
  readonly stars: readonly string[]
  readonly results: ReadonlyMap<string, FunctionResult>
  /** Superclasses of each class. */
  readonly bases: ReadonlyMap<string, readonly Expression[]>
  /** Values that the members of a class are given: `self.x = …`, fields; by class, then by member. */
  readonly members: ReadonlyMap<string, ReadonlyMap<string, Binding>>
  readonly names: readonly ExpressionOf<'name'>[]
  readonly memberAccesses: readonly ExpressionOf<'member'>[]
  readonly calls: readonly ExpressionOf<'call'>[]
  readonly tags: readonly Tag[]
  readonly strings: readonly ExpressionOf<'string'>[]
}
