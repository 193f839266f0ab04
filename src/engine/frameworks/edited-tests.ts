import type { TestRef } from '../../model/test-ref.ts'
import { languageOf } from '../languages/index.ts'
import type { TestBlock } from '../languages/language.ts'
import type { Parsers } from '../languages/parsers.ts'

/** A test by its names as a run or a report gives them; a report may give the suite joined, as one. */
export type NamedTest = Pick<TestRef, 'suite' | 'name'>

/** Two versions of one test file. */
export type FileVersions = { readonly path: string; readonly before: string; readonly after: string }

/** `edited` are groups of tests that share one text: the rows of a parametrised test, or one test alone. `unfound` have none in the file. */
export type EditedTests<Test> = { readonly edited: readonly (readonly Test[])[]; readonly unfound: readonly Test[] }

/**
 * Tests of a file whose own text an edit touches, found by syntax. A test is also touched where it is gone, has a second text under its
 * name, or runs under other conditions. What no test holds (imports, fixtures, the body of a describe) touches none. `null` where one of
 * the versions cannot be parsed.
 */
export function editedTests<Test extends NamedTest>(
  { path, before, after }: FileVersions,
  tests: readonly Test[],
  parsers: Parsers,
): EditedTests<Test> | null {
  const language = languageOf(path)
  const [old, now] = [parsers.parse(path, before), parsers.parse(path, after)]
  if (language === null || old === null || now === null) return null
  const [oldOf, nowOf] = [blocksByTest(language.testBlocks(old)), blocksByTest(language.testBlocks(now))]
  const edited = tests.filter((test) => !hasSameTexts(oldOf(test), nowOf(test)))
  // what had no text before shares it with no other one
  const groups = Map.groupBy(edited, (test) => oldOf(test)[0] ?? test)
  return {
    edited: [...groups.values()],
    unfound: tests.filter((test) => oldOf(test).length === 0 && nowOf(test).length === 0),
  }
}

/** Tests of a file that an edit takes away as a whole: found in the old text, and not in the new one. */
export function removedTests<Test extends NamedTest>(
  { path, before, after }: FileVersions,
  tests: readonly Test[],
  parsers: Parsers,
): readonly Test[] {
  const language = languageOf(path)
  const [old, now] = [parsers.parse(path, before), parsers.parse(path, after)]
  if (language === null || old === null || now === null) return []
  const [oldOf, nowOf] = [blocksByTest(language.testBlocks(old)), blocksByTest(language.testBlocks(now))]
  return tests.filter((test) => oldOf(test).length > 0 && nowOf(test).length === 0)
}

/** Whether an edit is outside of everything that could be a test: in an import, a module mock, a constant. */
export function isOutsideTests({ path, before, after }: FileVersions, parsers: Parsers): boolean {
  const language = languageOf(path)
  const [old, now] = [parsers.parse(path, before), parsers.parse(path, after)]
  return language !== null && old !== null && now !== null && hasSameTexts(language.testBlocks(old), language.testBlocks(now))
}

function hasSameTexts(some: readonly TestBlock[], others: readonly TestBlock[]): boolean {
  return some.length === others.length && some.every(({ text }, index) => text === others[index]?.text)
}

/** Which blocks a test's names mean: those with exactly these titles, else those whose literal parts say most of them. */
function blocksByTest(blocks: readonly TestBlock[]): (test: NamedTest) => readonly TestBlock[] {
  const patterns = blocks.map((block) => ({ block, parts: partsOf(block) }))
  const exact = Map.groupBy(
    patterns.filter(({ parts }) => parts.length === 1),
    ({ parts }) => parts[0],
  )
  const open = patterns.filter(({ parts }) => parts.length > 1)
  const known = new Map<string, readonly TestBlock[]>()
  const find = (name: string) => {
    const found = exact.get(name) ?? open.filter(({ parts }) => matches(name, parts))
    const most = found.reduce((length, one) => Math.max(length, lengthOf(one)), 0)
    return found.filter((one) => lengthOf(one) === most).map(({ block }) => block)
  }
  return ({ suite, name }) => {
    const key = bare([...suite, name].join(' '))
    const blocksOfKey = known.get(key) ?? find(key)
    known.set(key, blocksOfKey)
    return blocksOfKey
  }
}

function lengthOf({ parts }: { readonly parts: readonly string[] }): number {
  return parts.join('').length
}

/** Titles in one: reports join them in several ways, and no two write their spaces alike. */
function bare(text: string): string {
  return text.replace(/ (?:>|›|::) |\s+/g, '')
}

function partsOf({ titles }: TestBlock): readonly string[] {
  const joined = titles.reduce((all, title) => [...all.slice(0, -1), `${all.at(-1) ?? ''} ${title[0] ?? ''}`, ...title.slice(1)], [''])
  return joined.map(bare)
}

/** Whether the parts occur in a text in this order, from its beginning to its end. */
function matches(text: string, parts: readonly string[]): boolean {
  const [first = '', ...rest] = parts
  const last = rest.pop() ?? ''
  if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false
  let at = first.length
  for (const part of rest) {
    const found = text.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  return at <= text.length - last.length
}
