import type { ProbotOctokit } from 'probot'

/** The client of one installation, or of the App itself; retries and waits out GitHub's limits by itself. */
export type Octokit = InstanceType<typeof ProbotOctokit>
