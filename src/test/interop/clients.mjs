// The official x402 clients, each set up as its own README says and wrapped into the same shape:
// (url, account) => {status, headers, bytes}. Old ones speak version 1 of the protocol, new ones version 2.
import axios from 'axios';
import { createWalletClient, custom } from 'viem';
import { baseSepolia } from 'viem/chains';
import { wrapFetchWithPayment as wrapFetchV1 } from 'x402-fetch';
import { withPaymentInterceptor } from 'x402-axios';
import { wrapFetchWithPayment as wrapFetchV2, x402Client } from '@x402/fetch';
import { wrapAxiosWithPayment, x402Client as x402ClientOfAxios } from '@x402/axios';
import { ExactEvmScheme } from '@x402/evm';

const NETWORK = 'eip155:84532';

export const clients = {
  'x402-fetch': (url, account) => viaFetch(wrapFetchV1(fetch, wallet(account)), url),

  // The interceptor reads the terms out of error.response.data, so the 402 has to be parsed although files come as bytes.
  'x402-axios': (url, account) =>
    viaAxios(
      withPaymentInterceptor(
        axios.create({ transformResponse: (data, _headers, status) => (status === 402 ? JSON.parse(text(data)) : data) }),
        wallet(account),
      ),
      url,
    ),

  '@x402/fetch': (url, account) =>
    viaFetch(wrapFetchV2(fetch, new x402Client().register(NETWORK, new ExactEvmScheme(account))), url),

  '@x402/axios': (url, account) =>
    viaAxios(
      wrapAxiosWithPayment(axios.create(), new x402ClientOfAxios().register(NETWORK, new ExactEvmScheme(account))),
      url,
    ),
};

/** A wallet that signs and nothing else: whatever would ask a chain fails the purchase. */
function wallet(account) {
  const transport = custom({
    request: async ({ method }) => {
      throw new Error(`buying must not ask a chain, but asked ${method}`);
    },
  });
  return createWalletClient({ account, chain: baseSepolia, transport });
}

async function viaFetch(payingFetch, url) {
  const response = await payingFetch(url, { method: 'GET' });
  return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
}

async function viaAxios(payingAxios, url) {
  const response = await payingAxios.get(url, { responseType: 'arraybuffer' });
  return { status: response.status, headers: response.headers, bytes: Buffer.from(response.data) };
}

function text(data) {
  return Buffer.from(data).toString('utf8');
}
