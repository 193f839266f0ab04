import { afterAll, expect, test } from 'vitest'
import { openSession, type SessionRequest } from '../../../src/runner/session/session.ts'
import { createRepository } from '../../support/frameworks/repository.ts'
import { provideFramework } from '../../support/heal-fixture.ts'

const repository = createRepository()
repository.commit({
  'package.json': '{"devDependencies":{"jest":"29"}}',
  'pytest.ini': '[pytest]\n',
  'checks/orders.py': 'def test_a(): pass\n',
})
afterAll(() => repository.remove())

const context = {
  cwd: repository.dir,
  env: { PATH: process.env['PATH'] },
  print: () => {},
  warn: () => {},
  progress: () => {},
  exit: () => {},
}
const NO_SETTINGS = { TEST_FILES_ADD: [], TEST_FILES_EXCLUDE: [] }

async function targetsFor(more: Partial<SessionRequest>) {
  const place = { origin: repository.dir, base: 'HEAD', head: 'HEAD', merge: null, place: 'copy', timeoutMs: 1000 } as const
  const session = await openSession({ ...place, framework: null, testFiles: NO_SETTINGS, intentTexts: [], ...more }, context)
  await session.close()
  return session.targets.map(({ framework }) => framework)
}

test('a session is of the framework that failed, and of all where it is not known or not used here', async () => {
  const names = async (framework: SessionRequest['framework']) => (await targetsFor({ framework })).map(({ name }) => name)
  expect(await names('jest')).toEqual(['jest'])
  expect(await names(null)).toEqual(['pytest', 'jest'])
  expect(await names('vitest')).toEqual(['pytest', 'jest'])
})

test('a session takes the files of the settings for tests', async () => {
  const [pytest] = await targetsFor({ testFiles: { TEST_FILES_ADD: ['checks/**'], TEST_FILES_EXCLUDE: [] } })
  expect(pytest?.isEditable('checks/orders.py')).toBe(true)
  const [plain] = await targetsFor({})
  expect(plain?.isTestFile('checks/orders.py')).toBe(false)
})

test.each([
  ['beside its own', '[pytest]\n'],
  ['besides where it looks', '[pytest]\ntestpaths = tests\n'],
])('a file that the settings call a test is run, %s', async (_, configuration) => {
  const project = createRepository()
  project.commit({ 'pytest.ini': configuration, 'tests/test_a.py': 'def test_a(): pass\n', 'checks/orders.py': 'def test_b(): pass\n' })
  const { env } = await provideFramework('pytest', project.dir)
  const request = { origin: project.dir, base: 'HEAD', head: 'HEAD', merge: null, place: 'copy', timeoutMs: 60_000 } as const
  const testFiles = { TEST_FILES_ADD: ['checks/**'], TEST_FILES_EXCLUDE: [] }
  const session = await openSession({ ...request, framework: null, testFiles, intentTexts: [] }, { ...context, env })
  try {
    await session.workspace.checkOut('head', new Map())
    const files = [...(await session.workspace.listFiles('head'))]
    const run = await session.targets[0]?.runner.run({ files, testIds: [], fresh: true, collect: true })
    expect(run?.tests.map(({ id }) => id).sort()).toEqual(['checks/orders.py::test_b', 'tests/test_a.py::test_a'])
  } finally {
    await session.close()
    project.remove()
  }
})

test('a run finds nothing that the one before wrote into the tree', async () => {
  const project = createRepository()
  project.commit({
    'pytest.ini': '[pytest]\n',
    'test_left.py':
      'from pathlib import Path\ndef test_left():\n    left = Path("left.txt")\n    assert not left.exists()\n    left.touch()\n    Path(__file__).touch()\n',
  })
  const { env } = await provideFramework('pytest', project.dir)
  const request = { origin: project.dir, base: 'HEAD', head: 'HEAD', merge: null, place: 'copy', timeoutMs: 60_000 } as const
  const session = await openSession({ ...request, framework: null, testFiles: NO_SETTINGS, intentTexts: [] }, { ...context, env })
  try {
    await session.workspace.checkOut('head', new Map())
    const outcomes: string[] = []
    for (const fresh of [true, true, false, false]) {
      const run = await session.targets[0]?.runner.run({ files: ['test_left.py'], testIds: [], fresh })
      outcomes.push(...(run?.tests ?? []).map(({ outcome }) => outcome))
    }
    expect(outcomes).toEqual(['passed', 'passed', 'passed', 'passed'])
  } finally {
    await session.close()
    project.remove()
  }
})

test('what a run records as product leaves out the files that only the settings call tests', async () => {
  const project = createRepository()
  project.commit({
    'pytest.ini': '[pytest]\n',
    'shop.py': 'def total(prices):\n    return sum(prices)\n',
    'checks/steps.py': 'from shop import total\n\ndef checked(prices):\n    return total(prices)\n',
    'tests/test_shop.py': 'from checks.steps import checked\n\ndef test_total():\n    assert checked([1, 2]) == 3\n',
    'conftest.py': '',
  })
  const { env } = await provideFramework('pytest', project.dir)
  const place = { origin: project.dir, base: 'HEAD', head: 'HEAD', merge: null, place: 'copy', timeoutMs: 60_000 } as const
  const testFiles = { TEST_FILES_ADD: ['checks/**'], TEST_FILES_EXCLUDE: [] }
  const session = await openSession({ ...place, framework: null, testFiles, intentTexts: [] }, { ...context, env })
  try {
    await session.workspace.checkOut('head', new Map())
    const request = { files: ['tests/test_shop.py'], testIds: [], coverage: true, fresh: true }
    const run = await session.targets[0]?.runner.run(request)
    expect(run?.productFiles).toEqual(['shop.py'])
    expect(run?.coverage).toMatchObject({ outcome: 'measured', imported: { 'shop.py': expect.anything() } })
    expect(JSON.stringify(run?.coverage)).not.toContain('checks/steps.py')
  } finally {
    await session.close()
    project.remove()
  }
})
