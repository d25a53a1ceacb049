package io.tollgate.facilitator.onchain;

import io.tollgate.x402.chain.Node;
import io.tollgate.x402.chain.RpcError;
import java.io.IOException;
import java.math.BigInteger;
import org.web3j.protocol.core.methods.response.EthBlock;

/**
 * What a transaction offers for a unit of gas (EIP-1559), in wei.
 *
 * @param most     in all, the base fee included
 * @param priority of it for the block builder
 */
record Fees(BigInteger most, BigInteger priority) {
    /** Where a node does not suggest one: a thousandth of a gwei. */
    private static final BigInteger LEAST_PRIORITY = BigInteger.valueOf(1_000_000);

    /** The base fee may double before the transaction is left behind: that takes six full blocks at the least. */
    static Fees of(Node node, BigInteger ceiling) throws IOException {
        EthBlock.Block block = node.latest();
        BigInteger base = block.getBaseFeePerGasRaw() == null ? BigInteger.ZERO : block.getBaseFeePerGas();
        BigInteger priority = LEAST_PRIORITY;
        try {
            priority = node.priorityFee().max(LEAST_PRIORITY);
        } catch (RpcError e) {
            // not every node has an opinion; the least is what it says then
        }
        return new Fees(base.shiftLeft(1).add(priority), priority).within(ceiling);
    }

    /** A quarter more, or the market's price where that is higher: nodes replace a transaction from a tenth more on. */
    Fees raised(Fees market, BigInteger ceiling) {
        return new Fees(
                        quarterMore(most).max(market.most()),
                        quarterMore(priority).max(market.priority()))
                .within(ceiling);
    }

    /** True when a node would take a transaction with these fees for one with the others. */
    boolean replaces(Fees other) {
        return tenthMore(other.most).compareTo(most) <= 0
                && tenthMore(other.priority).compareTo(priority) <= 0;
    }

    private Fees within(BigInteger ceiling) {
        return new Fees(most.min(ceiling), priority.min(ceiling));
    }

    private static BigInteger quarterMore(BigInteger fee) {
        return fee.add(fee.shiftRight(2)).add(BigInteger.ONE);
    }

    private static BigInteger tenthMore(BigInteger fee) {
        return fee.add(fee.divide(BigInteger.TEN));
    }
}
