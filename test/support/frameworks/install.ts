import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { copyFile, mkdir, open, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { z } from 'zod'
import { FrameworkName } from '../../../src/model/framework-name.ts'

/** What a fixture's tests are run with: a Python that has the pinned pytest, or a node_modules folder with the pinned framework. */
export type FrameworkHome = { readonly python?: string; readonly nodeModules?: string }
/** Frameworks that tests install and run; a new one needs its pins in a folder here and its language below. */
export const PinnedFramework = FrameworkName.exclude(['junit'])
export type PinnedFramework = z.infer<typeof PinnedFramework>
/** What can be installed: a framework alone, or pytest with plugins that few tests need. */
export type PinnedHome = PinnedFramework | 'pytest-plugins'

const PINS = import.meta.dirname
const HOMES = join(PINS, '../../../.frameworks')
/** What a pinned framework is installed with. */
const INSTALLED_WITH: Readonly<Record<PinnedHome, 'pip' | 'npm'>> = { pytest: 'pip', 'pytest-plugins': 'pip', jest: 'npm', vitest: 'npm' }
const PINNED_IN = { pip: ['requirements.txt'], npm: ['package.json', 'package-lock.json'] } as const
const WINDOWS = process.platform === 'win32'

/** Installs a pinned framework once into `.frameworks/` of the checkout, one process at a time, and says where it is. Throws with what is missing and how to get it. */
export async function frameworkHome(name: PinnedHome): Promise<FrameworkHome> {
  const home = join(HOMES, name)
  const want = await fingerprint(name)
  const tool = INSTALLED_WITH[name]
  const found =
    tool === 'pip' ? { python: join(home, WINDOWS ? 'Scripts/python.exe' : 'bin/python') } : { nodeModules: join(home, 'node_modules') }
  if (await isInstalled(home, want)) return found
  await mkdir(HOMES, { recursive: true })
  const release = await takeLock(join(HOMES, `${name}.lock`))
  try {
    if (await isInstalled(home, want)) return found
    process.stderr.write(`suture: installing ${name} for the fixtures, once ...\n`)
    await rm(home, { recursive: true, force: true })
    await (tool === 'pip' ? installPython(name, home) : installNode(name, home))
    await writeFile(join(home, '.installed'), want)
    return found
  } finally {
    await release()
  }
}

async function installPython(name: PinnedHome, home: string): Promise<void> {
  const python = WINDOWS ? 'python' : 'python3'
  await command(python, ['-m', 'venv', home], 'install Python 3 with its venv module (on Debian and Ubuntu: python3-venv)')
  const words = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', join(PINS, name, 'requirements.txt')]
  await command(
    join(home, WINDOWS ? 'Scripts/python.exe' : 'bin/python'),
    words,
    'the Python package index is needed once; a proxy is set by HTTPS_PROXY',
  )
}

async function installNode(name: PinnedHome, home: string): Promise<void> {
  await mkdir(home, { recursive: true })
  for (const file of ['package.json', 'package-lock.json', '.npmrc']) await copyFile(join(PINS, name, file), join(home, file))
  const words = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error']
  const { npm_node_execpath: node, npm_execpath: npm } = process.env
  const how = 'npm is needed with the registry, once; a proxy is set by HTTPS_PROXY'
  // the npm that started us, under its own Node: another Node reads another global npmrc
  if (node && npm) await command(node, [npm, ...words], how, home)
  else await command('npm', words, how, home)
}

function command(program: string, words: readonly string[], how: string, cwd?: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { cwd, stdio: ['ignore', 2, 2], shell: WINDOWS && program === 'npm' })
    const fail = (why: string) => reject(new Error(`${program} ${words[0]} ${words[1] ?? ''}: ${why}; ${how}`))
    child.on('error', (error) => fail(error.message))
    child.on('exit', (code) => (code === 0 ? resolve() : fail(`exit code ${code}`)))
  })
}

async function fingerprint(name: PinnedHome): Promise<string> {
  const texts = await Promise.all(PINNED_IN[INSTALLED_WITH[name]].map((file) => readFile(join(PINS, name, file), 'utf8')))
  return createHash('sha256')
    .update(texts.join('\0'))
    .update(process.platform + process.arch)
    .digest('hex')
}

async function isInstalled(home: string, want: string): Promise<boolean> {
  return (await readFile(join(home, '.installed'), 'utf8').catch(() => '')) === want
}

/** Waits while another living process has the lock. */
async function takeLock(path: string): Promise<() => Promise<void>> {
  for (;;) {
    const file = await open(path, 'wx').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return null
      throw error
    })
    if (file !== null) {
      await file.writeFile(String(process.pid))
      await file.close()
      return () => rm(path, { force: true })
    }
    const owner = Number(await readFile(path, 'utf8').catch(() => '0'))
    const isOld = await stat(path).then(
      ({ mtimeMs }) => Date.now() - mtimeMs > 5000,
      () => false,
    )
    if (owner > 0 ? !isAlive(owner) : isOld && existsSync(path)) await rm(path, { force: true })
    else await sleep(300)
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
