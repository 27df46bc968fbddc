// Runs npm's mqtt-packet, a codec that this project did not write, so that MqttPacketPeerTests can compare with it.
//   node mqtt-packet.js fixtures FOLDER   prints what its own tests feed to its parser, and what the parser made of it
//   node mqtt-packet.js parse FOLDER      parses the packets on standard input, one a line in hexadecimal
// A line of output is NAME <tab> HEXADECIMAL <tab> PACKETS; PacketText.cs has the same notation.
const path = require('path')
const Module = require('module')
const [mode, folder] = process.argv.slice(2)
const mqtt = require(path.join(folder, 'node_modules/mqtt-packet'))

const hex = value => Buffer.from(value == null ? '' : value).toString('hex')
const optional = value => value == null ? '-' : hex(value)
const bit = value => value ? 1 : 0

function describe (packet) {
  switch (packet.cmd) {
    case 'connect': {
      if (packet.protocolVersion !== 4) return `connect level=${packet.protocolVersion}`
      const will = packet.will
      const willText = will ? `${hex(will.topic)}/${hex(will.payload)}/${will.qos}/${bit(will.retain)}` : '-'
      return `connect level=4 clean=${bit(packet.clean)} keepalive=${packet.keepalive} id=${hex(packet.clientId)} ` +
        `user=${optional(packet.username)} password=${optional(packet.password)} will=${willText}`
    }
    case 'connack': return `connack present=${bit(packet.sessionPresent)} code=${packet.returnCode}`
    case 'publish':
      return `publish qos=${packet.qos} dup=${bit(packet.dup)} retain=${bit(packet.retain)} ` +
        `id=${packet.messageId || 0} topic=${hex(packet.topic)} payload=${hex(packet.payload)}`
    case 'subscribe':
      return `subscribe id=${packet.messageId} ${packet.subscriptions.map(s => `${hex(s.topic)}/${s.qos}`).join(',')}`
    case 'suback': return `suback id=${packet.messageId} ${Buffer.from(packet.granted).toString('hex')}`
    case 'unsubscribe': return `unsubscribe id=${packet.messageId} ${packet.unsubscriptions.map(hex).join(',')}`
    case 'pingreq': case 'pingresp': case 'disconnect': return packet.cmd
    default: return `${packet.cmd} id=${packet.messageId}`
  }
}

function observe (parser) {
  const seen = { bytes: [], results: [] }
  parser.on('packet', packet => seen.results.push(describe(packet)))
  parser.on('error', error => seen.results.push(`error ${error.message.replace(/\s+/g, ' ')}`))
  const parse = parser.parse
  parser.parse = function (bytes) {
    seen.bytes.push(Buffer.from(bytes))
    return parse.call(this, bytes)
  }
  return seen
}

function print (name, seen) {
  if (seen.bytes.length > 0) console.log([name, Buffer.concat(seen.bytes).toString('hex'), seen.results.join('|')].join('\t'))
}

function fixtures () {
  const create = mqtt.parser
  let parsers = []
  mqtt.parser = options => {
    const parser = create(options)
    if (!options || options.protocolVersion !== 5) parsers.push(observe(parser))
    return parser
  }

  // Its tests run under a stand-in for their framework that asserts nothing.
  const checks = new Proxy({}, { get: (_, name) => name === 'throws' ? f => { try { f() } catch {} } : () => {} })
  const tape = (name, body) => {
    if (name.startsWith('Max payload')) return // 256 MiB, three times
    parsers = []
    try { body(checks) } catch {}
    parsers.forEach(seen => print(name, seen))
  }
  const load = Module._load
  Module._load = (name, ...rest) => name === 'tape' ? tape : load(name, ...rest)
  require(path.join(folder, 'node_modules/mqtt-packet/test.js'))
}

function parse () {
  for (const line of require('fs').readFileSync(0, 'latin1').split('\n')) {
    if (line === '') continue
    const parser = mqtt.parser({ protocolVersion: 4 })
    const seen = observe(parser)
    try { parser.parse(Buffer.from(line, 'hex')) } catch (error) { seen.results.push(`error ${error.message}`) }
    print('packet', seen)
  }
}

mode === 'fixtures' ? fixtures() : parse()
