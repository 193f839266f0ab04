import { execFileSync } from 'node:child_process'
import {
  copyFileSync,
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { loadFixture } from '../../support/fixture.ts'
import { frameworkHome } from '../../support/frameworks/install.ts'
import type { CodeBase } from './code-bases.ts'
import { benchHome, benchPython } from './home.ts'

const FOLDERS = join(import.meta.dirname, '../../../fixtures/code-bases')

const SEED = 20261124

/** Lays a code base out once, as the first commit of its cases will have it, and returns its folder. Nothing of it is committed here. */
export async function layCodeBase(codeBase: CodeBase): Promise<string> {
  const { name, source } = codeBase
  const folder = join(benchHome, source.from === 'fixture' || source.from === 'folder' ? name : `${source.from}-${name}-${source.version}`)
  if (existsSync(join(folder, '.laid'))) return folder
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  if (source.from === 'fixture') layTexts(folder, loadFixture(name).before)
  else if (source.from === 'folder') cpSync(join(FOLDERS, name), folder, { recursive: true })
  else await unpack(codeBase, source.from, source.version, folder)
  writeFileSync(join(folder, '.gitignore'), 'node_modules\n__pycache__\n.pytest_cache\n.laid\n*.pyc\n')
  writeFileSync(join(folder, '.laid'), '')
  return folder
}

function layTexts(folder: string, texts: ReadonlyMap<string, string>): void {
  for (const [path, text] of texts) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}

async function unpack(codeBase: CodeBase, from: 'pypi' | 'npm', version: string, folder: string): Promise<void> {
  const { name, layout, renamed = {}, framework } = codeBase
  const temporary = mkdtempSync(join(tmpdir(), 'suture-package-'))
  try {
    await download(from, name, version, temporary)
    const [archive = ''] = readdirSync(temporary)
    execFileSync('tar', ['xzf', archive, '--strip-components=1'], { cwd: temporary })
    for (const [old, now] of Object.entries(renamed)) renameSync(join(temporary, old), join(folder, now))
    for (const pattern of [...layout.product, ...layout.tests, ...layout.docs])
      for (const path of globSync(pattern, { cwd: temporary }))
        cpSync(join(temporary, path), join(folder, path), { recursive: true, filter: isWritten })
    if (from === 'pypi')
      writeFileSync(
        join(folder, 'pytest.ini'),
        `[pytest]\npythonpath = ${['.', ...(layout.roots ?? [])].join(' ')}\ntestpaths = ${layout.tests.join(' ')}\n`,
      )
    else {
      const type = isCommonJs(codeBase) ? 'commonjs' : 'module'
      writeFileSync(
        join(folder, 'package.json'),
        `${JSON.stringify({ name, version, type, devDependencies: { [framework]: '*' } }, null, 2)}\n`,
      )
      await characterise(codeBase, folder)
    }
  } finally {
    rmSync(temporary, { recursive: true, force: true })
  }
}

/** Declarations made from a JavaScript file would stand in its place when references are looked for. */
function isWritten(path: string): boolean {
  return !/\.d\.[cm]?ts$/.test(path)
}

async function download(from: 'pypi' | 'npm', name: string, version: string, folder: string): Promise<void> {
  if (from === 'npm') execFileSync('npm', ['pack', '--silent', `${name}@${version}`], { cwd: folder })
  else
    execFileSync(await benchPython(), ['-m', 'pip', 'download', '--quiet', '--no-deps', '--no-binary', ':all:', `${name}==${version}`], {
      cwd: folder,
    })
}

function isCommonJs({ framework }: CodeBase): boolean {
  return framework === 'jest'
}

/** Tests of a package that ships none: what its functions give on seeded values. */
async function characterise(codeBase: CodeBase, folder: string): Promise<void> {
  const { nodeModules = '' } = await frameworkHome('vitest')
  symlinkSync(nodeModules, join(folder, 'node_modules'), 'dir')
  const own = join(folder, 'characterise.test.mjs')
  // without one of its own, Vitest would take the configuration of a folder above
  writeFileSync(join(folder, 'vitest.config.mjs'), 'export default { test: { isolate: false, fileParallelism: false } }\n')
  copyFileSync(join(import.meta.dirname, 'characterise.mjs'), own)
  const modules = globSync('**/*.{js,ts}', { cwd: folder })
    .filter((path) => !/node_modules|^tests\/|(^|\/)_|index\.|internal|\.d\.ts$|cdn|types\//.test(path) && path !== codeBase.layout.index)
    .sort()
  const subject = {
    root: folder,
    modules,
    index: codeBase.layout.index,
    isCommonJs: isCommonJs(codeBase),
    values: codeBase.values ?? [],
    seed: SEED,
    folder: 'tests',
    framework: codeBase.framework,
  }
  try {
    execFileSync(
      process.execPath,
      [
        join(nodeModules, 'vitest/vitest.mjs'),
        'run',
        'characterise.test.mjs',
        '--testTimeout=300000',
        '--dangerouslyIgnoreUnhandledErrors',
        '--reporter=dot',
      ],
      {
        cwd: folder,
        env: { ...process.env, SUTURE_SUBJECT: JSON.stringify(subject) },
        stdio: ['ignore', 'ignore', 2],
      },
    )
  } finally {
    rmSync(own)
    if (codeBase.framework !== 'vitest') rmSync(join(folder, 'vitest.config.mjs'))
    rmSync(join(folder, 'node_modules'))
  }
}
