import { expect, test } from 'vitest'
import { createOnce } from '../../../src/server/effects/create-once.ts'

const failed = (status: number) => Object.assign(new Error(`status ${status}`), { status })

/** GitHub as far as this goes: `listed` says how many looks see nothing after the deed, `answers` what each creation says. */
function github({ late = 0, does = true, status = 500, blind = 0 }: { late?: number; does?: boolean; status?: number; blind?: number }) {
  const told = { created: 0, looks: 0, waited: 0 }
  let exists = false
  let unseen = late
  let unanswered = blind
  return {
    told,
    octokit: {
      pause: async (seconds: number) => {
        told.waited += seconds
      },
    },
    find: async () => {
      told.looks += 1
      if (exists && unanswered-- > 0) throw failed(502)
      return exists && unseen-- <= 0 ? 'thing' : null
    },
    create: async (): Promise<string> => {
      told.created += 1
      exists ||= does
      throw failed(status)
    },
  }
}

test('a lost answer is looked for until GitHub lists what it made', async () => {
  const { octokit, find, create, told } = github({ late: 2 })
  expect(await createOnce(octokit, find, create)).toBe('thing')
  expect(told).toEqual({ created: 1, looks: 4, waited: 6 })
})

test('a look that gets no answer is no reason to make it again', async () => {
  const { octokit, find, create, told } = github({ blind: 9 })
  await expect(createOnce(octokit, find, create)).rejects.toThrow('status 502')
  expect(told.created).toBe(1)
})

test('what was not done is done again, three times at most', async () => {
  const { octokit, find, create, told } = github({ does: false })
  await expect(createOnce(octokit, find, create)).rejects.toThrow('status 500')
  expect(told.created).toBe(3)
})

test('a refusal is looked behind at once, and believed', async () => {
  const refused = github({ does: false, status: 422 })
  await expect(createOnce(refused.octokit, refused.find, refused.create)).rejects.toThrow('status 422')
  expect(refused.told.waited).toBe(0)
  const forbidden = github({ does: false, status: 403 })
  await expect(createOnce(forbidden.octokit, forbidden.find, forbidden.create)).rejects.toThrow('status 403')
  expect(forbidden.told.created).toBe(1)
})
