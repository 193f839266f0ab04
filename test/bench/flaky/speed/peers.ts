import { existsSync, mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { runProcess } from '../../../../src/sandbox/run-process.ts'

const PACKAGES = ['pytest==8.4.2', 'pytest-flakefinder==1.1.0', 'detect-test-pollution==1.2.0']
const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], LANG: 'C.UTF-8' }

/** A Python with the tools that ours is compared with, in a folder that whoever calls this removes. Throws with what failed. */
export async function installPeers(): Promise<{ readonly python: string; readonly folder: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'flaky-peers-'))
  const python = join(folder, 'venv/bin/python')
  await command(['python3', '-m', 'venv', join(folder, 'venv')], folder)
  await command([python, '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...PACKAGES], folder)
  return { python, folder }
}

/** Runs a command as a person would, with the program's folder first in the path. Throws where it is not there. */
export async function command(
  words: readonly string[],
  cwd: string,
): Promise<{ readonly text: string; readonly code: number | null; readonly ms: number }> {
  if (!existsSync(cwd)) mkdirSync(cwd, { recursive: true })
  const path = `${dirname(words[0] ?? '')}:${env.PATH}`
  const { outcome, code, stdout, stderr, durationMs } = await runProcess(words, {
    ...{ cwd, env: { ...env, PATH: path }, timeoutMs: 300_000, outputLimitBytes: 1_000_000 },
  })
  if (outcome !== 'exited') throw new Error(`${words[0]}: ${outcome}; ${stderr}`)
  return { text: stdout + stderr, code, ms: durationMs }
}
