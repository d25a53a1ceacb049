// The official facilitator library behind HTTP, on the chain of RPC_URL: node facilitator.mjs, prints "listening PORT".
import express from 'express';
import { createWalletClient, http, publicActions } from 'viem';
import { privateKeyToAccount } from 'viem/accounts';
import { baseSepolia } from 'viem/chains';
import { x402Facilitator } from '@x402/core/facilitator';
import { toFacilitatorEvmSigner } from '@x402/evm';
import { ExactEvmScheme } from '@x402/evm/exact/facilitator';
import { ExactEvmSchemeV1 } from '@x402/evm/exact/v1/facilitator';

const account = privateKeyToAccount(process.env.GAS_KEY);
const transport = http(process.env.RPC_URL);
const wallet = createWalletClient({ account, chain: baseSepolia, transport, pollingInterval: 100 }).extend(publicActions);
const signer = toFacilitatorEvmSigner({ ...wallet, address: account.address });
const facilitator = new x402Facilitator()
  .register('eip155:84532', new ExactEvmScheme(signer))
  .registerV1('base-sepolia', new ExactEvmSchemeV1(signer));

const app = express().use(express.json());
app.get('/supported', (_request, response) => response.json(facilitator.getSupported()));
for (const call of ['verify', 'settle']) {
  app.post(`/${call}`, async (request, response) => {
    try {
      response.json(await facilitator[call](request.body.paymentPayload, request.body.paymentRequirements));
    } catch (error) {
      response.status(500).json({ error: error.message });
    }
  });
}
const server = app.listen(0, '127.0.0.1', () => console.log(`listening ${server.address().port}`));
