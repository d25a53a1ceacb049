// An official MCP client, of either era, that uploads a file and downloads it again through the tools, as the prompts of
// the documentation do: node mcp.mjs CLIENT http URL | stdio FOLDER JAVA ARGUMENT…. Prints one line of JSON.
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

const clients = {
  '@modelcontextprotocol/sdk': async () => ({
    Client: (await import('@modelcontextprotocol/sdk/client/index.js')).Client,
    Http: (await import('@modelcontextprotocol/sdk/client/streamableHttp.js')).StreamableHTTPClientTransport,
    Stdio: (await import('@modelcontextprotocol/sdk/client/stdio.js')).StdioClientTransport,
    options: {},
    call: (client, request, options) => client.callTool(request, undefined, options),
  }),
  '@modelcontextprotocol/client': async () => {
    const { Client, StreamableHTTPClientTransport } = await import('@modelcontextprotocol/client');
    return {
      Client,
      Http: StreamableHTTPClientTransport,
      Stdio: (await import('@modelcontextprotocol/client/stdio')).StdioClientTransport,
      options: { versionNegotiation: { mode: 'auto' } },
      call: (client, request, options) => client.callTool(request, options),
    };
  },
};

const [name, way, where, ...command] = process.argv.slice(2);
const { Client, Http, Stdio, options, call } = await clients[name]();
const client = new Client({ name: 'interop', version: '1' }, options);
let notified = 0;
const called = new Set();
const use = async (tool, args) => {
  const result = await call(client, { name: tool, arguments: args }, { onprogress: () => notified++ });
  if (result.isError) {
    throw new Error(JSON.stringify(result.structuredContent));
  }
  called.add(tool);
  return result.structuredContent;
};

const answer = {};
if (way === 'http') {
  await client.connect(new Http(new URL(where)));
  const content = randomBytes(3000).toString('hex');
  const up = await use('upload-file-to-walrus', { fileContent: Buffer.from(content).toString('base64'), numEpochs: 10 });
  const down = await use('download-file-from-walrus', { blobId: up.blobId });
  answer.same = down.content === content;
  answer.transaction = down.payment?.transaction;
} else {
  const folder = mkdtempSync(join(where, 'files-'));
  const [file, out] = [join(folder, 'file.txt'), join(folder, 'downloaded.txt')];
  writeFileSync(file, randomBytes(700_000));
  await client.connect(
    new Stdio({ command: command[0], args: command.slice(1), env: { ...process.env, MCP_FILE_ROOTS: where }, stderr: 'inherit' }),
  );
  const up = await use('upload-file-to-walrus', { filePath: file, numEpochs: 10 });
  answer.uploaded = ['status', 'blobId', 'blobUrl', 'endEpoch', 'suiUrl'].every((field) => field in up);
  const down = await use('download-file-from-walrus', { blobId: up.blobId, outputPath: out });
  answer.same = readFileSync(file).equals(readFileSync(out));
  answer.transaction = down.payment?.transaction;
  const elsewhere = await call(client, { name: 'upload-file-to-walrus', arguments: { filePath: '/etc/hostname' } });
  answer.elsewhere = elsewhere.structuredContent.code;
}
await use('quote-download', { blobId: (await use('list-purchases', {})).purchases[0].url.split('/').pop() });
await use('wallet-status', {});
await use('get-data-from-resource-server', {});
answer.tools = (await client.listTools()).tools.map((tool) => tool.name);
answer.called = [...called];
answer.version = client.getNegotiatedProtocolVersion?.() ?? 'older';
answer.notified = notified;
await client.close();
console.log(JSON.stringify(answer));
