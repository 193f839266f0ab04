import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { PinnedFramework } from '../../support/frameworks/install.ts'
import type { Files } from '../../support/frameworks/repository.ts'

/** What another tool did with the same functions and tests, its whole command. */
export type PeerRun =
  | { readonly name: string; readonly mutants: number; readonly ms: number }
  | { readonly name: string; readonly missing: string }

const HOMES = join(import.meta.dirname, '../../../.frameworks')
const MUTMUT = 'mutmut==3.8.1'
const STRYKER = ['@stryker-mutator/core@9.6.1', '@stryker-mutator/vitest-runner@9.6.1', '@stryker-mutator/jest-runner@9.6.1']

/** Runs mutmut for pytest, StrykerJS for Vitest and Jest, one mutant after the other, in a folder of its own. */
export function runPeer(framework: PinnedFramework, files: Files): PeerRun {
  const folder = mkdtempSync(join(tmpdir(), 'suture-peer-'))
  try {
    const more = framework === 'pytest' ? mutmutSettings(files) : strykerSettings(framework)
    for (const [path, text] of Object.entries({ ...files, ...more })) {
      if (text === null) continue
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), text)
    }
    return framework === 'pytest' ? mutmut(folder) : stryker(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function mutmutSettings(files: Files): Files {
  return { 'pyproject.toml': `${files['pyproject.toml']}[tool.mutmut]\nsource_paths = ["shop"]\n` }
}

function mutmut(folder: string): PeerRun {
  const home = join(HOMES, 'mutmut')
  if (!existsSync(join(home, 'bin/mutmut'))) {
    spawnSync('python3', ['-m', 'venv', home])
    const installed = spawnSync(join(home, 'bin/python'), ['-m', 'pip', 'install', '-q', MUTMUT, 'pytest==9.2.0'], { encoding: 'utf8' })
    if (installed.status !== 0) return { name: MUTMUT, missing: installed.stderr.slice(-300) }
  }
  const { output, ms } = timed(join(home, 'bin/mutmut'), ['run', '--max-children', '1'], folder)
  const total = Number([...output.matchAll(/(\d+)\/(\d+) /g)].at(-1)?.[2])
  return total > 0 ? { name: MUTMUT, mutants: total, ms } : { name: MUTMUT, missing: output.slice(-300) }
}

function strykerSettings(framework: PinnedFramework): Files {
  const settings = {
    testRunner: framework,
    mutate: ['src/**/*.js'],
    concurrency: 1,
    reporters: ['clear-text'],
    coverageAnalysis: 'perTest',
  }
  return { 'stryker.conf.json': JSON.stringify(settings) }
}

function stryker(folder: string): PeerRun {
  const name = `StrykerJS (${STRYKER[0]})`
  const home = join(HOMES, 'stryker')
  if (!existsSync(join(home, 'node_modules/@stryker-mutator/core'))) {
    mkdirSync(home, { recursive: true })
    writeFileSync(join(home, 'package.json'), '{ "private": true }\n')
    const installed = spawnSync('npm', ['install', '--no-audit', '--no-fund', ...STRYKER, 'vitest@4.1.12', 'jest@30.5.2'], {
      cwd: home,
      encoding: 'utf8',
    })
    if (installed.status !== 0) return { name, missing: installed.stderr.slice(-300) }
  }
  symlinkSync(join(home, 'node_modules'), join(folder, 'node_modules'))
  const { output, ms } = timed(process.execPath, [join(home, 'node_modules/@stryker-mutator/core/bin/stryker.js'), 'run'], folder)
  const row =
    /All files\s*\|(.*)/
      .exec(output)?.[1]
      ?.split('|')
      .map((cell) => Number(cell.trim())) ?? []
  const counted = row.slice(-6).filter((count) => count > 0)
  const mutants = counted.reduce((sum, count) => sum + count, 0)
  return mutants > 0 ? { name, mutants, ms } : { name, missing: output.slice(-300) }
}

function timed(program: string, words: readonly string[], cwd: string): { readonly output: string; readonly ms: number } {
  const started = performance.now()
  const { stdout, stderr } = spawnSync(program, words, { cwd, encoding: 'utf8', timeout: 600_000 })
  return { output: `${stdout}\n${stderr}`, ms: performance.now() - started }
}
