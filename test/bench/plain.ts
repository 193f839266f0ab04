import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { fixtureNames, layFixture, loadFixture } from '../support/fixture.ts'
import { frameworkHome } from '../support/frameworks/install.ts'
import { plainRun } from '../support/frameworks/plain-run.ts'
import { testRunnerOf } from '../support/frameworks/test-runner.ts'
import { versionHome } from '../support/frameworks/version-home.ts'
import { randomOf } from './diagnose/random.ts'
import { VERSIONS } from './warm/versions.ts'

/**
 * `npm run bench:plain [-- --only TEXT --sample N --seed S --versions]`: the broken tree of each fixture, run by its framework's own command and by
 * ours: every test has to end alike. A test whose suite failed in its set-up is 'skipped' to some frameworks and failed to us.
 */
const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    sample: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    versions: { type: 'boolean', default: false },
  },
})
const print = (text: string) => process.stdout.write(`${text}\n`)
const chosen = randomOf(values.seed, 'plain').shuffled(fixtureNames().filter((name) => name.includes(values.only)))
let [compared, different] = [0, 0]
for (const name of chosen.slice(0, Number(values.sample))) {
  const { framework, flaky } = loadFixture(name)
  const homes = values.versions
    ? VERSIONS[framework].map((version) => ({ version, home: versionHome(framework, version) }))
    : [{ version: 'pinned', home: await frameworkHome(framework) }]
  for (const { version, home } of homes) {
    const { plain, ours } = await bothRuns(name, home)
    const ids = [...new Set([...Object.keys(plain), ...Object.keys(ours)])].filter((id) => !flaky.includes(id))
    const wrong = ids.filter((id) => plain[id] !== ours[id] && !(plain[id] === 'skipped' && ours[id] === 'failed'))
    compared += ids.length
    different += wrong.length
    for (const id of wrong)
      print(`  ${name} (${version}): ${id}: ${plain[id] ?? 'absent'} in the plain run, ${ours[id] ?? 'absent'} in ours`)
  }
}
print(`tests that end as in the plain run: ${compared - different} of ${compared}`)
process.exitCode = compared > 0 && different === 0 ? 0 : 1

async function bothRuns(name: string, home: Parameters<typeof plainRun>[2]) {
  const parent = mkdtempSync(join(tmpdir(), 'suture-plain-'))
  try {
    const folder = join(parent, 'repository')
    layFixture(name, folder)
    const { framework, head } = loadFixture(name)
    if (home.nodeModules !== undefined) symlinkSync(home.nodeModules, join(folder, 'node_modules'))
    const plain = plainRun(framework, folder, home).outcomes
    const runner = testRunnerOf(framework, {
      ...{ workspace: folder, origin: folder, outFolder: parent, timeoutMs: 120_000 },
      ...{ env: { PATH: process.env['PATH'], HOME: parent }, ...(home.python === undefined ? {} : { python: home.python }) },
    })
    const files = [...head.keys()].filter((path) => /(?:[.-](?:test|spec)\.[cm]?[jt]sx?|(?:^|\/)test_[^/]*\.py|_test\.py)$/.test(path))
    const { tests } = await runner.run({ files, testIds: [], fresh: true })
    return { plain, ours: Object.fromEntries(tests.map(({ id, outcome }) => [id, outcome === 'errored' ? 'failed' : outcome])) }
  } finally {
    rmSync(parent, { recursive: true, force: true })
  }
}
