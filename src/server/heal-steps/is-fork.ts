import type { Healing } from '../history/healings/healing.ts'

/** Whether the commit is in another repository: other people's code is never run with this repository's rights. */
export function isFork({ headRepositoryId, repositoryId }: Healing): boolean {
  return headRepositoryId !== repositoryId
}
