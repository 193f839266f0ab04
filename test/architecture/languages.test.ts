import { expect, test } from 'vitest'
import { languageWords } from '../support/language-words.ts'
import { sourceFiles } from './source-files.ts'

const files = sourceFiles('src')

test('nothing asks an id for its file', () => {
  const wrong = files.filter(({ text }) => /\bfileOf\b/.test(text)).map(({ path }) => path)
  expect(wrong, 'a TestRef has the file: take it from the run, or make it with Framework.testRef').toEqual([])
})

test('what a grammar knows stays in engine/languages/', () => {
  const engine = files.filter(({ path }) => path.startsWith('src/engine/') && !path.startsWith('src/engine/languages/'))
  const advice = 'ask the Language for it: a third language is then whole in its own folder'
  expect(
    engine.flatMap(({ path, text }) => languageWords(path, text)),
    advice,
  ).toEqual([])
  const own = /^src\/engine\/languages\/(?:python|typescript)\//
  const inside = engine.flatMap(({ path, imports }) =>
    imports.filter(({ target }) => own.test(target)).map(({ target }) => `${path} imports ${target}`),
  )
  expect(inside, advice).toEqual([])
})

test('the rule for grammars finds what it is for', () => {
  const wrong = languageWords(
    'a.ts',
    `import type { SyntaxNode } from '../languages/language.ts'
import { fieldOf } from '../languages/syntax.ts'
const CALL = /^(call|call_expression)$/
const isPython = language.name === 'python'
if (node.type === 'string' || NAMES.has(node.type) || node.field === 'arguments') take(fieldOf(node, 'function'))
switch (language) { case 'typescript': break }
`,
  )
  expect(wrong.map((one) => /^a\.ts:(\d+)/.exec(one)?.[1])).toEqual(['2', '3', '4', '5', '5', '5', '6'])
  expect(
    languageWords('b.ts', `const framework = { language: 'python', kind: 'not_run' }\nif (failure.type === 'import_error') fix()`),
  ).toEqual([])
})
