import type { Cause } from './cause.ts'

const cause = (name: string, expression: RegExp): Cause => ({ name, class: 'infrastructure', expression })
const fatal = (name: string, expression: RegExp): Cause => ({ ...cause(name, expression), isFatal: true })

/** Messages of kernels, resolvers, git, Docker, the package clients and the Actions runner. */
export const infrastructureCauses: readonly Cause[] = [
  fatal('disk full', /No space left on device|\bENOSPC\b|disk quota exceeded|There is not enough space on the disk/i),
  fatal(
    'out of memory',
    /JavaScript heap out of memory|Cannot allocate memory|There is insufficient memory for the Java Runtime|Out of memory: Killed|OOMKilled|fatal error: runtime: out of memory|exit code 137\b|MemoryError: Unable to allocate|OutOfMemoryError: (?:GC overhead|Java heap|Metaspace)|JVM heap space is exhausted|\bENOMEM\b|^Killed$|: line \d+:\s+\d+ Killed\b/,
  ),
  cause(
    'limits of the machine',
    /\bEMFILE\b|\bENFILE\b|[Tt]oo many open files|fork: (?:retry: )?Resource temporarily unavailable|pthread_create failed|build daemon disappeared unexpectedly/,
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
    'certificate',
    /CERTIFICATE_VERIFY_FAILED|SSL certificate problem|(?:SELF_SIGNED_CERT|UNABLE_TO_(?:VERIFY|GET)_\w*CERT|CERT_HAS_EXPIRED)|unable to get local issuer certificate|x509: certificate|PKIX path building failed|SSLHandshakeException|server certificate verification failed/,
  ),
  cause(
    'network',
    /\bE?(?:ETIMEDOUT|ECONNRESET|ECONNREFUSED|ENETUNREACH|EHOSTUNREACH|ESOCKETTIMEDOUT|ERR_SOCKET_TIMEOUT)\b.*(?:registry|https?:|network)|npm (?:ERR!|error) (?:code|errno|network).*(?:ETIMEDOUT|ECONNRESET|ECONNREFUSED|EAI_AGAIN|ENOTFOUND|ERR_SOCKET_TIMEOUT|network)|https?:\S*: ESOCKETTIMEDOUT|^(?:npm (?:ERR!|error) )?Error: (?:read ECONNRESET|connect ETIMEDOUT)|curl: \((?:6|7|28|35|52|56)\)|Failed to establish a new connection|Max retries exceeded with url|ReadTimeoutError: HTTPS?ConnectionPool|TLS handshake timeout|i\/o timeout|Connection (?:timed out|reset by peer|refused).*(?:http|registry|repo)|Failed to connect to .* port \d+|Operation timed out after \d+ milliseconds|SSL_ERROR_SYSCALL|unexpected EOF while reading/,
  ),
  cause(
    'service of others',
    /(?:returned|status|HTTP\/?[\d.]*|error:?|code:?|ReasonPhrase:?|failed with|received) ?\(?(?:50[0234]|429)\b|50[0234] (?:Bad Gateway|Service Unavailable|Gateway Time-?out|Internal Server Error)|429 Too Many Requests|npm (?:ERR!|error) code E(?:50[0234]|429)\b|toomanyrequests|pull rate limit|API rate limit exceeded|secondary rate limit/i,
  ),
  cause(
    'checkout',
    /fatal: unable to access '|fatal: the remote end hung up|RPC failed; (?:curl|HTTP)|fatal: early EOF|fatal: fetch-pack|The process '.*git(?:\.exe)?' failed with exit code 128|fatal: Could not read from remote repository/,
  ),
  cause(
    'service not up',
    // ports of databases and queues alone: what waits for another port may wait for the product itself
    /(?:ECONNREFUSED|[Cc]onnection refused|connecting to|no response|[Tt]imed out waiting for)\b.{0,80}[:\s](?:1433|2181|2379|3306|4566|5432|5672|6379|8086|9042|9092|9200|11211|27017)\b|port (?:1433|3306|5432|6379|27017) failed: Connection refused|[:\s](?:3306|5432|5672|6379|9092|9200|27017)\b.{0,40}(?:connection refused|no response)|Can't connect to (?:local )?(?:MySQL|MariaDB) server|MongoServerSelectionError|NoBrokersAvailable|One or more containers failed to start|Service container .* failed|[Ff]ailed to initialize container|container .* is unhealthy|Docker (?:start|pull|create) fail(?:ed)? with exit code|Error response from daemon: (?:Get|Head) |wait-for-it.*timeout occurred/,
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
