import { afterEach, expect, test } from 'vitest'
import { projectFolders } from '../../../src/runner/probes/project-folder.ts'
import { createRepository, type Files, type Repository } from '../../support/frameworks/repository.ts'

let repository: Repository | undefined
afterEach(() => repository?.remove())

const MARKS = [
  { name: 'pytest.ini', configures: true },
  { name: 'pyproject.toml', holds: /^\[tool\.pytest/m },
  { name: 'requirements.txt', whereNoneAbove: true },
]

function grouped(files: Files, paths: readonly string[]) {
  repository = createRepository()
  repository.write(files)
  return Object.fromEntries(projectFolders(repository.dir, MARKS).group(paths))
}

test('a file belongs to the nearest folder with a mark, else to the root; the deepest comes first', () => {
  const files = { 'a/pytest.ini': '', 'a/b/pyproject.toml': '[project]\n', 'c/d/pyproject.toml': '[project]\n[tool.pytest.ini_options]\n' }
  const groups = grouped(files, ['a/b/tests/test_1.py', 'a/test_2.py', 'c/d/test_3.py', 'd/test_4.py', 'test_5.py'])
  expect(groups).toEqual({ a: ['a/b/tests/test_1.py', 'a/test_2.py'], 'c/d': ['c/d/test_3.py'], '': ['d/test_4.py', 'test_5.py'] })
  expect(Object.keys(groups)).toEqual(['c/d', 'a', ''])
})

test('where no folder is configured, a service with a manifest of its own is a project', () => {
  expect(grouped({ 'services/api/requirements.txt': 'pytest\n' }, ['services/api/tests/test_a.py', 'test_b.py'])).toEqual({
    'services/api': ['services/api/tests/test_a.py'],
    '': ['test_b.py'],
  })
})

test.each<[string, Files]>([
  ['the root has one too', { 'requirements.txt': '', 'api/requirements.txt': '' }],
  ['it lists what tests need', { 'api/tests/requirements.txt': '' }],
  ['its folder is a package of the root', { 'api/requirements.txt': '', 'api/__init__.py': '' }],
])('not where %s', (_, files) => {
  expect(grouped(files, ['api/tests/test_a.py'])).toEqual({ '': ['api/tests/test_a.py'] })
})
