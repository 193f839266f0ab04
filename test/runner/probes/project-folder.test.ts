import { afterEach, expect, test } from 'vitest'
import { byProjectFolder } from '../../../src/runner/probes/project-folder.ts'
import { createRepository, type Repository } from '../../support/frameworks/repository.ts'

let repository: Repository | undefined
afterEach(() => repository?.remove())

test('a file belongs to the nearest folder with a mark, else to the root', () => {
  repository = createRepository()
  repository.write({
    'a/pytest.ini': '',
    'a/b/pyproject.toml': '[project]\n',
    'c/pyproject.toml': '[project]\n[tool.pytest.ini_options]\n',
  })
  const marks = [{ name: 'pytest.ini' }, { name: 'pyproject.toml', holds: /^\[tool\.pytest/m }]
  const groups = byProjectFolder(repository.dir, ['a/b/tests/test_1.py', 'a/test_2.py', 'c/test_3.py', 'd/test_4.py', 'test_5.py'], marks)
  expect(Object.fromEntries(groups)).toEqual({
    a: ['a/b/tests/test_1.py', 'a/test_2.py'],
    c: ['c/test_3.py'],
    '': ['d/test_4.py', 'test_5.py'],
  })
})
