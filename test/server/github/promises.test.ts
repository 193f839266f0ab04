import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ProbotOctokit } from 'probot'
import { expect, test } from 'vitest'
import { PROMISES, promiseOf } from '../../../src/server/github/promises.ts'

/** Of these only the status is used. */
const UNREAD = [
  'POST /repos/{owner}/{repo}/actions/runs/{run_id}/cancel',
  'DELETE /repos/{owner}/{repo}/git/refs/{ref}',
  'POST /app/hook/deliveries/{delivery_id}/attempts',
]
const DOWNLOADS = /\/logs$|\{archive_format\}$|\/tarball\//

type Endpoints = Record<
  string,
  Record<string, { readonly endpoint: { readonly DEFAULTS: { readonly method: string; readonly url: string } } }>
>

/** Every route that the server asks, by GitHub's own name. */
function askedRoutes(): readonly string[] {
  const rest = new ProbotOctokit({ auth: { token: 'x' } }).rest as unknown as Endpoints
  const folder = join(import.meta.dirname, '../../../src/server')
  const texts = globSync('**/*.ts', { cwd: folder, exclude: ['history/generated/**'] }).map((path) =>
    readFileSync(join(folder, path), 'utf8'),
  )
  const code = texts.filter((text) => text.includes('octokit')).join('\n')
  const named = [...code.matchAll(/(?:octokit\.rest|\b)\.?(\w+)\.(\w+)\(|octokit\.rest\.(\w+)\.(\w+)/g)].flatMap((match) => {
    const endpoint = rest[match[1] ?? match[3] ?? '']?.[match[2] ?? match[4] ?? '']?.endpoint?.DEFAULTS
    return endpoint ? [`${endpoint.method} ${endpoint.url}`] : []
  })
  const written = [...code.matchAll(/'((?:GET|POST|PATCH|PUT|DELETE) \/[^']+)'/g)].flatMap((match) => match[1] ?? [])
  return [...new Set([...named, ...written])].sort()
}

test('every answer that the server reads has its promise', () => {
  const routes = askedRoutes()
  expect(routes.length).toBeGreaterThan(30)
  expect(routes.filter((route) => !(route in PROMISES) && !UNREAD.includes(route) && !DOWNLOADS.test(route))).toEqual([])
  expect(Object.keys(PROMISES).filter((route) => !routes.includes(route) && !route.endsWith('/access_tokens'))).toEqual([])
})

test('a route is known from its address, and the longer one wins', () => {
  const repo = '/repos/o/r'
  expect(promiseOf('GET', repo)).toBe(PROMISES['GET /repos/{owner}/{repo}'])
  expect(promiseOf('GET', `${repo}/compare/main...a/b`)).toBe(PROMISES['GET /repos/{owner}/{repo}/compare/{basehead}'])
  expect(promiseOf('GET', `${repo}/contents/.github/suture.yml`)).toBe(PROMISES['GET /repos/{owner}/{repo}/contents/{path}'])
  expect(promiseOf('GET', `${repo}/commits/abc/check-runs`)).toBe(PROMISES['GET /repos/{owner}/{repo}/commits/{ref}/check-runs'])
  expect(promiseOf('GET', `${repo}/pulls/1`)).toBe(PROMISES['GET /repos/{owner}/{repo}/pulls/{pull_number}'])
  expect(promiseOf('DELETE', `${repo}/git/refs/heads/a`)).toBe(null)
})
