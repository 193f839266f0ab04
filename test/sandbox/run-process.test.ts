import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { type RunOptions, runProcess } from '../../src/sandbox/run-process.ts'

const options: RunOptions = { cwd: import.meta.dirname, env: { PATH: process.env['PATH'] }, timeoutMs: 10_000, outputLimitBytes: 1000 }
const living = (mark: string) =>
  execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.trim() === `sleep ${mark}`)

describe('a command', () => {
  test('gives its code and both outputs, and gets its input', async () => {
    const result = await runProcess(['sh', '-c', 'cat; echo bad >&2; exit 3'], { ...options, stdin: 'given' })
    expect(result).toMatchObject({ outcome: 'exited', code: 3, stdout: 'given', stderr: 'bad\n' })
  })

  test.each([true, false])('a signal of its own is 128 and more (isolated: %s)', async (isolate) => {
    expect(await runProcess(['sh', '-c', 'kill -9 $$'], { ...options, isolate })).toMatchObject({ outcome: 'exited', code: 137 })
  })

  test('that is not there is an outcome, not an exception', async () => {
    expect(await runProcess(['no-such-command'], options)).toMatchObject({ outcome: 'not_found', code: null })
    expect(await runProcess(['sh'], { ...options, cwd: '/no/such/folder' })).toMatchObject({ outcome: 'not_found' })
  })

  test.each([true, false])('is stopped with all that it started when the time is up (isolated: %s)', async (isolate) => {
    const mark = isolate ? '71.25' : '72.25'
    const result = await runProcess(['sh', '-c', `echo before; sleep ${mark} & sleep ${mark}`], { ...options, timeoutMs: 500, isolate })
    expect(result).toMatchObject({ outcome: 'timed_out', code: null, stdout: 'before\n' })
    expect(result.durationMs).toBeLessThan(3000)
    expect(living(mark)).toEqual([])
  })

  test('a process that it leaves behind neither delays the answer nor lives on', async () => {
    const result = await runProcess(['sh', '-c', 'setsid sleep 73.25 & echo done'], { ...options, isolate: true })
    expect(result).toMatchObject({ outcome: 'exited', code: 0, stdout: 'done\n' })
    expect(result.durationMs).toBeLessThan(3000)
    // without a namespace of its own (where the machine permits none) a new session escapes
    const escaped = living('73.25')
    expect(escaped.length).toBeLessThanOrEqual(process.platform === 'linux' && process.getuid?.() === 0 ? 0 : 1)
  })

  test('of endless output only the end is kept', async () => {
    const result = await runProcess(['sh', '-c', 'i=0; while [ $i -lt 5000 ]; do echo line $i; i=$((i+1)); done'], options)
    expect(result.stdout.length).toBe(1000)
    expect(result.stdout.endsWith('line 4999\n')).toBe(true)
  })

  test('is stopped by a signal of the caller', async () => {
    const controller = new AbortController()
    setTimeout(() => controller.abort(), 200)
    expect(await runProcess(['sleep', '60'], { ...options, signal: controller.signal })).toMatchObject({ outcome: 'timed_out' })
    expect(await runProcess(['sleep', '60'], { ...options, signal: AbortSignal.abort() })).toMatchObject({ outcome: 'timed_out' })
  })

  test('sees no secret of the caller', async () => {
    const { stdout } = await runProcess(['env'], {
      ...options,
      env: { ...process.env, GITHUB_TOKEN: 'hidden', WHATEVER: 'hidden' },
      isolate: true,
    })
    expect(stdout).not.toContain('hidden')
    expect(stdout).toContain('NO_COLOR=1')
  })
})
