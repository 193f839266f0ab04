/** An id that is the same in every answer and payload. */
export function idOf(text: string): number {
  return [...text].reduce((sum, letter) => (sum * 33 + letter.charCodeAt(0)) % 90_000_000, 5381) + 1_000_000
}

export function userShape(login: string) {
  const app = /^(.+)\[bot\]$/.exec(login)?.[1]
  return {
    ...{ login, id: idOf(login), node_id: `U_${login}`, type: app === undefined ? 'User' : 'Bot', site_admin: false },
    html_url: `https://github.invalid/${app === undefined ? login : `apps/${app}`}`,
  }
}
