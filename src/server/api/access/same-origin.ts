import type { MiddlewareHandler } from 'hono'
import { csrf } from 'hono/csrf'
import type { ApiEnv, SignIn } from '../api.ts'
import { problem } from '../problem.ts'

const READS = new Set(['GET', 'HEAD', 'OPTIONS'])
const FOREIGN = problem(
  'foreign_origin',
  'this request comes from a page of another site',
  "send it from this server's own pages, or with a token",
)

/**
 * Refuses what another site's page would change with a person's cookie. Hono's own check lets JSON of any origin pass, as browsers ask before they send
 * it; here they would get no such leave, and what names another origin is refused all the same. A request with a token brings no cookie's rights.
 */
export function sameOrigin(signIn: SignIn | null): MiddlewareHandler<ApiEnv> {
  const own = signIn === null ? null : new URL(signIn.publicUrl).origin
  const guard = csrf({ origin: (origin) => origin === own })
  return async (c, next) => {
    if (READS.has(c.req.method) || c.req.header('authorization') !== undefined) return next()
    const origin = c.req.header('origin')
    if (origin !== undefined && origin !== own) return c.json(FOREIGN, 403)
    return guard(c, next)
  }
}
