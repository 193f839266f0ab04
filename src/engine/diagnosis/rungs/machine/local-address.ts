/** An address on the machine itself, or on a container beside it: a single word, as compose files name services. */
const LOCAL =
  /^(?:localhost|127(?:\.\d+){3}|0\.0\.0\.0|::1|10(?:\.\d+){3}|192\.168(?:\.\d+){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d+){2}|[a-z][\w-]*)$/

export function isLocalAddress(host: string): boolean {
  return LOCAL.test(host)
}

/** Where a refused or failed connection went, as far as the text says; port '' where it does not. */
export function addressIn(text: string): { readonly host: string; readonly port: string } | null {
  const socket =
    /(?:ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|connecting to|connect to|Connection refused:?|host=)[ '"]{0,3}(?<host>\[?[\w.:-]*?[\w:]\]?)['"]?(?::|, port[= ]|\/)(?<port>\d{2,5})\b/.exec(
      text,
    ) ??
    /(?:at|host|server) "?(?<host>[\w.-]+)"?(?: \([^)\n]*\))?,? (?:and accepting TCP\/IP connections on )?port (?<port>\d{2,5})/.exec(
      text,
    ) ??
    /https?:\/\/(?<host>[\w.-]+)(?::(?<port>\d{2,5}))?/.exec(text) ??
    /(?:ENOTFOUND|EAI_AGAIN|resolve host:?|Failed to resolve|lookup|host name|hostname) ['"]?(?<host>[\w-]+(?:\.[\w-]+)+)/.exec(text)
  return socket?.groups?.['host'] ? { host: socket.groups['host'].replace(/^\[|\]$/g, ''), port: socket.groups['port'] ?? '' } : null
}
