import { createProject } from '../changes/project.ts'
import type { Trees } from '../changes/use-site.ts'
import type { RepairContext } from './strategy.ts'

const known = new WeakMap<RepairContext, Trees>()

/** Both trees of a context, with the tests of the head over them; made once for all strategies. */
export function treesOf(context: RepairContext): Trees {
  const earlier = known.get(context)
  if (earlier !== undefined) return earlier
  const after = createProject(new Map([...context.headFiles, ...context.testFiles]), context.parsers)
  const trees: Trees = {
    before: createProject(new Map([...context.baseFiles, ...context.testFiles]), context.parsers, undefined, after),
    after,
    product: [...context.headFiles.keys()].filter((path) => !context.testFiles.has(path)),
  }
  known.set(context, trees)
  return trees
}
