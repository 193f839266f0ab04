import { type PartsOf, reason } from '../../../../model/reason.ts'
import { addressIn, isLocalAddress } from './local-address.ts'
import { type MachineCause, type MachineSign, thrownText } from './machine-sign.ts'

const SIGNS: readonly (readonly [RegExp, PartsOf<'network'>['problem']])[] = [
  [
    /gaierror|Temporary failure in name resolution|Name or service not known|nodename nor servname|No address associated with hostname|ENOTFOUND|EAI_AGAIN|NameResolutionError|UnknownHostException/,
    'unresolved',
  ],
  [
    /CERTIFICATE_VERIFY_FAILED|SELF_SIGNED_CERT|UNABLE_TO_(?:VERIFY|GET)|CERT_HAS_EXPIRED|certificate has expired|SSLError|SSLHandshakeException|TLS handshake/,
    'tls',
  ],
  [
    /\b(?:50[0234]|429) (?:Server Error|Client Error|Bad Gateway|Service Unavailable|Gateway Time-?out|Too Many Requests|Internal Server Error)/,
    'answered',
  ],
  [
    /ENETUNREACH|EHOSTUNREACH|Network is unreachable|No route to host|ECONNRESET|Connection reset by peer|ETIMEDOUT|ConnectTimeout|UND_ERR_CONNECT_TIMEOUT|Max retries exceeded with url|ECONNREFUSED|Connection refused|fetch failed|Failed to fetch|net::ERR_/,
    'unreachable',
  ],
]

/** Only hosts elsewhere: what is refused on the machine itself is a service that is not up, or the product's own server. */
export const network = {
  name: 'network',
  description: 'A host elsewhere could not be resolved, reached or trusted, or answered with an error of its own.',
  verdict: 'infrastructure',
  sign(failure): MachineSign | null {
    const text = thrownText(failure)
    const sign = SIGNS.find(([expression]) => expression.test(text))
    if (!sign) return null
    const address = addressIn(text)
    if (address !== null && isLocalAddress(address.host)) return null
    const host = address?.host ?? null
    return { what: reason('network', { host, problem: sign[1] }), subject: host }
  },
} satisfies MachineCause
