import { crc32 } from 'node:zlib'

const ENTRY = Buffer.from('<testsuite/>')

/** A zip of so many small entries, with the end record of zip64 that so many need. */
export function manyEntries(count: number): Buffer {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (let index = 0; index < count; index += 1) {
    const name = Buffer.from(`reports/${String(index).padStart(6, '0')}.xml`)
    const shared = Buffer.alloc(26) // stored, not deflated
    shared.writeUInt16LE(20, 0)
    shared.writeUInt32LE(crc32(ENTRY), 10)
    shared.writeUInt32LE(ENTRY.length, 14)
    shared.writeUInt32LE(ENTRY.length, 18)
    shared.writeUInt16LE(name.length, 22)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), shared, name, ENTRY])
    locals.push(local)
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02'), Buffer.from([20, 3]), shared, tail, name]))
    offset += local.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(56)
  end.write('PK\x06\x06', 'latin1')
  end.writeBigUInt64LE(44n, 4)
  end.writeUInt16LE(45, 12)
  end.writeUInt16LE(45, 14)
  end.writeBigUInt64LE(BigInt(count), 24)
  end.writeBigUInt64LE(BigInt(count), 32)
  end.writeBigUInt64LE(BigInt(central.length), 40)
  end.writeBigUInt64LE(BigInt(offset), 48)
  const locator = Buffer.alloc(20)
  locator.write('PK\x06\x07', 'latin1')
  locator.writeBigUInt64LE(BigInt(offset + central.length), 8)
  locator.writeUInt32LE(1, 16)
  const classic = Buffer.alloc(22, 0xff)
  classic.write('PK\x05\x06', 'latin1')
  classic.writeUInt32LE(0, 4)
  classic.writeUInt16LE(0, 20)
  return Buffer.concat([...locals, central, end, locator, classic])
}
