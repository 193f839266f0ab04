import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const REQUIREMENTS = join(import.meta.dirname, 'python/requirements.txt')

/** Code bases and tools of this benchmark, outside of git. */
export const benchHome = join(import.meta.dirname, '../../../.frameworks/diagnose')

/** A Python that has the pinned pytest and rope; installed once. */
export async function benchPython(): Promise<string> {
  const home = join(benchHome, 'python')
  const python = join(home, 'bin/python')
  const want = createHash('sha256').update(readFileSync(REQUIREMENTS)).digest('hex')
  const mark = join(home, '.installed')
  if (existsSync(mark) && readFileSync(mark, 'utf8') === want) return python
  process.stderr.write('suture: installing pytest and rope for the benchmark, once ...\n')
  rmSync(home, { recursive: true, force: true })
  execFileSync('python3', ['-m', 'venv', home])
  execFileSync(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', REQUIREMENTS], { stdio: ['ignore', 2, 2] })
  writeFileSync(mark, want)
  return python
}
