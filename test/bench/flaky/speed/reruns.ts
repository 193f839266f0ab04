import { join } from 'node:path'
import type { PinnedFramework } from '../../../support/frameworks/install.ts'
import type { Files } from '../../../support/frameworks/repository.ts'
import { type OpenedSuite, openSuite } from './opened-suite.ts'
import { command } from './peers.ts'

/** Reruns a second, and how many ended otherwise than in a process of their own. */
export type Rerun = { readonly way: string; readonly count: number; readonly perSecond: number; readonly wrong: number }

// it passes in a fresh process alone: whoever isolates nothing sees it fail from the second run on
const SUITES: Readonly<
  Record<PinnedFramework, { readonly files: Files; readonly test: string; readonly words: (dir: string) => readonly string[] }>
> = {
  pytest: {
    files: {
      'pytest.ini': '[pytest]\n',
      'tests/test_once.py': 'calls = []\n\n\ndef test_once():\n    calls.append(1)\n    assert calls == [1]\n',
    },
    test: 'tests/test_once.py::test_once',
    words: () => ['-m', 'pytest', '-q', '-p', 'no:cacheprovider', 'tests/test_once.py'],
  },
  jest: {
    files: {
      'package.json': '{ "name": "once", "devDependencies": { "jest": "*" } }\n',
      'test/once.test.js': "let calls = 0\ntest('once', () => {\n  calls += 1\n  expect(calls).toBe(1)\n})\n",
    },
    test: 'test/once.test.js > once',
    words: (dir) => [join(dir, 'node_modules/jest/bin/jest.js'), 'test/once.test.js'],
  },
  vitest: {
    files: {
      'package.json': '{ "name": "once", "type": "module", "devDependencies": { "vitest": "*" } }\n',
      'test/once.test.js':
        "import { expect, test } from 'vitest'\nlet calls = 0\ntest('once', () => {\n  calls += 1\n  expect(calls).toBe(1)\n})\n",
    },
    test: 'test/once.test.js > once',
    words: (dir) => [join(dir, 'node_modules/vitest/vitest.mjs'), 'run', 'test/once.test.js'],
  },
}

/** One test again and again: in a fresh process each, and as a hunt does it. */
export async function measureReruns(
  framework: PinnedFramework,
  sample: number,
  peer: { readonly python: string } | null,
): Promise<readonly Rerun[]> {
  const { files, test, words } = SUITES[framework]
  const suite = await openSuite(framework, files)
  try {
    const program = suite.python ?? process.execPath
    const count = Math.max(4, Math.floor(sample / 4))
    const fresh = await timed('fresh processes', count, async () => {
      let wrong = 0
      for (let index = 0; index < count; index += 1) if ((await command([program, ...words(suite.dir)], suite.dir)).code !== 0) wrong += 1
      return wrong
    })
    const ours = await timed('suture', sample, () =>
      framework === 'pytest' ? inForks(suite, test, sample) : oneByOne(suite, test, sample),
    )
    return [fresh, ours, ...(peer === null ? [] : [await flakefinder(suite, peer.python, words(suite.dir), sample)])]
  } finally {
    await suite.close()
  }
}

async function timed(way: string, count: number, run: () => Promise<number>): Promise<Rerun> {
  const started = performance.now()
  const wrong = await run()
  return { way, count, wrong, perSecond: (1000 * count) / (performance.now() - started) }
}

async function inForks({ runner }: OpenedSuite, test: string, count: number): Promise<number> {
  const { forks = [] } = await runner.run({ files: [test.split('::')[0] ?? ''], testIds: [test], forks: Array<string[]>(count).fill([]) })
  return count - forks.filter(({ tests }) => tests[0]?.outcome === 'passed').length
}

async function oneByOne({ runner }: OpenedSuite, test: string, count: number): Promise<number> {
  let wrong = 0
  for (let index = 0; index < count; index += 1) {
    const { tests } = await runner.run({ files: [test.split(' > ')[0] ?? ''], testIds: [test] })
    if (tests[0]?.outcome !== 'passed') wrong += 1
  }
  return wrong
}

/** All reruns in one process, one after the other. */
async function flakefinder({ dir }: OpenedSuite, python: string, words: readonly string[], count: number): Promise<Rerun> {
  const { text, ms } = await command([python, ...words, '--flake-finder', `--flake-runs=${count}`], dir)
  return { way: 'pytest-flakefinder', count, wrong: Number(/(\d+) failed/.exec(text)?.[1] ?? 0), perSecond: (1000 * count) / ms }
}
