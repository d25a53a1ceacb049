// Requests the terms of a URL, signs a payment with the official client, and prints it as a header for curl.
// node pay.mjs URL PRIVATE_KEY
import { x402Client, x402HTTPClient } from '@x402/core/client';
import { registerExactEvmScheme } from '@x402/evm/exact/client';
import { privateKeyToAccount } from 'viem/accounts';

const [url, key] = process.argv.slice(2);
const client = new x402Client();
registerExactEvmScheme(client, { signer: privateKeyToAccount(key) });
const http = new x402HTTPClient(client);
const refused = await fetch(url);
if (refused.status !== 402) throw new Error(`${url} answers ${refused.status}`);
const body = await refused.text();
const terms = http.getPaymentRequiredResponse((name) => refused.headers.get(name), body ? JSON.parse(body) : undefined);
const payment = await http.createPaymentPayload(terms);
for (const [name, value] of Object.entries(http.encodePaymentSignatureHeader(payment))) console.log(`${name}: ${value}`);
