import { execFileSync } from 'node:child_process'
import { existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { openWorkspace, type RunnerWorkspace, type WorkspaceOptions } from '../../../src/runner/workspace.ts'
import { frameworkHome } from '../../support/frameworks/install.ts'
import { createRepository, hashOfFolder, type Repository } from '../../support/frameworks/repository.ts'
import { testRunnerOf } from '../../support/frameworks/test-runner.ts'

const NOTHING = new Map<string, string>()
const env = { PATH: process.env['PATH'], HOME: process.env['HOME'] }
const opened: { close(): Promise<void> | void }[] = []

afterEach(async () => {
  for (const each of opened.splice(0).reverse()) await each.close()
})

function repository(name?: string): Repository {
  const made = createRepository(name)
  opened.push({ close: made.remove })
  return made
}

async function open({ dir }: Repository, options: Partial<WorkspaceOptions> = {}): Promise<RunnerWorkspace> {
  const workspace = await openWorkspace({ origin: dir, base: 'HEAD', head: 'WORKTREE', place: 'copy', env, ...options })
  opened.push(workspace)
  return workspace
}

function outFolder(): string {
  const out = mkdtempSync(join(tmpdir(), 'suture-out-'))
  opened.push({ close: () => rmSync(out, { recursive: true }) })
  return out
}

const read = (workspace: RunnerWorkspace, path: string) => readFileSync(join(workspace.root, path), 'utf8')

describe('both trees of a checkout', () => {
  test('the working tree is what lies on disk: edited, new and deleted files, but nothing that is ignored', async () => {
    const project = repository()
    project.commit({ '.gitignore': '*.log\n', 'a.py': 'old', 'b.py': 'b', 'c.py': 'staged' })
    project.write({ 'a.py': 'new', 'b.py': null, 'd é.py': 'added', 'x.log': 'noise', 'c.py': 'twice' })
    project.git('add', 'c.py')
    project.write({ 'c.py': 'thrice' })
    const workspace = await open(project)
    expect(await workspace.listFiles('base')).toEqual(['.gitignore', 'a.py', 'b.py', 'c.py'])
    expect(await workspace.listFiles('head')).toEqual(['.gitignore', 'a.py', 'c.py', 'd é.py'])
    expect(await workspace.changes()).toEqual([
      { path: 'a.py', before: 'old', after: 'new' },
      { path: 'b.py', before: 'b', after: null },
      { path: 'c.py', before: 'staged', after: 'thrice' },
      { path: 'd é.py', before: null, after: 'added' },
    ])
    expect(await workspace.readFile('head', 'x.log')).toBeNull()
  })

  test('the messages between both are read, whether the head is a branch, a commit or the working tree', async () => {
    const project = repository()
    const base = project.commit({ 'a.py': '1' })
    project.git('checkout', '--quiet', '-b', 'topic/purpose')
    project.git('commit', '--quiet', '--allow-empty', '--message', 'Say goodbye politely')
    const head = project.git('rev-parse', 'HEAD').trim()
    const messages = async (revision: string) => (await open(project, { base, head: revision })).intentTexts?.()
    for (const revision of ['topic/purpose', head, 'WORKTREE']) expect(await messages(revision)).toEqual(['Say goodbye politely'])
  })

  test('binary, large and absent files have no text', async () => {
    const project = repository()
    project.commit({ 'bin.dat': 'a\0b', 'large.txt': 'x'.repeat(1_000_001), 'fits.txt': 'y'.repeat(1_000_000) })
    const workspace = await open(project)
    expect(await workspace.readFile('head', 'bin.dat')).toBeNull()
    expect(await workspace.readFile('head', 'large.txt')).toBeNull()
    expect(await workspace.readFile('head', 'absent')).toBeNull()
    expect((await workspace.readFile('head', 'fits.txt'))?.length).toBe(1_000_000)
  })

  test('each tree is laid exactly, at one path, over whatever the run before left', async () => {
    const project = repository('shop')
    const base = project.commit({ 'app.py': 'old', 'gone.py': 'x', 'deep/one.py': '1' })
    project.commit({ 'app.py': 'new', 'gone.py': null, 'deep/one.py': null, deep: 'a file now' })
    const workspace = await open(project, { base, head: 'HEAD' })
    expect(workspace.root.endsWith('/shop')).toBe(true)
    await workspace.checkOut(
      'head',
      new Map([
        ['app.py', 'overlaid'],
        ['tests/new/test_x.py', 'added'],
      ]),
    )
    expect([read(workspace, 'app.py'), read(workspace, 'deep'), read(workspace, 'tests/new/test_x.py')]).toEqual([
      'overlaid',
      'a file now',
      'added',
    ])
    writeFileSync(join(workspace.root, 'left.sqlite'), 'by a test')
    await workspace.checkOut('base', NOTHING)
    expect([read(workspace, 'app.py'), read(workspace, 'gone.py'), read(workspace, 'deep/one.py')]).toEqual(['old', 'x', '1'])
    expect([existsSync(join(workspace.root, 'left.sqlite')), existsSync(join(workspace.root, 'tests'))]).toEqual([false, false])
    expect(execFileSync('git', ['rev-parse', 'HEAD'], { cwd: workspace.root, encoding: 'utf8' }).trim()).toBe(base)
    writeFileSync(join(workspace.root, 'app.py'), 'bad')
    await workspace.checkOut('base', NOTHING)
    expect(read(workspace, 'app.py')).toBe('old')
  })

  test('what a run writes into the tree is undone before the next one, and a text over the laid tree needs no git', async () => {
    const project = repository()
    project.commit({ '.gitignore': 'build/\n', 'app.py': 'one', 'run.sh': 'x', 'deep/a.py': '1', 'deep/b.py': '2' })
    project.write({ 'build/data.txt': 'built' })
    const bin = outFolder()
    const real = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim()
    writeFileSync(join(bin, 'git'), `#!/bin/sh\necho . >> ${bin}/calls\nexec ${real} "$@"\n`, { mode: 0o755 })
    const workspace = await open(project, { env: { ...env, PATH: `${bin}:${env.PATH}` } })
    const calls = () => readFileSync(join(bin, 'calls'), 'utf8').length
    const own = (path: string) => join(workspace.root, path)
    await workspace.checkOut('head', new Map([['app.py', 'over']]))
    const laid = hashOfFolder(own('.')).replaceAll(/ [\d.]+ /g, ' ')

    const before = calls()
    await workspace.checkOut('head', new Map([['deep/a.py', 'over']]))
    expect([read(workspace, 'app.py'), read(workspace, 'deep/a.py')]).toEqual(['one', 'over'])
    await workspace.checkOut('head', new Map([['deep/a.py', 'other']]))
    await workspace.checkOut('head', NOTHING)
    expect([read(workspace, 'app.py'), read(workspace, 'deep/a.py')]).toEqual(['one', '1'])
    await workspace.checkOut('head', new Map([['app.py', 'over']]))
    await workspace.restore()
    expect(calls()).toBe(before)

    writeFileSync(own('app.py'), 'evil')
    writeFileSync(own('deep/b.py'), '3')
    rmSync(own('run.sh'))
    mkdirSync(own('left/empty'), { recursive: true })
    writeFileSync(own('left.sqlite'), 'by a test')
    writeFileSync(own('build/data.txt'), 'by a test')
    execFileSync('git', ['add', '.'], { cwd: workspace.root })
    await workspace.restore()
    expect([read(workspace, 'app.py'), read(workspace, 'build/data.txt')]).toEqual(['over', 'built'])
    const withoutGit = (text: string) => text.split('\n').filter((line) => !line.startsWith('.git/') && !/\/ /.test(line))
    expect(withoutGit(hashOfFolder(own('.')).replaceAll(/ [\d.]+ /g, ' '))).toEqual(withoutGit(laid))
    expect(existsSync(own('left'))).toBe(false)
    expect(execFileSync('git', ['diff', '--cached', '--name-only', 'HEAD'], { cwd: workspace.root, encoding: 'utf8' })).toBe('')

    await workspace.checkOut('head', new Map([['new/file.py', 'added']]))
    await workspace.checkOut('head', new Map([['new/file.py', 'again']]))
    await workspace.checkOut('head', NOTHING)
    expect(existsSync(own('new'))).toBe(false)
  })

  test('the checkout stays as it is, with every file of .git, also when it is dirty', async () => {
    const project = repository()
    const base = project.commit({
      '.gitignore': 'ignored/\n',
      'app.py': 'one',
      'tests/test_app.py': 'import app\ndef test_a(): open("left.txt", "w").write("x")\n',
    })
    project.commit({ 'app.py': 'value = 2' })
    project.write({ 'app.py': 'value = 3', 'new.py': 'value = 4', 'ignored/data.txt': 'data' })
    project.git('add', 'app.py')
    const before = hashOfFolder(project.dir)
    const workspace = await open(project, { base })
    const { python = '' } = await frameworkHome('pytest')
    const runner = testRunnerOf('pytest', {
      workspace: workspace.root,
      origin: project.dir,
      outFolder: outFolder(),
      env,
      timeoutMs: 60_000,
      python,
    })
    await workspace.checkOut('head', NOTHING)
    const run = await runner.run({ files: ['tests/test_app.py'], testIds: [] })
    expect(run.tests.map(({ outcome }) => outcome)).toEqual(['passed'])
    await workspace.checkOut('base', NOTHING)
    await workspace.changes()
    await workspace.close()
    expect(hashOfFolder(project.dir)).toBe(before)
  })

  test('equal trees have equal ids, and the merge of two commits is what git makes of them', async () => {
    const project = repository()
    project.commit({ 'a.txt': '1\n2\n3\n', 'b.txt': 'b' })
    project.git('switch', '-q', '-c', 'topic')
    const topic = project.commit({ 'a.txt': '1\n2\nthree\n' })
    project.git('switch', '-q', 'main')
    const main = project.commit({ 'b.txt': 'B' })
    const workspace = await open(project, { base: main, head: topic, merge: [main, topic] })
    expect(await workspace.readFile('head', 'a.txt')).toBe('1\n2\nthree\n')
    expect(await workspace.readFile('head', 'b.txt')).toBe('B')
    expect(workspace.head).toBe(topic)
    const clean = await open(project, { base: main })
    expect(clean.treeId('base')).toBe(clean.treeId('head'))
    const other = project.commit({ 'a.txt': '1\n2\nTHREE\n' })
    await expect(open(project, { base: other, head: topic, merge: [other, topic] })).rejects.toMatchObject({
      code: 'merge_conflict',
      message: expect.stringContaining('a.txt'),
    })
  })

  test('says what is wrong with a folder or revision', async () => {
    const project = repository()
    project.commit({ 'sub/a.txt': '' })
    await expect(open(project, { base: 'nope' })).rejects.toMatchObject({ code: 'unknown_revision', fix: expect.stringContaining('fetch') })
    await expect(open(project, { origin: join(project.dir, 'sub') })).rejects.toMatchObject({
      code: 'no_repository',
      fix: expect.stringContaining(project.dir),
    })
    await expect(open(project, { origin: tmpdir() })).rejects.toMatchObject({ code: 'no_repository' })
  })

  test('a text is never laid outside of the tree', async () => {
    const project = repository()
    project.commit({ 'a.txt': '' })
    symlinkSync(tmpdir(), join(project.dir, 'link'))
    const workspace = await open(project)
    for (const path of ['../x', '/etc/x', '.git/config', 'link/x', 'a/../../x', '']) {
      await expect(workspace.checkOut('head', new Map([[path, 'bad']]))).rejects.toMatchObject({ code: 'path_outside' })
    }
  })

  test('works in a linked worktree and in a shallow clone', async () => {
    const project = repository()
    project.commit({ 'a.txt': '1' })
    project.commit({ 'a.txt': '2' })
    project.git('worktree', 'add', '-q', '../linked')
    const linked = await open({ ...project, dir: join(project.dir, '../linked') }, { base: 'HEAD~1' })
    await linked.checkOut('base', NOTHING)
    expect(read(linked, 'a.txt')).toBe('1')
    project.git('clone', '-q', '--depth=1', `file://${project.dir}`, '../shallow')
    const shallow = await open({ ...project, dir: join(project.dir, '../shallow') })
    await shallow.checkOut('head', NOTHING)
    expect(read(shallow, 'a.txt')).toBe('2')
  })

  test('a submodule that both trees pin alike comes along, any other is refused', async () => {
    const library = repository('library')
    library.commit({ 'lib.py': 'value = 1' })
    const project = repository()
    const without = project.commit({ 'app.py': '1' })
    project.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', library.dir, 'vendor/library')
    project.commit({})
    project.commit({ 'app.py': '2' })
    const workspace = await open(project, { base: 'HEAD~1' })
    await workspace.checkOut('base', NOTHING)
    await workspace.checkOut('head', NOTHING)
    expect(read(workspace, 'vendor/library/lib.py')).toBe('value = 1')
    await expect(open(project, { base: without })).rejects.toMatchObject({
      code: 'submodules',
      message: expect.stringContaining('vendor/library'),
    })
    await expect(open(project, { base: 'HEAD~1', head: 'HEAD', place: 'in-place' })).rejects.toMatchObject({ code: 'submodules' })
  })

  test('in place, trees are laid in the checkout itself and what set-up left stays', async () => {
    const project = repository()
    const base = project.commit({ '.gitignore': 'build/\n', 'a.txt': '1' })
    const head = project.commit({ 'a.txt': '2' })
    project.write({ 'build/out.txt': 'built', 'setup.txt': 'by set-up', 'pkg/__pycache__/a.pyc': 'stale' })
    const workspace = await open(project, { base, head, place: 'in-place' })
    expect(workspace.root).toBe(project.dir)
    await workspace.checkOut('base', NOTHING)
    writeFileSync(join(project.dir, 'left.txt'), 'by a test')
    await workspace.checkOut('base', NOTHING)
    expect([read(workspace, 'a.txt'), read(workspace, 'build/out.txt'), read(workspace, 'setup.txt')]).toEqual(['1', 'built', 'by set-up'])
    expect(existsSync(join(project.dir, 'left.txt'))).toBe(false)
    await expect(open(project, { base, place: 'in-place' })).rejects.toMatchObject({ code: 'worktree_in_place' })
  })
})

describe('what git does not have', () => {
  test('generated files come along, caches do not, dependency folders are linked', async () => {
    const project = repository()
    project.commit({ '.gitignore': '_version.py\n.venv/\n*.egg-info/\n__pycache__/\n.pytest_cache/\n', 'src/app/__init__.py': '' })
    project.write({
      'src/app/_version.py': 'v = 1',
      'src/app.egg-info/PKG-INFO': 'Name: app',
      'src/app/__pycache__/x.pyc': 'x',
      '.pytest_cache/v': 'x',
      '.venv/pyvenv.cfg': 'home = /usr',
      'forgotten/pyvenv.cfg': 'an environment that nobody ignored',
    })
    const workspace = await open(project)
    await workspace.checkOut('base', NOTHING)
    expect(read(workspace, 'src/app/_version.py')).toBe('v = 1')
    expect(read(workspace, 'src/app.egg-info/PKG-INFO')).toBe('Name: app')
    expect(existsSync(join(workspace.root, 'src/app/__pycache__'))).toBe(false)
    expect(existsSync(join(workspace.root, '.pytest_cache'))).toBe(false)
    expect(realpathSync(join(workspace.root, '.venv'))).toBe(join(project.dir, '.venv'))
    expect(await workspace.listFiles('head')).not.toContain('forgotten/pyvenv.cfg')
  })

  test('links of an npm workspace lead to the tree, all others to the installed packages, and caches are written to the tree', async () => {
    const project = repository()
    project.commit({ '.gitignore': 'node_modules\n', 'packages/lib/index.js': 'module.exports = 1', 'packages/app/index.js': '' })
    project.commit({ 'packages/lib/index.js': 'module.exports = 2' })
    project.write({
      'node_modules/left-pad/index.js': 'module.exports = "pad"',
      'node_modules/@other/x/index.js': '',
      'node_modules/.vite/deps': 'cache',
      'packages/app/node_modules/inner/index.js': '',
    })
    mkdirSync(join(project.dir, 'node_modules/@team'))
    symlinkSync('../../packages/lib', join(project.dir, 'node_modules/@team/lib'))
    const workspace = await open(project, { base: 'HEAD~1', head: 'HEAD' })
    await workspace.checkOut('base', NOTHING)
    const at = (path: string) => join(workspace.root, 'node_modules', path)
    expect(realpathSync(at('@team/lib'))).toBe(join(workspace.root, 'packages/lib'))
    expect(readFileSync(at('@team/lib/index.js'), 'utf8')).toBe('module.exports = 1')
    expect(realpathSync(at('left-pad'))).toBe(join(project.dir, 'node_modules/left-pad'))
    expect(realpathSync(at('@other/x'))).toBe(join(project.dir, 'node_modules/@other/x'))
    expect(realpathSync(join(workspace.root, 'packages/app/node_modules/inner'))).toBe(join(project.dir, 'packages/app/node_modules/inner'))
    expect(lstatSync(at('')).isSymbolicLink()).toBe(false)
    expect(existsSync(at('.vite'))).toBe(false)
  })
})

describe('an editable install', () => {
  const INSTALLS = {
    'a path file': (dir: string) => ({ 'app.pth': `${join(dir, 'src')}\n` }),
    'a finder of setuptools': (dir: string) => ({
      '__editable__.app.pth': 'import __editable___app_finder; __editable___app_finder.install()\n',
      '__editable___app_finder.py': [
        'import sys',
        'from importlib.util import spec_from_file_location',
        `MAPPING = {"app": ${JSON.stringify(join(dir, 'src/app'))}}`,
        'class _EditableFinder:',
        '    @classmethod',
        '    def find_spec(cls, name, path=None, target=None):',
        '        if name in MAPPING:',
        '            return spec_from_file_location(name, MAPPING[name] + "/__init__.py", submodule_search_locations=[MAPPING[name]])',
        'def install():',
        '    sys.meta_path.append(_EditableFinder)',
      ].join('\n'),
    }),
  }

  test.each(Object.entries(INSTALLS))('by %s is moved to the tree that is tested, in child processes too', async (_name, install) => {
    const project = repository()
    const check =
      'import subprocess, sys\nimport app\ndef test_value():\n    assert app.value == 1\ndef test_child():\n    assert subprocess.check_output([sys.executable, "-c", "import app; print(app.value)"], text=True).strip() == "1"\n'
    const base = project.commit({ '.gitignore': '.venv/\n', 'src/app/__init__.py': 'value = 1\n', 'tests/test_app.py': check })
    project.commit({ 'src/app/__init__.py': 'value = 2\n' })
    const { python: pinned = '' } = await frameworkHome('pytest')
    execFileSync(pinned, ['-m', 'venv', '--without-pip', join(project.dir, '.venv')])
    const python = join(project.dir, '.venv/bin/python')
    const site = execFileSync(python, ['-c', 'import sysconfig; print(sysconfig.get_path("purelib"))'], { encoding: 'utf8' }).trim()
    const pinnedSite = execFileSync(pinned, ['-c', 'import sysconfig; print(sysconfig.get_path("purelib"))'], { encoding: 'utf8' }).trim()
    for (const [name, text] of Object.entries({ 'pinned.pth': `${pinnedSite}\n`, ...install(project.dir) }))
      writeFileSync(join(site, name), text)
    const before = hashOfFolder(project.dir)
    const workspace = await open(project, { base, head: 'HEAD' })
    const runner = testRunnerOf('pytest', {
      workspace: workspace.root,
      origin: project.dir,
      outFolder: outFolder(),
      env,
      timeoutMs: 60_000,
    })
    const outcomes: string[][] = []
    for (const tree of ['base', 'head', 'base'] as const) {
      await workspace.checkOut(tree, NOTHING)
      const run = await runner.run({ files: ['tests/test_app.py'], testIds: [] })
      expect(run.reason).toBe('')
      expect(run.productFiles).toEqual(['src/app/__init__.py'])
      expect(run.outsideFiles).toEqual([])
      outcomes.push(run.tests.map(({ outcome }) => outcome))
    }
    expect(outcomes).toEqual([
      ['passed', 'passed'],
      ['failed', 'failed'],
      ['passed', 'passed'],
    ])
    expect(hashOfFolder(project.dir)).toBe(before)
  })

  test('a copy in the environment is named as what was loaded instead of the sources', async () => {
    const project = repository()
    project.commit({
      '.gitignore': '.venv/\n',
      'src/app/__init__.py': 'value = 1\n',
      'tests/test_app.py': 'import app\ndef test_value(): assert app.value == 5\n',
    })
    const { python: pinned = '' } = await frameworkHome('pytest')
    execFileSync(pinned, ['-m', 'venv', '--without-pip', join(project.dir, '.venv')])
    const where = (python: string) =>
      execFileSync(python, ['-c', 'import sysconfig; print(sysconfig.get_path("purelib"))'], { encoding: 'utf8' }).trim()
    const site = where(join(project.dir, '.venv/bin/python'))
    writeFileSync(join(site, 'pinned.pth'), `${where(pinned)}\n`)
    mkdirSync(join(site, 'app'))
    writeFileSync(join(site, 'app/__init__.py'), 'value = 5\n')
    const workspace = await open(project)
    await workspace.checkOut('head', NOTHING)
    const runner = testRunnerOf('pytest', {
      workspace: workspace.root,
      origin: project.dir,
      outFolder: outFolder(),
      env,
      timeoutMs: 60_000,
    })
    const run = await runner.run({ files: ['tests/test_app.py'], testIds: [] })
    expect(run.outsideFiles).toEqual([join(site, 'app/__init__.py')])
    expect(run.productFiles).toEqual([])
  })
})
