import { reason } from '../../../../model/reason.ts'
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
  name: 'server-not-up',
  description: 'A connection to a database, queue or other service on the machine itself was refused.',
  verdict: 'infrastructure',
  sign(failure) {
    const text = thrownText(failure)
    const address = addressIn(text)
    const port = address?.port ?? ''
    const named = NAMED.find(([expression]) => expression.test(text))
    if (!named && !(REFUSED.test(text) && (address === null || isLocalAddress(address.host)))) return null
    const where = address === null ? null : `${address.host}${port ? `:${port}` : ''}`
    return { what: reason('server-not-up', { service: named?.[1] ?? null, address: where }), subject: port || null }
  },
} satisfies MachineCause
