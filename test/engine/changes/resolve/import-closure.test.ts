import { expect, test } from 'vitest'
import { importClosure } from '../../../../src/engine/changes/resolve/import-closure.ts'
import { createProject } from '../../../../src/engine/changes/resolve/project.ts'
import { testParsers } from '../../../support/grammars.ts'
import type { Files } from '../../../support/repair.ts'

async function closure(path: string, files: Files): Promise<readonly string[]> {
  return [...importClosure(path, createProject(new Map(Object.entries(files)), await testParsers()))].sort()
}

test('of a Python test holds modules, packages on the way, submodules and conftest files', async () => {
  const files = {
    'conftest.py': 'import pkg.setup\n',
    'tests/conftest.py': '',
    'tests/test_a.py': 'from pkg import core\nimport os\n',
    'tests/test_b.py': '',
    'src/pkg/__init__.py': '',
    'src/pkg/setup.py': '',
    'src/pkg/core.py': 'def f():\n    from .deep import thing\n',
    'src/pkg/deep/__init__.py': 'from . import *\n',
    'src/pkg/other.py': 'from . import core\n',
  }
  expect(await closure('tests/test_a.py', files)).toEqual([
    'conftest.py',
    'src/pkg/__init__.py',
    'src/pkg/core.py',
    'src/pkg/deep/__init__.py',
    'src/pkg/setup.py',
    'tests/conftest.py',
    'tests/test_a.py',
  ])
})

test('of a TypeScript test holds re-exports, require, dynamic import, and survives circles', async () => {
  const files = {
    'test/a.test.ts': "import { a } from '../src'\nconst b = require('../src/b.js')\nawait import('../src/c')\nimport 'node:fs'\n",
    'src/index.ts': "export * from './a'\nexport { x } from './x'\n",
    'src/a.ts': "import './index'\nexport const a = 1\n",
    'src/b.ts': '',
    'src/c.tsx': '',
    'src/x.mts': '',
    'src/y.ts': '',
  }
  expect(await closure('test/a.test.ts', files)).toEqual([
    'src/a.ts',
    'src/b.ts',
    'src/c.tsx',
    'src/index.ts',
    'src/x.mts',
    'test/a.test.ts',
  ])
})

test('of a file that is not there is empty', async () => {
  expect(await closure('tests/gone.py', {})).toEqual([])
})
