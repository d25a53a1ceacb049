// Calls test_noop of every server in turn: node load.mjs SECONDS NAME=URL…. Prints rps of 16 callers, then p50 and p99 of one.
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

const millis = Number(seconds) * 1000;
for (const server of servers) {
  const [name, url] = [server.slice(0, server.indexOf('=')), server.slice(server.indexOf('=') + 1)];
  await run(url, 16, millis);
  const many = await run(url, 16, millis);
  const one = await run(url, 1, millis);
  console.log(`${name.padEnd(22)} ${String(many.rps).padStart(6)} rps   p50 ${one.p50.toFixed(2)} ms   p99 ${one.p99.toFixed(2)} ms`);
}
