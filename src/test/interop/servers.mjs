// Two official servers that sell one file each through the facilitator at FACILITATOR_URL: /v2 by @x402/express, /v1 by
// x402-express. node servers.mjs, prints "listening PORT".
import { createHash } from 'node:crypto';
import express from 'express';
import { paymentMiddleware, x402ResourceServer } from '@x402/express';
import { HTTPFacilitatorClient } from '@x402/core/server';
import { ExactEvmScheme } from '@x402/evm/exact/server';
import { paymentMiddleware as paymentMiddlewareV1 } from 'x402-express';

const { FACILITATOR_URL, PAY_TO } = process.env;
const file = createHash('sha512').update('a file for sale').digest();

const app = express();
const facilitator = new HTTPFacilitatorClient({ url: FACILITATOR_URL });
app.use(
  paymentMiddleware(
    {
      'GET /v2': {
        accepts: { scheme: 'exact', price: '$0.01', network: 'eip155:84532', payTo: PAY_TO },
        description: 'A file',
      },
    },
    new x402ResourceServer(facilitator).register('eip155:84532', new ExactEvmScheme()),
  ),
);
app.use(
  paymentMiddlewareV1(
    PAY_TO,
    { 'GET /v1': { price: '$0.01', network: 'base-sepolia', config: { description: 'A file' } } },
    { url: FACILITATOR_URL },
  ),
);
app.get(['/v1', '/v2'], (_request, response) => response.type('application/octet-stream').send(file));
const server = app.listen(0, '127.0.0.1', () => console.log(`listening ${server.address().port}`));
