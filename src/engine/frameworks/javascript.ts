import { type FileRef, fileRef, type TestRef } from '../../model/test-ref.ts'
import type { Framework, RepositoryFiles } from './framework.ts'
import { splitId } from './split-id.ts'
import { isTestData } from './test-data.ts'
import { TITLE_SEPARATOR } from './title-separator.ts'

// tests of types and benchmarks are no product either, though nothing runs them as tests
const TEST_FILE = /(?:^|\/)[^/]+(?:[.-](?:test|spec)(?:-d)?|\.bench(?:mark)?)\.[cm]?[jt]sx?$/
const SNAPSHOTS = /(?:^|\/)__snapshots__\/[^/]+\.snap$/
// what both take for tests where the configuration says nothing else
const RUNNABLE = /(?:[.-](?:test|spec)\.[cm]?[jt]sx?|(?:^|\/)__tests__\/(?:.*\/)?[^/]+\.[cm]?[jt]sx?)$/
const TEST_FOLDER = /(?:^|\/)(?:__tests__|__mocks__|__fixtures__|__benchmarks__|tests?|test-d)\/(?:.*\/)?[^/]+\.[cm]?[jt]sx?$/
// global set-up changes what every test means: it is never edited
const SETUP =
  /(?:^|\/)(?:(?:jest|vitest|vite)[.-][^/]*|(?:global-?)?set-?up(?:-?(?:tests?|files?|after-?env|env|jest|vitest))?|(?:global-?)?teardown)\.[cm]?[jt]sx?$/i
const CONFIGURATION = /(?:^|\/)(?:jest|vitest|vite)\.(?:config|workspace|projects)\.[^/]+$/
const PRODUCT_FOLDER = /(?:^|\/)(?:src|lib|app)\//

type JavascriptFramework = {
  readonly name: 'jest' | 'vitest'
  readonly config: RegExp
  readonly dependency: RegExp
  readonly field?: RegExp
}

/** What Jest and Vitest share: ids of the form `path > describe > name`, and where tests lie. */
export function javascriptFramework({ name, config, dependency, field }: JavascriptFramework): Framework {
  const detect = ({ paths, read }: RepositoryFiles) => {
    const configured = paths.find((path) => config.test(path) && !path.includes('node_modules/'))
    if (configured !== undefined) return { uses: true, why: `${configured} configures ${name}` }
    const manifests = paths.filter((path) => /(?:^|\/)package\.json$/.test(path))
    const named = manifests.find((path) => dependency.test(read(path) ?? '') || field?.test(read(path) ?? ''))
    if (named !== undefined) return { uses: true, why: `${named} names ${name}` }
    return { uses: false, why: `no configuration and no dependency of ${name}` }
  }
  const isTestFile = (path: string) => SNAPSHOTS.test(path) || ((TEST_FILE.test(path) || TEST_FOLDER.test(path)) && !SETUP.test(path))
  return {
    name,
    language: 'typescript',
    manifests:
      /(?:^|\/)(?:package\.json|package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|pnpm-workspace\.yaml|bun\.lockb?)$/,
    detect,
    setUp: [],
    isSetUp: (path) => (SETUP.test(path) && !CONFIGURATION.test(path)) || TEST_FOLDER.test(path) || !PRODUCT_FOLDER.test(path),
    isTestFile,
    isEditable: (path) => isTestFile(path) || isTestData(path),
    isAdded: () => false,
    isExcluded: () => false,
    isRunnable: (path) => RUNNABLE.test(path) && isTestFile(path),
    testRef,
  }
}

/**
 * The same separator follows the file and divides the titles, so a title that contains it looks like two: if a run saw the test, the
 * run's own parts count. A row of test.each is printed as a title of its own: its id looks like that of a plain test.
 */
function testRef(id: string, paths: ReadonlySet<string>): TestRef | FileRef | null {
  if (id === '') return null
  const { file, separator, rest } = splitId(id, TITLE_SEPARATOR, paths)
  if (rest === null) return fileRef(file)
  const titles = rest.split(separator)
  return { kind: 'test', id: `${file}${separator}${rest}`, file, suite: titles.slice(0, -1), name: titles.at(-1) ?? '', row: null }
}
