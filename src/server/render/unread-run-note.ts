import { words } from './markdown.ts'

/** Says of a whole answer that a run of the commit is not in it. */
export function unreadRunNote(run: { readonly workflowName: string; readonly reason: string }, url: string): string {
  return `The failures of the run [${words(run.workflowName, 80)}](${url}) are not in this answer. ${words(run.reason, 500)}`
}
