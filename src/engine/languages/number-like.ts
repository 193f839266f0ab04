/** A number written as another one is: with `_` between its thousands, in hexadecimal digits of the same case. */
export function numberLike(old: string, plain: string): string {
  if (/^-?\d+$/.test(plain)) {
    const sign = plain.startsWith('-') ? '-' : ''
    const digits = plain.replace('-', '')
    const [, prefix, written] = /^-?(0[xX])([\da-fA-F_]+)$/.exec(old) ?? []
    if (prefix !== undefined && written !== undefined) {
      const text = BigInt(digits).toString(16).padStart(written.replaceAll('_', '').length, '0')
      return `${sign}${prefix}${/[A-F]/.test(written) ? text.toUpperCase() : text}`
    }
    if (/^-?\d{1,3}(?:_\d{3})+$/.test(old)) return `${sign}${digits.replace(/\B(?=(?:\d{3})+$)/g, '_')}`
    return plain
  }
  const [, whole, fraction] = /^(-?\d+)\.(\d+)$/.exec(plain) ?? []
  const [, oldWhole, oldFraction] = /^(-?[\d_]+)\.(\d+)$/.exec(old) ?? []
  if (whole === undefined || fraction === undefined || oldWhole === undefined || oldFraction === undefined) return plain
  const grouped = oldWhole.includes('_') ? whole.replace(/\B(?=(?:\d{3})+$)/g, '_') : whole
  // `12.50` has its places of money
  return `${grouped}.${/0$/.test(oldFraction) && oldFraction !== '0' ? fraction.padEnd(oldFraction.length, '0') : fraction}`
}
