import { code } from '../markdown.ts'

const LOGIN = /^[A-Za-z\d][A-Za-z\d-]{0,38}(?:\/[\w.-]{1,100})?$/

/** The owner of a quarantine should hear of it; what is neither a login nor a team stays plain text. */
export function mention(owner: string): string {
  return LOGIN.test(owner) ? `@${owner}` : code(owner)
}
