import { type FileRef, fileRef, type TestRef } from '../../model/test-ref.ts'
import type { Framework, RepositoryFiles } from './framework.ts'
import { splitId } from './split-id.ts'
import { isTestData } from './test-data.ts'

const CONFIGURED = [
  { path: /(?:^|\/)\.?pytest\.(?:ini|toml)$/, text: /^/ },
  { path: /(?:^|\/)pyproject\.toml$/, text: /^\[tool\.pytest/m },
  { path: /(?:^|\/)tox\.ini$/, text: /^\[pytest\]/m },
  { path: /(?:^|\/)setup\.cfg$/, text: /^\[tool:pytest\]/m },
]
const REQUIRED = /(?:^|\/)(?:requirements[^/]*\.(?:txt|in)|requirements\/[^/]*|pyproject\.toml|setup\.(?:py|cfg)|tox\.ini|Pipfile)$/
const TEST_FILE = /(?:^|\/)(?:test_[^/]*|[^/]*_test|conftest)\.py$/
const RUNNABLE = /(?:^|\/)(?:test_[^/]*|[^/]*_test)\.py$/
const TEST_FOLDER = /(?:^|\/)tests?\/(?:.*\/)?[^/]+\.py$/

const SEPARATOR = /::/g

const isTestFile = (path: string) => TEST_FILE.test(path) || TEST_FOLDER.test(path)

export const pytest: Framework = {
  name: 'pytest',
  language: 'python',
  manifests:
    /(?:^|\/)(?:requirements[^/]*\.(?:txt|in)|requirements\/[^/]*\.(?:txt|in)|constraints[^/]*\.txt|pyproject\.toml|setup\.(?:py|cfg)|tox\.ini|Pipfile(?:\.lock)?|poetry\.lock|uv\.lock|pdm\.lock|pylock[^/]*\.toml|environment\.ya?ml)$/,
  detect,
  setUp: [],
  isSetUp: () => true,
  isTestFile,
  isEditable: (path) => isTestFile(path) || isTestData(path),
  isAdded: () => false,
  isExcluded: () => false,
  isRunnable: (path) => RUNNABLE.test(path),
  testRef,
}

function detect({ paths, read }: RepositoryFiles): { uses: boolean; why: string } {
  const configured = paths.find((path) => CONFIGURED.some((each) => each.path.test(path) && each.text.test(read(path) ?? '')))
  if (configured !== undefined) return { uses: true, why: `${configured} configures pytest` }
  const required = paths.find((path) => REQUIRED.test(path) && /\bpytest\b/.test(read(path) ?? ''))
  if (required !== undefined) return { uses: true, why: `${required} names pytest` }
  const test = paths.find((path) => TEST_FILE.test(path))
  if (test !== undefined) return { uses: true, why: `${test} is named as pytest's tests are` }
  return { uses: false, why: 'no configuration, requirement or test file of pytest' }
}

/** `path::Class::name[row]`: a row may hold anything, `::` and brackets too; names of classes and functions hold neither. */
function testRef(id: string, paths: ReadonlySet<string>): TestRef | FileRef | null {
  if (id === '') return null
  const { file, rest } = splitId(id, SEPARATOR, paths)
  if (rest === null) return fileRef(file)
  const open = rest.indexOf('[')
  const hasRow = open > 0 && rest.endsWith(']')
  const names = (hasRow ? rest.slice(0, open) : rest).split('::')
  const row = hasRow ? rest.slice(open + 1, -1) : null
  return { kind: 'test', id: `${file}::${rest}`, file, suite: names.slice(0, -1), name: names.at(-1) ?? '', row }
}
