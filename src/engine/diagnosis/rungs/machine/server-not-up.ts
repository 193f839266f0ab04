import { addressIn, isLocalAddress } from './local-address.ts'
import { type MachineCause, thrownText } from './machine-sign.ts'

const REFUSED = /ECONNREFUSED|Connection refused|Errno (?:111|61|10061)\b|Error (?:111|61|10061) connecting|actively refused it/
const NAMED: readonly (readonly [RegExp, string])[] = [
  [
    /Cannot connect to the Docker daemon|Is the docker daemon running|Could not find a valid Docker environment|docker\.errors\.DockerException/,
    'Docker',
  ],
  [/Can't connect to (?:local )?(?:MySQL|MariaDB) server|MySQLdb.*\b2002\b/, 'MySQL'],
  [/MongoServerSelectionError|pymongo\.errors\.ServerSelectionTimeoutError/, 'MongoDB'],
  [/NoBrokersAvailable|KafkaJSConnectionError/, 'Kafka'],
  [/is the server running (?:on|locally)|the database system is starting up/i, 'PostgreSQL'],
]

export const serverNotUp = {
  name: 'services that the tests need',
  description: 'A connection to a database, queue or other service on the machine itself was refused.',
  verdict: 'infrastructure',
  sign(failure) {
    const text = thrownText(failure)
    const address = addressIn(text)
    const port = address?.port ?? ''
    const named = NAMED.find(([expression]) => expression.test(text))
    if (!named && !(REFUSED.test(text) && (address === null || isLocalAddress(address.host)))) return null
    const where = address === null ? '' : ` at ${address.host}${port ? `:${port}` : ''}`
    return { what: `${named?.[1] ?? 'a service'}${where} is not up`, subject: port || null }
  },
} satisfies MachineCause
