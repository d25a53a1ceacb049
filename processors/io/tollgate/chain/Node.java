package io.tollgate.chain;

import io.tollgate.money.Address;
import io.tollgate.money.Asset;
import io.tollgate.money.Bytes32;
import io.tollgate.money.UnixTime;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.Web3jService;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.Response;
import org.web3j.protocol.core.methods.request.EthFilter;
import org.web3j.protocol.core.methods.request.Transaction;
import org.web3j.protocol.core.methods.response.EthBlock;
import org.web3j.protocol.core.methods.response.EthLog;
import org.web3j.protocol.core.methods.response.Log;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

/**
 * One node of a chain: the questions Tollgate asks, in its own values. Every one fails with an {@link IOException}
 * when there is no usable answer, and with an {@link RpcError} when the node or a contract refuses it.
 */
public final class Node {
    public static final DefaultBlockParameter LATEST = DefaultBlockParameterName.LATEST;

    private static final long POLLING_UNUSED = 1000;

    private final Web3j web3j;

    Node(Web3jService service) {
        // without threads of its own: nothing here polls
        web3j = Web3j.build(service, POLLING_UNUSED, Executors.newScheduledThreadPool(0));
    }

    public long chainId() throws IOException {
        return ask(web3j.ethChainId(), answer -> answer.getChainId().longValueExact());
    }

    /** The newest block. */
    public EthBlock.Block latest() throws IOException {
        return block(LATEST);
    }

    /** @throws IOException also when the node does not have the block */
    public Head block(long number) throws IOException {
        return head(block(at(number)));
    }

    private EthBlock.Block block(DefaultBlockParameter which) throws IOException {
        return ask(web3j.ethGetBlockByNumber(which, false), EthBlock::getBlock);
    }

    static Head head(EthBlock.Block block) {
        return new Head(block.getNumber().longValueExact(), new UnixTime(block.getTimestamp()));
    }

    static DefaultBlockParameter at(long block) {
        return DefaultBlockParameter.valueOf(BigInteger.valueOf(block));
    }

    /** What a contract answers to a call, as hex; {@code 0x} when there is no contract. */
    public String call(Address to, String data, DefaultBlockParameter block) throws IOException {
        Transaction call = Transaction.createEthCallTransaction(null, to.toString(), data);
        return ask(web3j.ethCall(call, block), Response::getResult);
    }

    /** The gas a transaction would take; an {@link RpcError} that says {@code reverted} when it would fail. */
    public BigInteger estimateGas(Address from, Address to, String data) throws IOException {
        Transaction call =
                Transaction.createFunctionCallTransaction(from.toString(), null, null, null, to.toString(), data);
        return ask(web3j.ethEstimateGas(call), answer -> answer.getAmountUsed());
    }

    /** As hex; {@code 0x} for an account that is only a key. */
    public String code(Address account) throws IOException {
        return ask(web3j.ethGetCode(account.toString(), LATEST), Response::getResult);
    }

    /** In wei. */
    public BigInteger balance(Address account) throws IOException {
        return ask(web3j.ethGetBalance(account.toString(), LATEST), answer -> answer.getBalance());
    }

    /** How many transactions of an account are mined, or with {@code PENDING} known. */
    public BigInteger transactionCount(Address account, DefaultBlockParameterName block) throws IOException {
        return ask(web3j.ethGetTransactionCount(account.toString(), block), answer -> answer.getTransactionCount());
    }

    /** What the node suggests to offer on top of the base fee, in wei for a unit of gas. */
    public BigInteger priorityFee() throws IOException {
        return ask(web3j.ethMaxPriorityFeePerGas(), answer -> answer.getMaxPriorityFeePerGas());
    }

    /** @param signed the signed transaction as hex */
    public Bytes32 send(String signed) throws IOException {
        return new Bytes32(ask(web3j.ethSendRawTransaction(signed), Response::getResult));
    }

    /** Empty while the transaction is not in a block. */
    public Optional<TransactionReceipt> receipt(Bytes32 transaction) throws IOException {
        return ask(web3j.ethGetTransactionReceipt(transaction.hex()), answer -> answer.getTransactionReceipt());
    }

    /**
     * Events of a token, both bounds included.
     *
     * @param topics for each place the choices there
     */
    List<Log> logs(Asset asset, long from, long to, List<List<Bytes32>> topics) throws IOException {
        EthFilter filter = new EthFilter(at(from), at(to), asset.address().toString());
        topics.forEach(choices ->
                filter.addOptionalTopics(choices.stream().map(Bytes32::hex).toArray(String[]::new)));
        return ask(web3j.ethGetLogs(filter), EthLog::getLogs).stream()
                .map(result -> (Log) result.get())
                .toList();
    }

    private interface Reading<T, R> {
        R of(T answer);
    }

    /** web3j reads numbers when they are asked for, so that nonsense shows only then. */
    private static <T extends Response<?>, R> R ask(Request<?, T> question, Reading<T, R> reading) throws IOException {
        T answer = question.send();
        if (answer.hasError()) {
            throw new RpcError(answer.getError());
        }
        R read;
        try {
            read = reading.of(answer);
        } catch (RuntimeException e) {
            throw new IOException("the node's answer to " + question.getMethod() + " cannot be read", e);
        }
        if (read == null) {
            throw new IOException("the node has no answer to " + question.getMethod());
        }
        return read;
    }
}
