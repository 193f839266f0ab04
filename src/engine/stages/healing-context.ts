import type { Reproduction } from '../../model/reproduction.ts'
import type { TestRun } from '../../model/runs/test-run.ts'
import type { DiagnosisContext } from '../diagnosis/rule.ts'
import type { Sources } from '../diagnosis/sources/sources.ts'
import type { Framework } from '../frameworks/framework.ts'
import type { Parsers } from '../languages/parsers.ts'
import type { Clock, Packages, Progress, TestRunner, Workspace } from '../ports.ts'
import { diagnosisContexts } from './diagnosis-contexts.ts'

/** One framework of the repository, and how to run it. */
export type TestTarget = { readonly framework: Framework; readonly runner: TestRunner }

/** The outside world of a healing. */
export type Ports = {
  readonly workspace: Workspace
  readonly clock: Clock
  readonly parsers: Parsers
  readonly packages: Packages
  /** For a person who waits. */
  readonly progress?: Progress | undefined
}

/** What every stage works with: one target, the outside world, and both trees as they were read. */
export type HealingContext = Ports &
  TestTarget & {
    readonly sources: Sources
    /** What the ladder sees of each failing test; built once for the same reruns, with whatever was found out since. */
    diagnosisOf(reproduction: Reproduction): readonly DiagnosisContext[]
  }

export function createHealingContext(ports: Ports, target: TestTarget, sources: Sources): HealingContext {
  const built = new Map<readonly TestRun[], readonly DiagnosisContext[]>()
  return {
    ...ports,
    ...target,
    sources,
    diagnosisOf: (reproduction) => {
      const contexts = built.get(reproduction.reruns) ?? diagnosisContexts(reproduction, target.framework, sources)
      built.set(reproduction.reruns, contexts)
      return contexts.map((context) => ({ ...context, reproduction }))
    },
  }
}
