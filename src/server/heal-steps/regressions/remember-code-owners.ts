import { CODE_OWNERS_PATHS } from '../../gate/code-owners.ts'
import { readFile } from '../../github/read-file.ts'
import { saveCodeOwners } from '../../history/performance/code-owners.ts'
import type { JobContext } from '../../queue/job.ts'
import type { JobScope } from '../job-scope.ts'

/** Keeps the text of CODEOWNERS on the default branch: the trends of what somebody owns are read without GitHub. */
export async function rememberCodeOwners({ history }: JobContext, { target, repositoryId, defaultBranch }: JobScope): Promise<void> {
  let text: string | null = null
  for (const path of CODE_OWNERS_PATHS) text ??= await readFile(target, path, defaultBranch)
  await saveCodeOwners(history.database, repositoryId, text)
}
