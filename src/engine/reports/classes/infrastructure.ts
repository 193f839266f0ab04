import type { Cause } from './cause.ts'

const cause = (name: string, expression: RegExp): Cause => ({ name, class: 'infrastructure', expression })
const fatal = (name: string, expression: RegExp): Cause => ({ ...cause(name, expression), isFatal: true })

/** Messages of kernels, resolvers, git, Docker, the package clients and the Actions runner. */
export const infrastructureCauses: readonly Cause[] = [
  fatal('disk full', /No space left on device|\bENOSPC\b|disk quota exceeded|There is not enough space on the disk/i),
  fatal(
    'out of memory',
    /JavaScript heap out of memory|Cannot allocate memory|There is insufficient memory for the Java Runtime|Out of memory: Killed|OOMKilled|fatal error: runtime: out of memory|exit code 137\b|MemoryError: Unable to allocate/,
  ),
  fatal(
    'runner lost',
    /hosted runner.*lost communication|runner has received a shutdown signal|self-hosted runner.*lost communication|runner was (?:shut|lost)|The job was not acquired by Runner|job was not started because|exit code 143\b/i,
  ),
  fatal('time limit of the job', /has exceeded the maximum execution time|The action .* has timed out after|maximum time limit for jobs/),
  cause('cancelled', /^##\[error\]The operation was cancel+ed/),
  cause(
    'name resolution',
    /Could not resolve host|Temporary failure in name resolution|\bEAI_AGAIN\b|getaddrinfo (?:ENOTFOUND|failed)|Name or service not known|nodename nor servname|No address associated with hostname|dial tcp: lookup .* (?:no such host|server misbehaving|i\/o timeout)/,
  ),
  cause(
    'network',
    /\bE?(?:ETIMEDOUT|ECONNRESET|ECONNREFUSED|ENETUNREACH|EHOSTUNREACH|ESOCKETTIMEDOUT|ERR_SOCKET_TIMEOUT)\b.*(?:registry|https?:|network)|npm (?:ERR!|error) (?:code|errno|network).*(?:ETIMEDOUT|ECONNRESET|ECONNREFUSED|EAI_AGAIN|ENOTFOUND|ERR_SOCKET_TIMEOUT|network)|Failed to establish a new connection|Max retries exceeded with url|ReadTimeoutError: HTTPS?ConnectionPool|TLS handshake timeout|i\/o timeout|Connection (?:timed out|reset by peer|refused).*(?:http|registry|repo)|Failed to connect to .* port \d+|Operation timed out after \d+ milliseconds|SSL_ERROR_SYSCALL|unexpected EOF while reading/,
  ),
  cause(
    'service of others',
    /(?:returned|status|HTTP\/?[\d.]*|error:?|code:?|ReasonPhrase:?|failed with|received) ?\(?(?:50[0234]|429)\b|50[0234] (?:Bad Gateway|Service Unavailable|Gateway Time-?out|Internal Server Error)|429 Too Many Requests|toomanyrequests|pull rate limit|API rate limit exceeded|secondary rate limit/i,
  ),
  cause(
    'checkout',
    /fatal: unable to access '|fatal: the remote end hung up|RPC failed; (?:curl|HTTP)|fatal: early EOF|fatal: fetch-pack|The process '.*git(?:\.exe)?' failed with exit code 128|fatal: Could not read from remote repository/,
  ),
  cause(
    'service not up',
    /One or more containers failed to start|Service container .* failed|[Ff]ailed to initialize container|container .* is unhealthy|Docker (?:start|pull|create) fail(?:ed)? with exit code|Error response from daemon: (?:Get|Head) |wait-for-it.*timeout occurred/,
  ),
  cause(
    'action not downloaded',
    /Failed to download (?:action|archive)|Unable to (?:download|resolve) (?:the )?action|Failed to (?:save|restore) cache.*aborted|Artifact service responded/,
  ),
  cause(
    'package mirror',
    /E: Failed to fetch|Hash Sum mismatch|E: Unable to fetch some archives|Could not (?:transfer|GET).*(?:Connect(?:ion)? (?:timed out|refused|reset)|Read timed out|status code: 50\d|Service Unavailable|Remote host terminated|handshake)|Problem: failed to download/,
  ),
]
