// Takes the network away: nothing answers but this machine.
const dns = process.getBuiltinModule('node:dns')
const net = process.getBuiltinModule('node:net')

const LOCAL = /^(?:127\.|::1$|localhost$|0\.0\.0\.0$|::ffff:127\.)/i

/** Names are not found and addresses not reached, as on a machine without a network; this machine's own ports are. */
function cutNetwork() {
  const { connect } = net.Socket.prototype
  net.Socket.prototype.connect = function (...args) {
    const [first, second] = Array.isArray(args[0]) ? args[0] : args
    const { host, path, port } = typeof first === 'object' && first !== null ? first : { port: first, host: second }
    if (path !== undefined || port === undefined || host === undefined || LOCAL.test(host)) return connect.apply(this, args)
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
    if (LOCAL.test(name)) return lookup(name, ...rest)
    const error = Object.assign(new Error(`getaddrinfo EAI_AGAIN ${name}`), { code: 'EAI_AGAIN', syscall: 'getaddrinfo', hostname: name })
    process.nextTick(rest.at(-1), error)
    return {}
  }
}

module.exports = { cutNetwork }
