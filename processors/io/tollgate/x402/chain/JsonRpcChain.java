package io.tollgate.x402.chain;

import io.tollgate.x402.evm.TokenAbi;
import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.Asset;
import io.tollgate.x402.money.AtomicAmount;
import io.tollgate.x402.money.Authorization;
import io.tollgate.x402.money.Network;
import io.tollgate.x402.money.UnixTime;
import java.io.IOException;
import java.math.BigInteger;
import java.util.function.Supplier;
import org.web3j.utils.Numeric;

/** A chain that is asked through a node's JSON-RPC, once the node is known to serve that chain and that token. */
public final class JsonRpcChain implements Chain {
    /** How far two clocks may differ, and a claim be younger than the block that the payment was in, in seconds. */
    private static final BigInteger MARGIN = BigInteger.valueOf(600);

    private static final String YES = TokenAbi.IS_VALID_SIGNATURE + "0".repeat(56);

    private final Supplier<Node> node;
    private final Network network;
    private volatile boolean verified;

    /** @param node asked for with the first question, since most gateways never ask one */
    JsonRpcChain(Supplier<Node> node, Network network) {
        this.node = node;
        this.network = network;
    }

    /** @throws WrongChain when the node serves another chain, or the token there is not the one that buyers sign for */
    void verify() throws IOException {
        verified();
    }

    private Node verified() throws IOException {
        if (!verified) {
            new ChainIdentity().verify(node.get(), network);
            verified = true;
        }
        return node.get();
    }

    @Override
    public Head latest() throws IOException {
        return Node.head(verified().latest());
    }

    @Override
    public AuthorizationUse use(Asset asset, Authorization authorization, UnixTime since) throws IOException {
        Head asOf = latest();
        AuthorizationSearch search = new AuthorizationSearch(verified(), asset, authorization);
        if (!search.used(asOf.block())) {
            return new AuthorizationUse.Unused(asOf);
        }
        UnixTime from = new UnixTime(since.seconds().subtract(MARGIN).max(BigInteger.ZERO));
        return search.backTo(from, asOf);
    }

    @Override
    public boolean hasCode(Address account) throws IOException {
        return !verified().code(account).matches("0x0*");
    }

    @Override
    public AtomicAmount balance(Asset asset, Address account) throws IOException {
        String answer = verified().call(asset.address(), TokenAbi.balanceOf(account), Node.LATEST);
        if (!answer.matches("0x[0-9a-fA-F]{64}")) {
            throw new IOException("the token tells no balance");
        }
        return new AtomicAmount(Numeric.toBigInt(answer));
    }

    @Override
    public boolean signedByContract(Address wallet, byte[] digest, byte[] signature) throws IOException {
        try {
            String answer = verified().call(wallet, TokenAbi.isValidSignature(digest, signature), Node.LATEST);
            return Numeric.cleanHexPrefix(answer).equalsIgnoreCase(Numeric.cleanHexPrefix(YES));
        } catch (RpcError e) {
            if (e.reverted()) {
                return false;
            }
            throw e;
        }
    }
}
