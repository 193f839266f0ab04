import { SutureError } from '../../model/error.ts'

/** A release of an action, pinned by its commit. */
export type ActionPin = { readonly action: string; readonly release: string; readonly commit: string }

/** The newest known release of each major version, read from the tags of the actions' repositories in 2026-11. */
const RELEASES = `
actions/checkout v4.4.0 11d5960a326750d5838078e36cf38b85af677262
actions/checkout v5.1.0 fbc6f3992d24b796d5a048ff273f7fcc4a7b6c09
actions/checkout v6.1.0 d23441a48e516b6c34aea4fa41551a30e30af803
actions/checkout v7.0.1 3d3c42e5aac5ba805825da76410c181273ba90b1
actions/setup-node v3.9.1 3235b876344d2a9aa001b8d1453c930bba69e610
actions/setup-node v4.4.0 49933ea5288caeca8642d1e84afbd3f7d6820020
actions/setup-node v5.0.0 a0853c24544627f65ddf259abe73b1d18a591444
actions/setup-node v6.5.0 249970729cb0ef3589644e2896645e5dc5ba9c38
actions/setup-node v7.0.0 820762786026740c76f36085b0efc47a31fe5020
actions/upload-artifact v3.2.1-node20 c24449f33cd45d4826c6702db7e49f7cdb9b551d
actions/upload-artifact v7.0.0 bbbca2ddaa5d8feaa63e36b76fdaad77386f024f
actions/download-artifact v3.1.0-node20 ad191675b41f6a5b46da9a048cb6893812da158b
actions/download-artifact v8.0.1 3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c
actions/setup-python v3.1.4 3542bca2639a428e1796aaa6a2ffef0c0f575566
actions/setup-python v4.9.1 7f4fc3e22c37d6ff65e88745f38bd3157c663f7c
actions/setup-python v5.6.0 a26af69be951a213d495a4c3e4e4022e16d87065
actions/setup-python v6.3.0 ece7cb06caefa5fff74198d8649806c4678c61a1
actions/setup-python v7.0.0 5fda3b95a4ea91299a34e894583c3862153e4b97
actions/cache v3.5.0 6f8efc29b200d32929f49075959781ed54ec270c
actions/cache v4.3.0 0057852bfaa89a56745cba8c7296529d2fc39830
actions/cache v5.0.5 27d5ce7f107fe9357f9df03efb73ab90386fccae
actions/setup-java v3.14.2 e9fbacdec3bb3b6036605a3e6f7995d66773a8c6
actions/setup-java v4.9.1 cf277c60eb25467037889841efdb72551f06f6c3
actions/setup-java v5.7.0 b6effb05e454b25005698d916606bdc6ffcbf961
pnpm/action-setup v2.4.1 eae0cfeb286e66ffb5155f1a79b90583a127a68b
pnpm/action-setup v3.0.0 a3252b78c470c02df07e9d59298aecedc3ccdd6d
pnpm/action-setup v4.0.0 fe02b34f77f8bc703788d5817da081398fad5dd2
astral-sh/setup-uv v3.2.4 caf0cab7a618c569241d31dcd442f54681755d39
astral-sh/setup-uv v4.2 38f3f104447c67c051c4a08e39b64a148898af3a
astral-sh/setup-uv v5.4.2 d4b2f3b6ecc6e67c4457f6d3e41ec42d3d0fcb86
astral-sh/setup-uv v6.8 d0cc045d04ccac9d8b7881df0226f9e82c39688e
astral-sh/setup-uv v7.6 37802adc94f370d6bfd71619e3f0bf239e1f3b78
astral-sh/setup-uv v8.3.2 11f9893b081a58869d3b5fccaea48c9e9e46f990
astral-sh/setup-uv v9.0.0 c771a70e6277c0a99b617c7a806ffedaca235ff9
astral-sh/setup-uv v10.0.1 20cfd1bf945f4377ade1205e4dbc17946fc9a30d
snok/install-poetry v1.4.2 a783c322200f0519c7926aa6faa857c4e23e9263
pdm-project/setup-pdm v3.3 ddc33ca746b5716353581f988b29464200212702
pdm-project/setup-pdm v4.4 94a823180e06fcde4ad29308721954a521c96ed0
oven-sh/setup-bun v1.2.2 f4d14e03ff726c06358e5557344e1da148b56cf7
oven-sh/setup-bun v2.2.0 0c5077e51419868618aeaa5fe8019c62421857d6
`

const ACTION_PINS: readonly ActionPin[] = RELEASES.trim()
  .split('\n')
  .map((line) => {
    const [action = '', release = '', commit = ''] = line.split(' ')
    return { action, release, commit }
  })

/** A known release of an action; throws for one that is not in the list. */
export function pinOfRelease(action: string, release: string): ActionPin {
  const pin = ACTION_PINS.find((one) => one.action === action && one.release === release)
  if (!pin) throw new SutureError('unknown_action', `The release ${release} of ${action} is not known.`, 'Add it to action-pins.ts.')
  return pin
}

/** The pin of `owner/name@v4`, `@v4.1` or `@v4.1.2`: the newest known release of that major version. */
export function pinOf(action: string, tag: string): ActionPin | undefined {
  const major = /^v?(\d+)(\.\d+)*$/.exec(tag)?.[1]
  return ACTION_PINS.find((pin) => pin.action === action && pin.release.match(/\d+/)?.[0] === major)
}
