import type { ProbotOctokit } from 'probot'

/** The client of one installation, or of the App itself; retries and waits out GitHub's limits by itself. */
export type Octokit = InstanceType<typeof ProbotOctokit> & {
  /** Waits, or ends with the job; tests scale it with the client's other waits. */
  pause(seconds: number): Promise<void>
}
