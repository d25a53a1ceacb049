// Calls test_noop of each server in turn: node load.mjs SECONDS NAME=URL…. Prints the rate of 16 callers, and p50 and p99
// of one caller: medians of three alternating rounds after a warm-up round.
import http from 'node:http';

const [seconds, ...servers] = process.argv.slice(2);
const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'test_noop', arguments: {} } });
const headers = {
  'Content-Type': 'application/json',
  'Content-Length': Buffer.byteLength(body),
  Accept: 'application/json, text/event-stream',
  'MCP-Protocol-Version': '2025-11-25',
};

function call(url, agent) {
  return new Promise((resolve, reject) => {
    const request = http.request(url, { method: 'POST', headers, agent }, (response) => {
      let text = '';
      response.on('data', (part) => (text += part));
      response.on('end', () => (text.includes('"ok"') ? resolve() : reject(new Error(text))));
    });
    request.on('error', reject);
    request.end(body);
  });
}

async function run(url, callers, millis) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: callers });
  const times = [];
  const end = Date.now() + millis;
  await Promise.all(
    Array.from({ length: callers }, async () => {
      while (Date.now() < end) {
        const from = performance.now();
        await call(url, agent);
        times.push(performance.now() - from);
      }
    }),
  );
  agent.destroy();
  times.sort((a, b) => a - b);
  return { rps: Math.round(times.length / (millis / 1000)), p50: times[times.length >> 1], p99: times[Math.floor(times.length * 0.99)] };
}

const ROUNDS = 3;
const millis = Number(seconds) * 1000;
const targets = servers.map((server) => ({ name: server.slice(0, server.indexOf('=')), url: server.slice(server.indexOf('=') + 1), rounds: [] }));
for (const { url } of targets) {
  await run(url, 16, 2 * millis);
}
for (let round = 0; round < ROUNDS; round++) {
  for (const { url, rounds } of targets) {
    const { rps } = await run(url, 16, millis);
    const { p50, p99 } = await run(url, 1, millis);
    rounds.push({ rps, p50, p99 });
  }
}
const median = (rounds, of) => rounds.map((round) => round[of]).sort((a, b) => a - b)[ROUNDS >> 1];
for (const { name, rounds } of targets) {
  const [rps, p50, p99] = ['rps', 'p50', 'p99'].map((of) => median(rounds, of));
  const times = (median(rounds, 'rps') / median(targets.at(-1).rounds, 'rps')).toFixed(2);
  console.log(`${name.padEnd(22)} ${String(rps).padStart(6)} rps (${times}x)   p50 ${p50.toFixed(2)} ms   p99 ${p99.toFixed(2)} ms`);
}
