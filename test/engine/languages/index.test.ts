import { expect, expectTypeOf, test } from 'vitest'
import { grammarFiles } from '../../../src/engine/languages/grammar-files.ts'
import { isConstructorName, languageOf, languages, moduleStem } from '../../../src/engine/languages/index.ts'
import type { Language, LanguageName } from '../../../src/engine/languages/language.ts'
import { nodeTypesOf } from '../../support/language-words.ts'

/** Members that a value of a type may lack. */
type Optional<Type> = { [Key in keyof Type]-?: object extends Pick<Type, Key> ? Key : never }[keyof Type]
type Facet = Language[
  | 'syntax'
  | 'calling'
  | 'modules'
  | 'importLines'
  | 'packages'
  | 'tests'
  | 'missingNames'
  | 'assertions'
  | 'literals'
  | 'faults']
type OptionalOf<Type> = Type extends unknown ? Optional<Type> : never

const all = Object.entries(languages)

test('a name without its language, and a language without one of its facts, does not compile', () => {
  expectTypeOf(languages).toEqualTypeOf<Readonly<Record<LanguageName, Language>>>()
  expectTypeOf<Optional<Language>>().toBeNever()
  expectTypeOf<OptionalOf<Facet>>().toBeNever()
})

test('every language stands under its name, every extension and every grammar belongs to one', () => {
  expect(all.map(([name, language]) => [name, language.name]).filter(([name, own]) => name !== own)).toEqual([])
  const extensions = all.flatMap(([, language]) => Object.keys(language.extensions))
  expect(new Set(extensions).size).toBe(extensions.length)
  const grammars = new Set(all.flatMap(([, language]) => Object.values(language.extensions)))
  expect([...grammars].sort()).toEqual(Object.keys(grammarFiles).sort())
  expect([languageOf('a/b.PY')?.name, languageOf('b.d.ts')?.name, languageOf('c.rb')]).toEqual(['python', 'typescript', null])
})

test.each(all)('the node types that %s knows are those of its grammars', (_, { syntax, extensions }) => {
  const known = new Set(Object.values(extensions).flatMap(nodeTypesOf))
  expect(
    Object.values(syntax.types)
      .flat()
      .filter((type) => !known.has(type)),
  ).toEqual([])
})

test('a module is known by its stem, a constructor by its name', () => {
  expect(['src/a.ts', 'src/a/index.ts', 'index.ts', 'src/a/__init__.py', 'src/a/index.py', 'a.d.ts'].map(moduleStem)).toEqual([
    'src/a',
    'src/a',
    'index',
    'src/a',
    'src/a/index',
    'a.d',
  ])
  expect(['__init__', '__new__', 'constructor', 'init', 'new'].map(isConstructorName)).toEqual([true, true, true, false, false])
})
