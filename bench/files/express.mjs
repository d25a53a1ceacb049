// Sells one file from the disk with the official server: node express.mjs FILE. Prints "listening PORT".
import express from 'express';
import { paymentMiddleware, x402ResourceServer } from '@x402/express';
import { HTTPFacilitatorClient } from '@x402/core/server';
import { ExactEvmScheme } from '@x402/evm/exact/server';

const { FACILITATOR_URL, PAY_TO } = process.env;
const app = express();
app.use(
  paymentMiddleware(
    { 'GET /file': { accepts: { scheme: 'exact', price: '$0.01', network: 'eip155:84532', payTo: PAY_TO } } },
    new x402ResourceServer(new HTTPFacilitatorClient({ url: FACILITATOR_URL })).register(
      'eip155:84532',
      new ExactEvmScheme(),
    ),
  ),
);
app.get('/file', (_request, response) => response.sendFile(process.argv[2]));
const server = app.listen(0, '127.0.0.1', () => console.log(`listening ${server.address().port}`));
