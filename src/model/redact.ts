const MARK = '[redacted]'

// Shapes of what must never reach a log. Source: GitHub's published token formats, RFC 7519, RFC 7468.
const SHAPES: readonly RegExp[] = [
  /\bgh[pousr]_[A-Za-z0-9_]{16,}/g,
  /\bgithub_pat_\w{20,}/g,
  /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  /\bsha(?:1|256)=[0-9a-f]{40,64}\b/g,
  /\bsk-[A-Za-z0-9_-]{16,}/g,
  /(?<=:\/\/[^\s:/@"]{0,64}:)[^\s@/"]+(?=@)/g, // the password in a URL
  /(?<=\b(?:bearer|token|basic) )[A-Za-z0-9._~+/=-]{16,}/gi,
]

/** `text` without anything that looks like a token, key, signature or password, and without the given `secrets`. */
export function redact(text: string, secrets: readonly string[] = []): string {
  let clean = text
  for (const secret of secrets) if (secret.length >= 6) clean = clean.replaceAll(secret, MARK)
  for (const shape of SHAPES) clean = clean.replace(shape, MARK)
  return clean
}
