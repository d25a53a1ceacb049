package io.tollgate.x402.chain;

import io.tollgate.x402.evm.Eip3009;
import io.tollgate.x402.evm.TokenAbi;
import io.tollgate.x402.money.Network;
import java.io.IOException;
import org.web3j.utils.Numeric;

/**
 * Whether a node serves the chain it was named for, and the token there is the one that buyers sign for. A token with
 * another EIP-712 domain would take none of the signatures that we take.
 */
final class ChainIdentity {
    private final Eip3009 eip3009 = new Eip3009();

    /**
     * @throws WrongChain  with a sentence about what does not match
     * @throws IOException when the node cannot be asked
     */
    void verify(Node node, Network network) throws IOException {
        long chain = node.chainId();
        if (chain != network.chain().number()) {
            throw new WrongChain(
                    "the node serves eip155:" + chain + ", not " + network.chain() + " (" + network.name() + ")");
        }
        String ours = Numeric.toHexString(eip3009.domainSeparator(network.usdc()));
        String theirs = separator(node, network);
        if (!theirs.equalsIgnoreCase(ours)) {
            throw new WrongChain("the token " + network.usdc().address() + " on " + network.name()
                    + (theirs.matches("0x[0-9a-f]{64}")
                            ? " has the EIP-712 domain " + theirs
                            : " has no EIP-712 domain")
                    + ", and buyers would sign for " + ours);
        }
    }

    private static String separator(Node node, Network network) throws IOException {
        try {
            return node.call(network.usdc().address(), TokenAbi.DOMAIN_SEPARATOR, Node.LATEST);
        } catch (RpcError e) {
            if (e.reverted()) {
                return "";
            }
            throw e;
        }
    }
}
