// An official MCP client, of either era, whose user is asked before a payment: node approve.mjs CLIENT URL TOKEN ANSWER
// BLOBID, where ANSWER is what the user says (accept, no, decline, cancel) or "unasked" for a client that cannot ask.
// Prints one line of JSON.
const clients = {
  '@modelcontextprotocol/sdk': async () => {
    const { ElicitRequestSchema } = await import('@modelcontextprotocol/sdk/types.js');
    return {
      Client: (await import('@modelcontextprotocol/sdk/client/index.js')).Client,
      Http: (await import('@modelcontextprotocol/sdk/client/streamableHttp.js')).StreamableHTTPClientTransport,
      options: {},
      question: ElicitRequestSchema,
      call: (client, request, options) => client.callTool(request, undefined, options),
    };
  },
  '@modelcontextprotocol/client': async () => {
    const { Client, StreamableHTTPClientTransport } = await import('@modelcontextprotocol/client');
    return {
      Client,
      Http: StreamableHTTPClientTransport,
      options: { versionNegotiation: { mode: 'auto' } },
      question: 'elicitation/create',
      call: (client, request, options) => client.callTool(request, options),
    };
  },
};

const answers = {
  accept: { action: 'accept', content: { approve: true } },
  no: { action: 'accept', content: { approve: false } },
  decline: { action: 'decline' },
  cancel: { action: 'cancel' },
};

const [name, url, token, said, blobId] = process.argv.slice(2);
const { Client, Http, options, question, call } = await clients[name]();
const capabilities = said === 'unasked' ? {} : { elicitation: { form: {} } };
const client = new Client({ name: 'interop', version: '1' }, { ...options, capabilities });
const questions = [];
if (said !== 'unasked') {
  client.setRequestHandler(question, async (request) => {
    questions.push(request.params.message);
    return answers[said];
  });
}
await client.connect(new Http(new URL(url), { requestInit: { headers: { Authorization: `Bearer ${token}` } } }));

const use = async (tool, args) => {
  const result = await call(client, { name: tool, arguments: args }, { onprogress: () => {} });
  return result.structuredContent;
};
const first = await use('download-file-from-walrus', { blobId });
const answer = { questions, code: first.code ?? first.status, paid: first.paid === true };
if (first.code === 'approval_needed') {
  const quote = await use('quote-download', { blobId });
  const second = await use('download-file-from-walrus', { blobId, confirm: quote.confirm });
  answer.paidWithConfirm = second.paid === true;
}
await client.close();
console.log(JSON.stringify(answer));
