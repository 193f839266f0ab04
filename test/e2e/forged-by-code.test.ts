import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Broken, WorldRepository } from '../support/world/repository.ts'
import { ONE_REPAIR, seen } from '../support/world/seen.ts'
import { startWorld, type World } from '../support/world.ts'

/** Code of the repository rewrites what the runner leaves, in a run that is real from end to end. */

const CI = `on: pull_request
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with: { python-version: '3.11' }
      - run: python -m pip install pytest
      - run: sh prepare.sh
      - run: python -m pytest
`

/** Makes every answer that appears in a folder say something else, for as long as it lives. */
const FORGE = `import json, pathlib, sys, time

while True:
    for name in ("reproduction.json", "report.json"):
        file = pathlib.Path(sys.argv[1]) / name
        try:
            value = json.loads(file.read_text())
            if value.get("runnerVersion") == "forged":
                continue
            value["runnerVersion"] = "forged"
            for candidate in value.get("candidates", []):
                for edit in candidate["edits"]:
                    edit["replacement"] = "forged"
            file.write_text(json.dumps(value))
        except (OSError, ValueError):
            pass
    time.sleep(0.001)
`
const DAEMON = `import os, pathlib, subprocess, sys

def pytest_sessionfinish():
    here = pathlib.Path(__file__).resolve().parent
    home = here.parents[1] / "_temp" / "suture"
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            null = subprocess.DEVNULL
            os.execv(sys.executable, [sys.executable, str(here / "forge.py"), str(home)])
        os._exit(0)
`
const FILTER = `git config filter.forge.smudge "sed 's/==/!=/'"
git config filter.forge.clean cat
echo '*.py filter=forge' > .git/info/attributes
git config core.hooksPath .hooks
`

const attacks = [
  { what: 'a process that a set-up step left', prepare: 'setsid python forge.py "$RUNNER_TEMP/suture" > /dev/null 2>&1 &\n', files: {} },
  { what: 'a daemon that the tests start', prepare: 'true\n', files: { 'conftest.py': DAEMON } },
  { what: 'a filter and a hook in the settings of the repository', prepare: FILTER, files: {} },
]

let world: World
const answers = new Map<string, Promise<{ readonly repository: WorldRepository; readonly broken: Broken; readonly log: string }>>()

beforeAll(async () => {
  world = await startWorld()
  const started: [string, WorldRepository, Broken][] = []
  for (const [index, { what, prepare, files }] of attacks.entries()) {
    const hook = '#!/bin/sh\nsed -i "s/==/!=/" tests/*.py\n'
    const repository = await world.addRepository('pytest-renamed-method', {
      ...{ name: `attacked-${index}`, ci: CI },
      files: { 'forge.py': FORGE, 'prepare.sh': prepare, '.hooks/post-checkout': hook, ...files },
    })
    started.push([what, repository, await repository.breakIt()])
  }
  await world.settled(200_000)
  for (const [what, repository, broken] of started) {
    const log = repository.state.workflowRuns.flatMap(({ jobs }) => jobs.map((job) => job.log)).join('\n')
    answers.set(what, Promise.resolve({ repository, broken, log }))
  }
}, 240_000)
afterAll(() => world.stop())

test.each(attacks)('$what changes no edit of a pull request, and the runner’s own answer is taken', async ({ what }) => {
  const { repository, broken, log } = (await answers.get(what)) ?? { repository: null, broken: null, log: '' }
  if (repository === null) throw new Error(`${what} was not tried`)
  const found = await seen(world, repository, broken)
  expect(found, log).toMatchObject(ONE_REPAIR)
  const [repair] = found.repairs
  for (const [path, text] of repository.fixture.expected)
    expect(await repository.state.git('show', `${repair?.headRef}:${path}`), path).toBe(text.trimEnd())
  expect(await repository.state.git('diff', '--name-only', `${broken.sha}..${repair?.headRef}`)).toBe('tests/test_inventory.py')
  expect(repair?.body).toContain("The runner's word, of [a run in this repository's workflow]")
})

test('what a set-up step left running was ended, and the comment names it', async () => {
  const { repository, broken, log } = (await answers.get('a process that a set-up step left')) ?? {
    repository: null,
    broken: null,
    log: '',
  }
  if (repository === null) throw new Error('it was not tried')
  expect(log).toMatch(/Ended what earlier steps had left running: python/)
  const { comments } = await seen(world, repository, broken)
  expect(comments[0]?.body).toMatch(/Set-up steps had left programs running, which were ended before the tests: `python/)
})
