// Takes the network away: nothing answers but this machine.
const dns = process.getBuiltinModule('node:dns')
const net = process.getBuiltinModule('node:net')
const os = process.getBuiltinModule('node:os')

const LOCAL = /^(?:127\.|::1$|localhost$|0\.0\.0\.0$|::ffff:127\.)/i

/** A machine without a network still knows its own name. */
function isLocal(host) {
  return LOCAL.test(host) || String(host).toLowerCase() === os.hostname().toLowerCase()
}

/** Names are not found and addresses not reached, as on a machine without a network; this machine's own ports are. Returns what puts it back. */
function cutNetwork() {
  const { connect } = net.Socket.prototype
  net.Socket.prototype.connect = function (...args) {
    const [first, second] = Array.isArray(args[0]) ? args[0] : args
    const { host, path, port } = typeof first === 'object' && first !== null ? first : { port: first, host: second }
    if (path !== undefined || port === undefined || host === undefined || isLocal(host)) return connect.apply(this, args)
    const error = Object.assign(new Error(`connect ENETUNREACH ${host}:${port}`), {
      code: 'ENETUNREACH',
      syscall: 'connect',
      address: host,
      port,
    })
    process.nextTick(() => this.destroy(error))
    return this
  }
  const { lookup } = dns
  dns.lookup = (name, ...rest) => {
    if (isLocal(name)) return lookup(name, ...rest)
    const error = Object.assign(new Error(`getaddrinfo EAI_AGAIN ${name}`), { code: 'EAI_AGAIN', syscall: 'getaddrinfo', hostname: name })
    process.nextTick(rest.at(-1), error)
    return {}
  }
  return () => {
    net.Socket.prototype.connect = connect
    dns.lookup = lookup
  }
}

module.exports = { cutNetwork }
