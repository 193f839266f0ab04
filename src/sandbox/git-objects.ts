import { spawn } from 'node:child_process'
import type { Environment } from '../model/environment.ts'
import { environmentOf } from './environment.ts'
import { GIT_VARIABLES, GIT_WORDS, gitOf } from './git.ts'
import { remember } from './living-children.ts'

/** The objects of a repository, read through one lasting `git cat-file --batch`; close() ends it. */
export type GitObjects = { read(object: string): Promise<Buffer | null>; close(): void }

type Waiting = { resolve(content: Buffer | null): void; reject(error: Error): void }

/** `read` gives an object's bytes, `null` if the object does not exist. */
export function gitObjects(dir: string, env: Environment = {}): GitObjects {
  const own = gitOf(env)
  const child = spawn(own.program, [...GIT_WORDS, 'cat-file', '--batch'], {
    cwd: dir,
    env: environmentOf(own.env, GIT_VARIABLES),
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  remember(child)
  const waiting: Waiting[] = []
  const fail = () => {
    for (const { reject } of waiting.splice(0)) reject(new Error('git cat-file ended'))
  }
  child.on('error', fail)
  child.on('close', fail)
  child.stdin.on('error', () => undefined)
  child.unref()

  let buffer: Buffer = Buffer.alloc(0)
  child.stdout.on('data', (chunk: Buffer) => {
    buffer = buffer.length === 0 ? chunk : Buffer.concat([buffer, chunk])
    for (let answer = firstAnswer(buffer); answer !== null; answer = firstAnswer(buffer)) {
      buffer = buffer.subarray(answer.length)
      waiting.shift()?.resolve(answer.content)
    }
  })
  return {
    read: (object) =>
      new Promise((resolve, reject) => {
        waiting.push({ resolve, reject })
        child.stdin.write(`${object}\n`)
      }),
    close: () => child.kill(),
  }
}

/** The first whole answer in what has come so far: `<oid> <type> <size>` and the bytes, or `<name> missing`. */
function firstAnswer(buffer: Buffer): { readonly length: number; readonly content: Buffer | null } | null {
  const line = buffer.indexOf(10)
  if (line < 0) return null
  const size = /^\S+ \S+ (\d+)$/.exec(buffer.toString('latin1', 0, line))?.[1]
  if (size === undefined) return { length: line + 1, content: null }
  const end = line + 1 + Number(size)
  return buffer.length <= end ? null : { length: end + 1, content: Buffer.from(buffer.subarray(line + 1, end)) }
}
