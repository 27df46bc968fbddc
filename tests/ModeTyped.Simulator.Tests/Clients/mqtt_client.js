// A device on npm's mqtt that does everything MODE's MQTT page lists, until the command "end".
const [port, library] = process.argv.slice(2);
const mqtt = require(library);

const device = '/devices/1234';
const subscriptions = [`${device}/command`, `${device}/kv`, `${device}/bulkData/forecast/response`];

const client = mqtt.connect(`mqtt://127.0.0.1:${port}`, {
  protocolVersion: 4, clean: true, clientId: '', username: '1234', password: 'key', reconnectPeriod: 0,
});

let acknowledged = 0;
const sent = (error) => {
  if (error) throw error;
  console.log(`acknowledged ${++acknowledged}`);
};

client.on('error', (error) => { throw error; });
client.on('message', (topic, payload) => {
  console.log(`${topic} ${payload}`);
  if (topic === `${device}/command`) client.unsubscribe(subscriptions, () => client.end());
});
client.on('connect', () => client.subscribe(subscriptions, { qos: 0 }, (error, granted) => {
  if (error) throw error;
  console.log(`subscribed ${granted.map((one) => one.qos).join(' ')}`);
  const event = '{"eventType":"test","eventData":{"x":123}}';
  client.publish(`${device}/event`, event, { qos: 0 });
  client.publish(`${device}/event`, event, { qos: 1 }, sent);
  client.publish(`${device}/bulkData/vibration`, Buffer.from('bytes'), { qos: 1 }, sent);
  client.publish(`${device}/kv`, '{"action":"set","key":"interval","value":60}', { qos: 1 }, sent);
  const request = '{"bulkDataLabel":"forecast","requestId":"r-1","payload":{"hours":24}}';
  client.publish(`${device}/bulkData/forecast/request`, request, { qos: 0 });
}));
