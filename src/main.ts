/** The `suture` command: its first word picks a side, and only that side is loaded. */
const SERVER_COMMANDS: ReadonlySet<string> = new Set(['serve', 'worker', 'token', 'export', 'import'])

const [word = ''] = process.argv.slice(2)
if (SERVER_COMMANDS.has(word)) {
  const { main } = await import('./server/main.ts')
  await main(process.argv)
} else {
  const { main } = await import('./runner/main.ts')
  await main(process.argv)
}
