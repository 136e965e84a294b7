// A row for pushing by WeCom's own SDK: the best of ten rounds. Its arguments are those of the Rust side.

const { WSClient } = require('@wecom/aibot-node-sdk');

const [url, id, secret, pushes, together] = process.argv.slice(1);
const silent = { debug() {}, info() {}, warn() {}, error: console.error };
const client = new WSClient({ botId: id, secret, wsUrl: url, logger: silent });
const body = { msgtype: 'markdown', markdown: { content: 'disk full on db-1: 98 % of /var are in use' } };

async function round() {
  const [cpu, wall] = [process.cpuUsage(), process.hrtime.bigint()];
  const lane = async () => {
    for (let left = pushes / together; left > 0; left -= 1) await client.sendMessage('lisi', body);
  };
  await Promise.all(Array.from({ length: together }, lane));
  const { user, system } = process.cpuUsage(cpu);
  return { cpu: (user + system) / pushes, wall: Number(process.hrtime.bigint() - wall) / 1000 / pushes };
}

client.on('authenticated', async () => {
  await round();
  const rounds = [];
  for (let number = 0; number < 10; number += 1) rounds.push(await round());
  const [cpu, wall] = ['cpu', 'wall'].map((name) => Math.min(...rounds.map((it) => it[name])));
  console.log(`| ${together} | @wecom/aibot-node-sdk | ${cpu.toFixed(1)} | ${wall.toFixed(1)} | ${Math.round(1e6 / wall)} |`);
  client.disconnect();
  process.exit(0);
});
client.connect();
