import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const jobs = Array.from({ length: 4 }, (_, index) => ({
  ...{ id: index + 1, name: `test (${index})`, status: 'completed', conclusion: 'success', runner_name: 'r', head_sha: '0'.repeat(40) },
  ...{ started_at: '2026-01-01T00:00:00Z', completed_at: '2026-01-01T00:01:00Z' },
}))

/** Path → answer: what is asked of GitHub when a green run is read and its commit followed. Nothing else is known. */
const ANSWERS: readonly (readonly [RegExp, object])[] = [
  [/^\/app$/, { id: 1, slug: 'suture' }],
  [/^\/app\/hook\/deliveries/, []],
  [/^\/app\/installations\/\d+\/access_tokens$/, { token: 'ghs_of_the_bench', expires_at: '2100-01-01T00:00:00Z', permissions: {} }],
  [
    /^\/repos\/[^/]+\/[^/]+$/,
    { id: 1, full_name: 'octo/r', default_branch: 'main', html_url: 'https://github.com/octo/r', private: false },
  ],
  [/\/actions\/runs\/\d+\/attempts\/1\/jobs$/, { total_count: jobs.length, jobs }],
  [/\/actions\/runs\/\d+\/artifacts$/, { total_count: 0, artifacts: [] }],
  [/\/actions\/runs$/, { total_count: 0, workflow_runs: [] }],
  [/\/commits\/[^/]+\/check-runs$/, { total_count: 0, check_runs: [] }],
  [/\/commits\/[^/]+\/pulls$/, []],
  [/\/pulls$/, []],
  [/\/check-runs$/, { id: 1 }],
]

/** A GitHub that answers at once; `calls` counts its answers. */
export async function startAnswers(): Promise<{ url: string; calls(): number; close(): void }> {
  let calls = 0
  const server = createServer((request, response) => {
    request.resume()
    const path = (request.url ?? '').split('?')[0] ?? ''
    const answer = ANSWERS.find(([pattern]) => pattern.test(path))?.[1]
    calls += 1
    const status = answer === undefined ? 404 : request.method === 'POST' ? 201 : 200
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer ?? { message: `no answer for ${path}` }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, calls: () => calls, close }
}
