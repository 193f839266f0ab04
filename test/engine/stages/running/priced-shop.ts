import { frameworkNamed } from '../../../../src/engine/frameworks/index.ts'
import type { TestRunner, Workspace } from '../../../../src/engine/ports.ts'
import { completedRun } from '../../../support/completed-run.ts'
import { probedTest } from '../../../support/probed.ts'
import type { Files } from '../../../support/repair.ts'
import { sourcesOf } from '../../../support/review-case.ts'

/**
 * A product of one price whose tests are computed from the texts that were laid on disk: `price(100) == N` passes where
 * 100 * (1 + RATE) + FEE is N; `ANY` equals every number.
 */
export async function pricedShop({ base, head }: { readonly base: Files; readonly head: Files }) {
  const trees = { base, head }
  const sources = await sourcesOf(base, head)
  const framework = frameworkNamed('pytest')
  if (framework === null) throw new Error('no pytest')
  let laid: Files = head
  let count = 0
  const workspace: Workspace = {
    ...{ base: 'b', head: 'h', intentTexts: async () => [], changes: async () => [] },
    listFiles: async (tree) => Object.keys(trees[tree]),
    readFile: async (tree, path) => trees[tree][path] ?? null,
    checkOut: async (tree, overlay) => {
      const texts = [...Object.entries(trees[tree]), ...overlay]
      laid = Object.fromEntries(texts.flatMap(([path, text]) => (text === null ? [] : [[path, text] as const])))
    },
  }
  const runner: TestRunner = {
    framework: 'pytest',
    plain: async () => ({ outcome: 'passed' }),
    run: async () => {
      count += 1
      return completedRun(Object.entries(laid).flatMap(([path, text]) => testsIn(path, text, laid['shop/price.py'] ?? '')))
    },
  }
  return { sources, workspace, framework, runner, runs: () => count }
}

function testsIn(path: string, text: string, product: string) {
  const number = (name: string) => Number(new RegExp(`${name} = ([\\d.]+)`).exec(product)?.[1])
  const price = Math.round(100 * (1 + number('RATE')) + number('FEE'))
  return [...text.matchAll(/def (test_\w+)\(\):\n {4}assert price\(100\) == (\w+)/g)].map(([, name, expected]) =>
    probedTest(`${path}::${name}`, expected === 'ANY' || Number(expected) === price ? 'passed' : 'failed'),
  )
}
