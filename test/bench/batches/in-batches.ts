import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { killGroup } from '../../../src/sandbox/kill-group.ts'
import { remember } from '../../../src/sandbox/living-children.ts'

/** How a case ended: with the line that its process wrote, or without one. */
export type Ended =
  | { readonly index: number; readonly outcome: 'answered'; readonly line: string }
  | { readonly index: number; readonly outcome: 'crashed' | 'timed_out'; readonly note: string }

/** After so many healings a process cannot load the grammars any more (about 140). */
const BATCH = 40
const HOOK = resolve(import.meta.dirname, '../../../bin/tsx-hook.mjs')
const LAST_LETTERS = 2_000
const GRACE_MS = 5_000

type Batches = {
  /** The program, started as `npm run` would; it gets `--only 3,7,9 --out FILE` and appends one line of JSON with its `index` for each. */
  readonly program: string
  readonly words: readonly string[]
  readonly limitMs: number
  readonly print: (text: string) => void
}

/**
 * Asks cases in processes of their own, at most 40 in each. A case whose process dies, or says nothing for `limitMs`, is not asked again;
 * the others of its batch are.
 */
export async function inBatches(cases: readonly number[], { program, words, limitMs, print }: Batches): Promise<readonly Ended[]> {
  const folder = mkdtempSync(join(tmpdir(), 'suture-batches-'))
  const ended: Ended[] = []
  const waiting = [...cases]
  try {
    for (let count = 0; waiting.length > 0; count += 1) {
      const out = join(folder, `${count}.jsonl`)
      const batch = waiting.slice(0, BATCH)
      const all = ['--import', HOOK, program, ...words, '--only', batch.join(','), '--out', out]
      const { outcome, note } = await watched(all, out, limitMs, print)
      const lines = linesOf(out)
      for (const line of lines) ended.push({ index: indexOf(line), outcome: 'answered', line })
      waiting.splice(0, lines.length)
      if (lines.length === batch.length) continue
      const [index] = waiting.splice(0, 1)
      if (index !== undefined) ended.push({ index, outcome, note })
      print(`  case ${index}: ${outcome}: ${note}`)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return ended
}

function watched(words: readonly string[], out: string, limitMs: number, print: (text: string) => void) {
  return new Promise<{ readonly outcome: 'crashed' | 'timed_out'; readonly note: string }>((done) => {
    const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'pipe'], detached: process.platform !== 'win32' })
    remember(child)
    let [letters, lines, isLate] = ['', 0, false]
    const late = () => {
      isLate = true
      // asked first, it ends the tests that it runs
      child.kill('SIGTERM')
      setTimeout(() => killGroup(child.pid), GRACE_MS).unref()
    }
    let timer = setTimeout(late, limitMs)
    // a line more is a case less
    const look = setInterval(() => {
      if (linesOf(out).length === lines) return
      lines = linesOf(out).length
      clearTimeout(timer)
      timer = setTimeout(late, limitMs)
    }, 500)
    child.stdout.on('data', (data) => print(String(data).replace(/\n$/, '')))
    child.stderr.on('data', (data) => {
      letters = `${letters}${data}`.slice(-LAST_LETTERS)
    })
    child.on('close', (code, signal) => {
      clearTimeout(timer)
      clearInterval(look)
      const note = isLate ? `no answer for ${limitMs / 1000} s` : `exit ${code ?? signal}: ${letters.trim().slice(-300)}`
      done({ outcome: isLate ? 'timed_out' : 'crashed', note })
    })
  })
}

function linesOf(file: string): readonly string[] {
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : []
}

function indexOf(line: string): number {
  const { index } = JSON.parse(line) as { readonly index: number }
  return index
}
