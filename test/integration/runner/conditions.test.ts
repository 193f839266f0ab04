import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import type { RunConditions } from '../../../src/model/runs/run-conditions.ts'
import type { RunRequest } from '../../../src/model/runs/test-run.ts'
import { openWorkspace } from '../../../src/runner/workspace.ts'
import { frameworkHome, type PinnedFramework } from '../../support/frameworks/install.ts'
import { createRepository } from '../../support/frameworks/repository.ts'
import { testRunnerOf } from '../../support/frameworks/test-runner.ts'

const env = { PATH: process.env['PATH'], HOME: process.env['HOME'] }
const closing: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

/** Each test fails with what it sees, so that a run says it. */
const PYTHON = `import asyncio, datetime, os, random, socket, time, uuid
import pytest

def test_chance():
    pytest.fail(f"{random.random()} {uuid.uuid4()} {random.Random().random()}")

def test_day():
    assert isinstance(datetime.datetime.now() - datetime.timedelta(days=1), datetime.date)
    pytest.fail(f"{datetime.date.today()} {datetime.datetime.now(datetime.timezone.utc):%H} {time.strftime('%Y', time.gmtime())}")

def test_zone():
    pytest.fail(time.strftime("%z", time.localtime(0)))

def test_network():
    server = socket.create_server(("127.0.0.1", 0))
    socket.create_connection(server.getsockname(), 1).close()
    with pytest.raises(OSError) as seen:
        socket.create_connection(("192.0.2.1", 9), 0.05)
    pytest.fail(type(seen.value).__name__ + str(seen.value.errno))

def test_wait():
    began = time.monotonic()
    time.sleep(0.01)
    pytest.fail("long" if time.monotonic() - began > 0.1 else "short")

def test_sleep():
    began = time.monotonic()
    with pytest.raises(asyncio.TimeoutError):
        asyncio.run(asyncio.wait_for(asyncio.sleep(60), timeout=0.01))
    pytest.fail("long" if time.monotonic() - began > 0.1 else "short")

def test_second():
    pytest.fail("full" if time.time() % 1 < 0.3 else "within")

def test_hash():
    pytest.fail(" ".join({"red", "green", "blue", "pink", "teal", "grey"}))
`
const script = (globals: string) => `${globals}
const net = require('node:net')
const { randomUUID } = require('node:crypto')
test('chance', () => { throw new Error([Math.random(), randomUUID()].join(' ')) })
test('day', () => { throw new Error([new Date().toISOString().slice(0, 13), Date.now() - new Date().getTime() < 1000, new Date(0).getTime(), new Date() instanceof Date].join(' ')) })
test('zone', () => { throw new Error(String(new Date(0).getTimezoneOffset())) })
test('network', async () => {
  const code = await new Promise((done) => net.connect({ host: '192.0.2.1', port: 9, timeout: 50 }).on('error', (e) => done(e.code)).on('timeout', () => done('timeout')))
  throw new Error(code)
})
test('wait', async () => {
  const began = performance.now()
  await new Promise((done) => setTimeout(done, 10))
  throw new Error(performance.now() - began > 100 ? 'long' : 'short')
})
test('sleep', async () => {
  const began = performance.now()
  await require('node:timers/promises').setTimeout(10)
  throw new Error(performance.now() - began > 100 ? 'long' : 'short')
})
test('second', () => { throw new Error(Date.now() % 1000 < 300 ? 'full' : 'within') })
`
const PROJECTS: Readonly<Record<PinnedFramework & ('pytest' | 'jest' | 'vitest'), { file: string; text: string }>> = {
  pytest: { file: 'tests/test_seen.py', text: PYTHON },
  jest: { file: 'test/seen.test.js', text: script('') },
  vitest: {
    file: 'test/seen.test.js',
    text: script(
      "import { createRequire } from 'node:module'\nimport { test } from 'vitest'\nconst require = createRequire(import.meta.url)",
    ),
  },
}

async function open(framework: 'pytest' | 'jest' | 'vitest') {
  const { file, text } = PROJECTS[framework]
  const project = createRepository()
  const { python, nodeModules } = await frameworkHome(framework)
  const outFolder = mkdtempSync(join(tmpdir(), 'suture-out-'))
  project.commit({ '.gitignore': 'node_modules\n__pycache__\n', 'package.json': '{}', [file]: text })
  if (nodeModules !== undefined) symlinkSync(nodeModules, join(project.dir, 'node_modules'))
  const workspace = await openWorkspace({ origin: project.dir, base: 'HEAD', head: 'WORKTREE', place: 'copy', env })
  closing.push(
    () => project.remove(),
    () => rmSync(outFolder, { recursive: true }),
    () => workspace.close(),
  )
  const options = { workspace: workspace.root, origin: project.dir, outFolder, env, timeoutMs: 60_000, ...(python ? { python } : {}) }
  const runner = testRunnerOf(framework, options)
  return async (conditions: RunConditions, more: Partial<RunRequest> = {}) => {
    await workspace.checkOut('head', new Map())
    const { tests, unmet, status, reason } = await runner.run({ files: [file], testIds: [], fresh: true, conditions, ...more })
    expect(`${status} ${reason}`).toBe('completed ')
    const ran = tests.filter(({ outcome }) => outcome !== 'skipped')
    const said = Object.fromEntries(ran.map(({ name, failure }) => [name.replace('test_', ''), failure?.message.split('\n')[0] ?? '']))
    return { said, unmet, order: ran.map(({ name }) => name.replace('test_', '')), ids: ran.map(({ id }) => id) }
  }
}

describe.each(['pytest', 'jest', 'vitest'] as const)('%s', (framework) => {
  test('an experiment changes one thing in a run', { timeout: 120_000 }, async () => {
    const run = await open(framework)
    const plain = await run({})
    expect(plain.order.slice(0, 5)).toEqual(['chance', 'day', 'zone', 'network', 'wait'])
    expect(plain.said['wait']).toContain('short')

    const [seeded, again, other] = [
      await run({ randomSeed: 7, order: 'reversed' }),
      await run({ randomSeed: 7 }),
      await run({ randomSeed: 8 }),
    ]
    expect(seeded.order).toEqual(plain.order.toReversed())
    expect(seeded.said['chance']).toBe(again.said['chance'])
    expect(other.said['chance']).not.toBe(again.said['chance'])
    expect(plain.said['chance']).not.toBe(again.said['chance'])

    const moved = await run({ clock: '2031-01-31T23:59:30Z', zone: 'Pacific/Kiritimati', network: 'off', patience: 20 })
    expect(moved.said['day']).toMatch(/2031-0(?:1-31|2-01)/)
    expect(moved.said['zone']).toMatch(framework === 'pytest' ? /-1040/ : /640/)
    expect(moved.said['network']).toMatch(framework === 'pytest' ? /OSError101/ : /ENETUNREACH/)
    expect([moved.said['wait'], moved.said['sleep']].map((said) => said?.replace('Failed: ', ''))).toEqual(['long', 'long'])

    const shuffled = await run({ order: 3, processors: 1, load: true, wholeSeconds: true, turns: 'long' })
    expect(shuffled.said['second']).toContain('full')
    expect(shuffled.order.toSorted()).toEqual(plain.order.toSorted())
    expect(shuffled.order).not.toEqual(plain.order)
    const ids = [4, 0].flatMap((index) => plain.ids[index] ?? [])
    expect((await run({}, { testIds: ids, listed: true })).order).toEqual(['wait', 'chance'])

    if (framework !== 'pytest') return
    const [one, two, three] = [await run({ hashSeed: 1 }), await run({ hashSeed: 1 }), await run({ hashSeed: 2 })]
    expect(one.said['hash']).toBe(two.said['hash'])
    expect(one.said['hash']).not.toBe(three.said['hash'])
  })
})
