#!/usr/bin/env bash
# @octokit/rest 22.0.1: `paginate` returns a short list as if it were the whole one, without an error, where a page is lost on the way:
#
#   page 2 is answered with 409 (of any route)                    the list ends with page 1
#   page 2 has status 200 and its connection breaks in the body    the list ends with page 1: the body becomes an empty text, and that no items
#   the only page is JSON that is cut off                          a "TypeError: Cannot use 'in' operator", no RequestError that is tried again
#
# Whoever looks in such a list for what exists already makes it a second time.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null
npm install --no-audit --no-fund --loglevel=error @octokit/rest@22.0.1 > /dev/null 2>&1

cat > ask.mjs <<'SCRIPT'
import { createServer } from 'node:http'
import { Octokit } from '@octokit/rest'

const json = { 'content-type': 'application/json; charset=utf-8' }
const second = {
  conflict: (response) => response.writeHead(409, json).end('{"message":"Conflict"}'),
  broken: (response) => {
    response.writeHead(200, { ...json, 'content-length': '500' })
    response.write('[{"id":2}', () => setTimeout(() => response.destroy(), 20))
  },
}
const server = createServer((request, response) => {
  const { searchParams, pathname } = new URL(request.url, 'http://localhost')
  const [, , kind] = pathname.split('/')
  if (kind === 'cut') return void response.writeHead(200, json).end('[{"id":1},{"i')
  if (searchParams.get('page') === '2') return void second[kind](response)
  const next = `<http://127.0.0.1:${server.address().port}${pathname}?page=2>; rel="next"`
  response.writeHead(200, { ...json, link: next }).end('[{"id":1}]')
})
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
const octokit = new Octokit({ baseUrl: `http://127.0.0.1:${server.address().port}` })
for (const owner of ['conflict', 'broken', 'cut']) {
  const list = octokit.paginate(octokit.rest.issues.listComments, { owner, repo: 'r', issue_number: 1 })
  console.log(owner, await list.then((all) => JSON.stringify(all), (error) => `${error.name}: ${error.message.split(' to ')[0]}`))
}
server.closeAllConnections()
server.close()
SCRIPT

node ask.mjs 2> /dev/null | tee printed
grep -qxF 'conflict [{"id":1}]' printed
grep -qxF 'broken [{"id":1}]' printed
grep -q "^cut TypeError: Cannot use 'in' operator" printed
echo 'as described'
