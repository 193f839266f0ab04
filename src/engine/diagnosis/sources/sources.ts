import type { ContractChange } from '../../../model/contract-change.ts'
import type { DependencyChange } from '../../../model/failure-analysis.ts'
import type { FileChange } from '../../../model/file-change.ts'
import { contractChanges } from '../../changes/compare/contract-changes.ts'
import { type Crossing, crossingReader } from '../../changes/crossing/crossed-renames.ts'
import { declaredPackages } from '../../changes/packages/declared-packages.ts'
import { dependencyChanges } from '../../changes/packages/dependency-changes.ts'
import { readerOf } from '../../changes/packages/manifests/index.ts'
import { type Callers, callersOf } from '../../changes/possible/callers.ts'
import { NO_TEXTS, readOtherTexts } from '../../changes/possible/other-texts.ts'
import { importablePaths } from '../../changes/resolve/importable-paths.ts'
import { createProject } from '../../changes/resolve/project.ts'
import type { Trees } from '../../changes/uses/use-site.ts'
import type { Framework } from '../../frameworks/framework.ts'
import { isTestData, LONGEST_TEST_DATA } from '../../frameworks/test-data.ts'
import { languageOf, languages } from '../../languages/index.ts'
import type { Parsers } from '../../languages/parsers.ts'
import { type Hunk, hunksOf } from '../causes/hunks.ts'
import { type AuthorTexts, isDocument, readAuthorTexts } from './author-texts.ts'
import { readConfiguration, readModuleSettings } from './tree-settings.ts'
import type { TreeTexts } from './tree-texts.ts'

/** The texts of both trees in one framework's language, and what changed between them. */
export type Sources = {
  /** Besides the source, the data below folders of tests that a repair may edit. */
  readonly headFiles: ReadonlyMap<string, string>
  readonly baseFiles: ReadonlyMap<string, string>
  readonly trees: Trees
  /** Whether the product follows a declared change, and who does not; read once for each change. */
  readonly callersOf: (change: ContractChange) => Callers
  /** Whether a declared renaming may be exchanged with a sibling's: then it is not followed. Read once for each change. */
  readonly crossingOf: (change: ContractChange) => Crossing | null
  /** Files of the head besides the source that may name code: entry points, task lists. */
  readonly configuration: ReadonlyMap<string, string>
  /** Changed product files; tests and their helpers are not among them. */
  readonly fileChanges: readonly FileChange[]
  readonly changes: readonly ContractChange[]
  readonly dependencyChanges: readonly DependencyChange[]
  /** What the head's manifests ask for, by packageKey(). */
  readonly declaredPackages: ReadonlySet<string>
  /** What changed in the product, in contiguous lines. */
  readonly hunks: readonly Hunk[]
  readonly authorTexts: AuthorTexts
  /** Changed files that are neither product source nor documents: tests, data, settings. */
  readonly otherChanges: readonly string[]
}

/** Reads the head whole, and of the base only what differs. Files that cannot be parsed as text are left out. */
export async function readSources(texts: TreeTexts, framework: Framework, parsers: Parsers): Promise<Sources> {
  const all = await texts.changes()
  const paths = (await texts.listFiles('head')).filter((path) => languageOf(path)?.name === framework.language)
  const read = await Promise.all(paths.map(async (path) => [path, await texts.readFile('head', path)] as const))
  const headFiles = new Map(read.flatMap(([path, text]) => (text === null ? [] : [[path, text] as const])))
  const changed = all.filter(({ path }) => languageOf(path)?.name === framework.language)
  const baseFiles = new Map(headFiles)
  for (const { path, before } of changed) {
    if (before === null) baseFiles.delete(path)
    else baseFiles.set(path, before)
  }
  const fileChanges = changed.filter(({ path }) => !framework.isTestFile(path))
  const configuration = await readConfiguration(texts)
  const settings = await readModuleSettings(texts, all, languages[framework.language], configuration)
  const trees = treesOf(headFiles, baseFiles, settings, framework, parsers)
  const changes = contractChanges(fileChanges, parsers, {
    headPaths: [...headFiles.keys()],
    basePaths: [...baseFiles.keys()],
    headSettings: settings.head,
    baseSettings: settings.base,
  })
  const authorTexts = await readAuthorTexts(texts, all, framework)
  const { testChanges: tests, docChanges: documents, intentTexts: messages } = authorTexts
  const isTest = (path: string) => framework.isTestFile(path)
  const others = (await texts.listFiles('head')).filter((path) => !isTest(path))
  const otherTexts =
    changes.length === 0 ? NO_TEXTS : await readOtherTexts(others, framework.language, (path) => texts.readFile('head', path))
  return {
    headFiles: new Map([...headFiles, ...(await testDataOf(texts, framework))]),
    baseFiles,
    configuration,
    trees,
    callersOf: onceEach((change) => callersOf(change, trees, configuration, otherTexts)),
    crossingOf: onceEach(crossingReader({ changes, trees, product: fileChanges, tests, documents, messages, parsers })),
    fileChanges,
    changes,
    dependencyChanges: dependencyChanges(all.filter(({ path }) => framework.manifests.test(path))),
    declaredPackages: declaredPackages(await manifestsOf(texts, framework)),
    hunks: hunksOf(fileChanges),
    authorTexts,
    otherChanges: all.map(({ path }) => path).filter((path) => !isDocument(path) && !fileChanges.some((one) => one.path === path)),
  }
}

/** The answer for each input, kept: hundreds of failing tests ask the same of the same change. */
function onceEach<In, Out>(read: (input: In) => Out): (input: In) => Out {
  const known = new Map<In, Out>()
  return (input) => {
    const answer = known.has(input) ? (known.get(input) as Out) : read(input)
    known.set(input, answer)
    return answer
  }
}

/** Characters of all data files of the tests. */
const MOST_TEST_DATA = 5_000_000

async function testDataOf(texts: TreeTexts, { isEditable }: Framework): Promise<ReadonlyMap<string, string>> {
  const paths = (await texts.listFiles('head')).filter((path) => isTestData(path) && isEditable(path))
  const found = new Map<string, string>()
  let left = MOST_TEST_DATA
  for (const path of paths) {
    const text = await texts.readFile('head', path)
    if (text === null || text.length > Math.min(LONGEST_TEST_DATA, left)) continue
    left -= text.length
    found.set(path, text)
  }
  return found
}

async function manifestsOf(texts: TreeTexts, { manifests }: Framework): Promise<ReadonlyMap<string, string>> {
  const paths = (await texts.listFiles('head')).filter((path) => manifests.test(path) && !readerOf(path).isLock)
  const read = await Promise.all(paths.map(async (path) => [path, await texts.readFile('head', path)] as const))
  return new Map(read.flatMap(([path, text]) => (text === null ? [] : [[path, text] as const])))
}

/** Both versions of the product, each under the tests of the head: what a test says is read against what it meant and what it means now. */
function treesOf(
  headFiles: Sources['headFiles'],
  baseFiles: Sources['baseFiles'],
  settings: { readonly base: ReadonlyMap<string, string>; readonly head: ReadonlyMap<string, string> },
  framework: Framework,
  parsers: Parsers,
): Trees {
  const tests = [...headFiles].filter(([path]) => framework.isTestFile(path))
  const product = [...headFiles.keys()].filter((path) => !framework.isTestFile(path))
  const base = new Map([...baseFiles, ...tests])
  const paths = importablePaths(headFiles.keys(), base.keys())
  const after = createProject(headFiles, parsers, { paths, settings: settings.head })
  return { before: createProject(base, parsers, { settings: settings.base, sibling: after }), after, product }
}
