// Buys one file with one official client: node buy.mjs <client> <url> <privateKey> <outFile>
// Prints one line of JSON {client, status, receipt, bytes, sha256}; exit 1 and {client, error} when nothing was bought.
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { privateKeyToAccount } from 'viem/accounts';
import { clients } from './clients.mjs';

const [client, url, privateKey, outFile] = process.argv.slice(2);

try {
  if (!clients[client] || !outFile) {
    throw new Error(`usage: node buy.mjs ${Object.keys(clients).join('|')} <url> <privateKey> <outFile>`);
  }
  const { status, headers, bytes } = await clients[client](url, privateKeyToAccount(privateKey));
  if (status !== 200) {
    throw new Error(`answered ${status}: ${bytes.subarray(0, 500).toString('utf8')}`);
  }
  await writeFile(outFile, bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  console.log(JSON.stringify({ client, status, receipt: receipt(headers), bytes: bytes.length, sha256 }));
} catch (error) {
  console.log(JSON.stringify({ client, error: describe(error) }));
  process.exitCode = 1;
}

/** The receipt that came with the file, under the header name of the version that was paid. */
function receipt(headers) {
  for (const header of ['PAYMENT-RESPONSE', 'X-PAYMENT-RESPONSE']) {
    const value = headers.get(header);
    if (value) {
      return { header, ...JSON.parse(Buffer.from(value, 'base64').toString('utf8')) };
    }
  }
  throw new Error('the file came without a receipt');
}

function describe(error) {
  const answer = error.response;
  if (!answer) {
    return error.message;
  }
  const body = Buffer.isBuffer(answer.data) ? answer.data.toString('utf8') : JSON.stringify(answer.data);
  return `answered ${answer.status}: ${body?.slice(0, 500)}`;
}
