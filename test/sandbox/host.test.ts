import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { type Host, openHost } from '../../src/sandbox/host.ts'

const folder = mkdtempSync(join(tmpdir(), 'suture-host-'))
const hosts: Host[] = []
afterAll(async () => {
  for (const host of hosts) await host.close()
  rmSync(folder, { recursive: true })
})

const PROGRAM = `
const { Socket } = require('node:net')
const { spawn } = require('node:child_process')
const channel = new Socket({ fd: 3, readable: true, writable: true })
require('node:readline').createInterface({ input: channel }).on('line', (line) => {
  const question = JSON.parse(line)
  const answer = (fields) => channel.write(JSON.stringify({ id: question.id, ...fields }) + '\\n')
  if (question.do === 'print') { console.log('{"id":"' + question.id + '","forged":true}'); channel.write('{"id":"guess","forged":true}\\nno json\\n'); answer({ said: question.word }) }
  if (question.do === 'environment') answer({ names: Object.keys(process.env).filter((name) => name.includes('TOKEN') || name === 'OWN') })
  if (question.do === 'leave') { spawn('sleep', ['60'], { detached: true, stdio: 'ignore' }).unref(); answer({}) }
  if (question.do === 'die') process.exit(3)
})
channel.write('{}\\n')
`

function open(): Host {
  const path = join(folder, 'host.cjs')
  writeFileSync(path, PROGRAM)
  const env = { PATH: process.env['PATH'], GITHUB_TOKEN: 'hidden' }
  const host = openHost([process.execPath, path], { cwd: folder, env, set: { OWN: '1' }, outputLimitBytes: 10_000 })
  hosts.push(host)
  return host
}

test('answers one question after the other, whatever is printed or written beside', async () => {
  const host = open()
  for (const word of ['one', 'two']) {
    const reply = await host.ask({ do: 'print', word }, 20_000)
    expect(reply).toMatchObject({ outcome: 'answered', answer: { said: word } })
    expect(reply.stdout.match(/forged/g)).toHaveLength(1)
  }
  expect(await host.ask({ do: 'environment' }, 20_000)).toMatchObject({ answer: { names: ['OWN'] } })
})

test.runIf(process.platform === 'linux')('names what a question left running, and ends it with the host', async () => {
  const host = open()
  expect(await host.ask({ do: 'print', word: 'a' }, 20_000)).toMatchObject({ leftovers: [] })
  expect(await host.ask({ do: 'leave' }, 20_000)).toMatchObject({ outcome: 'answered', leftovers: ['sleep'] })
  await host.close()
  expect(await host.ask({ do: 'print', word: 'a' }, 20_000)).toMatchObject({ outcome: 'died' })
})

test('says that it died, that it never began, and that the time was up', async () => {
  expect(await open().ask({ do: 'die' }, 20_000)).toMatchObject({ outcome: 'died' })
  const absent = openHost([join(folder, 'absent')], { cwd: folder, env: {}, outputLimitBytes: 1000 })
  expect(await absent.ask({}, 20_000)).toMatchObject({ outcome: 'died' })
  await absent.close()
  expect(await open().ask({ do: 'nothing' }, 300)).toMatchObject({ outcome: 'timed_out' })
})
