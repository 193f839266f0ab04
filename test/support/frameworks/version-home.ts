import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FrameworkHome, PinnedFramework } from './install.ts'

const HOMES = join(import.meta.dirname, '../../../.frameworks/versions')

/** Installs one version of a framework into `.frameworks/versions` of the checkout, once. Throws with what failed. */
export function versionHome(framework: PinnedFramework, version: string): FrameworkHome {
  const home = join(HOMES, `${framework}-${version}`)
  if (framework === 'pytest') {
    const python = join(home, 'bin/python')
    if (!existsSync(join(home, '.installed'))) {
      command('python3', ['-m', 'venv', home], HOMES)
      command(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', `pytest==${version}`], home)
      writeFileSync(join(home, '.installed'), version)
    }
    return { python }
  }
  if (!existsSync(join(home, '.installed'))) {
    mkdirSync(home, { recursive: true })
    writeFileSync(join(home, 'package.json'), '{ "private": true }\n')
    const words = [
      'install',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--prefer-offline',
      '--loglevel=error',
      `${framework}@${version}`,
    ]
    const { npm_node_execpath: node, npm_execpath: npm } = process.env
    if (node && npm) command(node, [npm, ...words], home)
    else command('npm', words, home)
    writeFileSync(join(home, '.installed'), version)
  }
  return { nodeModules: join(home, 'node_modules') }
}

function command(program: string, words: readonly string[], cwd: string): void {
  mkdirSync(cwd, { recursive: true })
  const { status, error } = spawnSync(program, words, { cwd, stdio: ['ignore', 2, 2] })
  if (status !== 0)
    throw new Error(`${program} ${words[0]} failed: ${error?.message ?? `exit code ${status}`}; the package index is needed once`)
}
