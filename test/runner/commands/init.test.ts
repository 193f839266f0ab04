import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Command as Program } from 'commander'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readSettings } from '../../../src/config/read-settings.ts'
import { checkWorkflow } from '../../../src/engine/workflow/check-workflow.ts'
import { PROTOCOL_VERSIONS } from '../../../src/protocol/version.ts'
import { init } from '../../../src/runner/commands/init.ts'

const PYTEST = 'on: push\njobs:\n  tests:\n    runs-on: ubuntu-latest\n    steps:\n      - run: pip install -e .\n      - run: pytest\n'
const NIGHTLY = PYTEST.replace('on: push', 'on: schedule').replace('pip install', 'pip install -U')
const PIN = ['--bundle', 'https://example.org/suture-runner-1.2.3.tgz', '--sha256', 'a'.repeat(64)]

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'suture-init-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function put(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}
const read = (path: string) => readFileSync(join(folder, path), 'utf8')
const WORKFLOW = '.github/workflows/suture.yml'

async function run(...words: readonly string[]) {
  const seen = { code: -1, text: '' }
  const program = new Program('suture').exitOverride()
  init(program, {
    cwd: folder,
    env: {},
    progress: () => {},
    print: (text) => {
      seen.text += `${text}\n`
    },
    warn: () => undefined,
    exit: (code) => {
      seen.code = code
    },
  })
  await program.parseAsync(['node', 'suture', 'init', '--repo', '.', '--json', 'out.json', ...words])
  return { ...seen, json: JSON.parse(read('out.json')) as Record<string, unknown> }
}

describe('suture init', () => {
  test('writes a workflow that may be dispatched, and settings that can be read', async () => {
    put('.github/workflows/ci.yml', PYTEST)
    const { code, text, json } = await run(...PIN)
    expect(code).toBe(0)
    expect(json).toMatchObject({
      outcome: 'written',
      job: 'tests',
      from: '.github/workflows/ci.yml',
      files: [WORKFLOW, '.github/suture.yml'],
    })
    expect(text).toContain('wrote .github/workflows/suture.yml')
    expect(checkWorkflow(read(WORKFLOW), { actionsEnabled: true, workflowState: 'active', protocols: PROTOCOL_VERSIONS })).toMatchObject({
      outcome: 'dispatchable',
      bundle: { version: '1.2.3', url: PIN[1], sha256: PIN[3] },
    })
    expect(readSettings(read('.github/suture.yml'))).toMatchObject({ outcome: 'ok', settings: { mode: 'pr' } })
  })

  test('takes the workflow that runs on changes, unless a job is named', async () => {
    put('.github/workflows/a-nightly.yml', NIGHTLY.replace('  tests:', '  night-tests:'))
    put('.github/workflows/ci.yaml', PYTEST)
    expect((await run(...PIN)).json['from']).toBe('.github/workflows/ci.yaml')
    expect((await run(...PIN, '--job', 'night-tests')).json['from']).toBe('.github/workflows/a-nightly.yml')
  })

  test('leaves settings alone that are there', async () => {
    put('.github/workflows/ci.yml', PYTEST)
    put('.github/suture.yml', 'mode: observe\n')
    expect((await run(...PIN)).json['files']).toEqual([WORKFLOW])
    expect(read('.github/suture.yml')).toBe('mode: observe\n')
  })

  test('ends with 1 and the reason of every file when no test job is found', async () => {
    put('.github/workflows/ci.yml', PYTEST.replace('- run: pytest', '- run: make docs'))
    put('.github/workflows/lint.yml', 'jobs: [')
    const { code, json } = await run(...PIN)
    expect(code).toBe(1)
    expect(json['reason']).toMatch(/ci\.yml: no step runs pytest.*lint\.yml: it is not YAML/)
    expect(existsSync(join(folder, WORKFLOW))).toBe(false)
  })

  test('ends with 1 where there is no workflow at all', async () => {
    const { code, json } = await run(...PIN)
    expect([code, json['outcome']]).toEqual([1, 'no_test_job'])
  })

  test('leaves caches out for a server of a company', async () => {
    put('.github/workflows/ci.yml', PYTEST)
    await run(...PIN, '--server', 'https://github.example.com')
    expect(read(WORKFLOW)).not.toContain('cache-mode')
    await run(...PIN, '--server', 'https://acme.ghe.com')
    expect(read(WORKFLOW)).toContain('cache-mode: read')
  })

  test('computes the digest of a bundle that lies elsewhere', async () => {
    put('.github/workflows/ci.yml', PYTEST)
    const server = createServer((_request, response) => response.end('bundle')).listen(0, '127.0.0.1')
    await new Promise((done) => server.once('listening', done))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/suture-runner-9.9.9.tgz`
    await run('--bundle', url)
    server.close()
    expect(read(WORKFLOW)).toContain(`SUTURE_SHA256: '${createHash('sha256').update('bundle').digest('hex')}'`)
    await expect(run('--bundle', url)).rejects.toMatchObject({ code: 'bundle_unreachable', fix: expect.stringContaining('--sha256') })
    expect(JSON.parse(read('out.json'))).toMatchObject({ outcome: 'failed', error: { code: 'bundle_unreachable' } })
  })

  test('does not write through a symbolic link', async () => {
    put('.github/workflows/ci.yml', PYTEST)
    put('elsewhere.yml', 'mine')
    symlinkSync(join(folder, 'elsewhere.yml'), join(folder, WORKFLOW))
    await expect(run(...PIN)).rejects.toMatchObject({ code: 'path_outside' })
    expect(read('elsewhere.yml')).toBe('mine')
  })

  test.each([
    [['--sha256', 'abc'], 'bad_digest'],
    [['--bundle', "https://x/'; rm"], 'bad_address'],
    [['--server', 'github'], 'bad_address'],
    [['--repo', 'nowhere'], 'no_repository'],
  ])('refuses %j', async (words, code) => {
    put('.github/workflows/ci.yml', PYTEST)
    await expect(run(...PIN, ...words)).rejects.toMatchObject({ code })
  })
})

describe('suture init --update', () => {
  const NEXT = ['--update', '--bundle', 'https://example.org/suture-runner-2.0.0.tgz', '--sha256', 'b'.repeat(64)]

  test('renews the pins and keeps the set-up that the repository made its own', async () => {
    put('.github/workflows/ci.yml', PYTEST)
    await run(...PIN)
    put(WORKFLOW, read(WORKFLOW).replaceAll('pip install -e .', 'pip install -e .[test]'))
    const { code, json } = await run(...NEXT)
    expect([code, json]).toEqual([0, { outcome: 'updated', files: [WORKFLOW] }])
    expect(read(WORKFLOW)).toContain("SUTURE_VERSION: '2.0.0'")
    expect(read(WORKFLOW)).toContain('pip install -e .[test]')
    expect((await run(...NEXT)).json).toEqual({ outcome: 'unchanged', files: [] })
  })

  test('ends with 1 and the reason where there is nothing to renew', async () => {
    const { code, json } = await run(...NEXT)
    expect(code).toBe(1)
    expect(json['reason']).toContain('suture init')
  })
})
