// Uses the official extensions of version 2 against one file for sale: node extensions.mjs <url> <privateKey>
// Prints one line of JSON with what was seen; exit 1 and {error} when an official function was not content.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { privateKeyToAccount } from 'viem/accounts';
import { decodePaymentRequiredHeader } from '@x402/core/http';
import { wrapFetchWithPayment, x402Client } from '@x402/fetch';
import { ExactEvmScheme } from '@x402/evm';
import { createSIWxClientExtension, wrapFetchWithSIWx } from '@x402/extensions/sign-in-with-x';
import { appendPaymentIdentifierToExtensions } from '@x402/extensions/payment-identifier';
import {
  decodeSignedOffers,
  extractOffersFromPaymentRequired,
  extractReceiptFromResponse,
  findAcceptsObjectFromSignedOffer,
  verifyOfferSignatureJWS,
  verifyReceiptMatchesOffer,
  verifyReceiptSignatureJWS,
} from '@x402/extensions/offer-receipt';

const NETWORK = 'eip155:84532';
const [url, privateKey] = process.argv.slice(2);
const account = privateKeyToAccount(privateKey);

try {
  console.log(JSON.stringify(await run()));
} catch (error) {
  console.log(JSON.stringify({ error: error.stack }));
  process.exitCode = 1;
}

async function run() {
  const terms = decodePaymentRequiredHeader((await fetch(url)).headers.get('PAYMENT-REQUIRED'));
  const [offer] = decodeSignedOffers(extractOffersFromPaymentRequired(terms));
  // neither call is given a key: both resolve the did:web in the signature
  const offered = await verifyOfferSignatureJWS(offer.signedOffer);
  assert.equal(findAcceptsObjectFromSignedOffer(offer, terms.accepts), terms.accepts[0]);

  const identifier = `pay_${createHash('sha256').update(account.address).digest('hex').slice(0, 32)}`;
  const bought = await paying(identifier)(url);
  const receipt = extractReceiptFromResponse(bought);
  const received = await verifyReceiptSignatureJWS(receipt);
  assert.ok(verifyReceiptMatchesOffer(receipt, offer, [account.address]), 'the receipt is not for the offer');

  const signedAnew = await paying(identifier)(url);
  const byWallet = await wrapFetchWithSIWx(fetch, account)(url);
  const byExtension = await signingIn()(url);
  return {
    offer: offered,
    receipt: received,
    bought: await sha256(bought),
    signedAnew: signedAnew.status,
    byWallet: await sha256(byWallet),
    byExtension: await sha256(byExtension),
  };
}

/** Pays as its README says, under a name for the payment. */
function paying(identifier) {
  const client = new x402Client().register(NETWORK, new ExactEvmScheme(account));
  client.onBeforePaymentCreation(async ({ paymentRequired }) => {
    appendPaymentIdentifierToExtensions(paymentRequired.extensions, identifier);
  });
  return wrapFetchWithPayment(fetch, client);
}

/** Signs in first and would pay if that did not do. */
function signingIn() {
  const client = new x402Client().register(NETWORK, new ExactEvmScheme(account));
  client.registerExtension(createSIWxClientExtension({ signers: [account] }));
  return wrapFetchWithPayment(fetch, client);
}

async function sha256(response) {
  assert.equal(response.status, 200);
  return createHash('sha256').update(Buffer.from(await response.arrayBuffer())).digest('hex');
}
