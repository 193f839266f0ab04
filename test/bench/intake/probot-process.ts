import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createNodeMiddleware, createProbot } from 'probot'

/** An empty Probot handler, as a process of its own: prints its port. Configured by WEBHOOK_SECRET and PRIVATE_KEY. */
const { WEBHOOK_SECRET: secret = '', PRIVATE_KEY: privateKey = '' } = process.env
const probot = createProbot({ overrides: { appId: 1, privateKey, secret, logLevel: 'fatal' }, env: {} })
const middleware = await createNodeMiddleware((app) => void app.onAny(() => {}), { probot, webhooksPath: '/webhooks/github' })
const server = createServer((request, response) => void middleware(request, response))
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
process.stdout.write(`${(server.address() as AddressInfo).port}\n`)
