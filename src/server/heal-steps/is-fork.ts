import type { Healing } from '../history/healings/healing.ts'

/** Whether the commit lies in another repository: code of others is never run with what this one has. */
export function isFork({ headRepositoryId, repositoryId }: Healing): boolean {
  return headRepositoryId !== repositoryId
}
