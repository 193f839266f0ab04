import { z } from 'zod'
import { ProtocolVersion } from './version.ts'

/**
 * A look at what a change declares and no test says anything of. `task` chooses the jobs of the workflow, those of a hunt: one machine of the repository
 * looks, and where no code of the repository runs it is summed up. `legs` is what these jobs want to see; no experiment follows.
 */
export const StaleJob = z.object({
  protocol: ProtocolVersion,
  task: z.literal('hunt'),
  look: z.literal('stale'),
  lookId: z.uuid(),
  nonce: z.string().regex(/^[0-9a-f]{32}$/),
  repository: z.string().regex(/^[\w.-]+\/[\w.-]+$/),
  base: z.string().regex(/^[0-9a-f]{40}$/),
  head: z.string().regex(/^[0-9a-f]{40}$/),
  legs: z.array(z.number().int()).length(1),
  budgetMinutes: z.number().min(1).max(100),
  settings: z.object({ testFilesAdd: z.array(z.string()).default([]), testFilesExclude: z.array(z.string()).default([]) }),
})
export type StaleJob = Readonly<z.infer<typeof StaleJob>>
