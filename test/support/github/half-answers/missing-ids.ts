import { type HalfAnswer, withBytes } from './half-answer.ts'

const IDS = new Set(['id', 'sha', 'number', 'slug', 'token', 'state', 'permission', 'content', 'guid', 'filename', 'workflow_run_id'])

function without(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(without)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).flatMap(([name, each]) => (IDS.has(name) ? [] : [[name, without(each)]])))
}

export const missingIds: HalfAnswer = {
  name: 'objects without their ids',
  parts: ['json'],
  spoil: (answer) => {
    const text = Buffer.from(answer.bytes).toString('utf8')
    const rest = JSON.stringify(without(JSON.parse(text)))
    // an empty list has no ids
    return rest.length === text.length ? null : withBytes(answer, Buffer.from(rest))
  },
}
