import type { FileChange } from '../../../model/file-change.ts'
import type { Framework } from '../../frameworks/framework.ts'
import { languageOf } from '../../languages/index.ts'
import type { TreeTexts } from './tree-texts.ts'

/** What else the change says of what it means, none of it code that the failing test runs. */
export type AuthorTexts = {
  /** The head's documents, by path. */
  readonly docs: ReadonlyMap<string, string>
  readonly docChanges: readonly FileChange[]
  /** Changed test files and test helpers. */
  readonly testChanges: readonly FileChange[]
  /** Messages of the commits, the pull request's words: plain text of strangers, only ever searched for words. */
  readonly intentTexts: readonly string[]
}

const DOCUMENT = /(?:\.(?:md|mdx|rst|adoc|txt)|(?:^|\/)(?:CHANGELOG|CHANGES|HISTORY|NEWS|README))$/i
const NO_DOCUMENT =
  /(?:^|\/)(?:requirements[^/]*|constraints[^/]*|robots|CMakeLists)\.txt$|(?:^|\/)(?:node_modules|fixtures|data|testdata)\//i
/** Documents are near the top of a tree; a large documentation site has thousands of pages. */
const MOST_DOCUMENTS = 100
/** A message is a screen or two; longer ones are pasted logs. In characters. */
export const LONGEST_TEXT = 20_000
/** Commits whose messages are read, newest first: older ones say little of what a failing test met last. */
export const MOST_MESSAGES = 50
/** Git's and GitHub's own first line of a merge names a branch: no words of the author. */
const MERGED =
  /^\s*(?:Merge (?:pull request #\d+ from |(?:remote-tracking )?branch(?:es)? '|tag '|commit '|\S+ into \S+\s*$|\S+ into \S+\n)|Merged in \S+ \(pull request #\d+\)|Merge remote-tracking )[^\n]*\n*/

/** Whether a path holds words for people, which no test runs. */
export function isDocument(path: string): boolean {
  return DOCUMENT.test(path) && !NO_DOCUMENT.test(path)
}

export async function readAuthorTexts(texts: TreeTexts, changes: readonly FileChange[], framework: Framework): Promise<AuthorTexts> {
  const paths = (await texts.listFiles('head')).filter(isDocument)
  const nearest = paths.toSorted((a, b) => a.split('/').length - b.split('/').length).slice(0, MOST_DOCUMENTS)
  const read = await Promise.all(nearest.map(async (path) => [path, await texts.readFile('head', path)] as const))
  return {
    docs: new Map(read.flatMap(([path, text]) => (text === null ? [] : [[path, text] as const]))),
    docChanges: changes.filter(({ path }) => isDocument(path)),
    testChanges: changes.filter(({ path }) => languageOf(path)?.name === framework.language && framework.isTestFile(path)),
    intentTexts: ((await texts.intentTexts?.()) ?? []).flatMap((text) => text.slice(0, LONGEST_TEXT).replace(MERGED, '').trim() || []),
  }
}
