package io.tollgate.x402.chain;

import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.Asset;
import io.tollgate.x402.money.Bytes32;
import io.tollgate.x402.money.UnixTime;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.web3j.protocol.Web3jService;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.Response;
import org.web3j.protocol.core.methods.request.EthFilter;
import org.web3j.protocol.core.methods.request.Transaction;
import org.web3j.protocol.core.methods.response.EthBlock;
import org.web3j.protocol.core.methods.response.EthCall;
import org.web3j.protocol.core.methods.response.EthChainId;
import org.web3j.protocol.core.methods.response.EthEstimateGas;
import org.web3j.protocol.core.methods.response.EthGetBalance;
import org.web3j.protocol.core.methods.response.EthGetCode;
import org.web3j.protocol.core.methods.response.EthGetTransactionCount;
import org.web3j.protocol.core.methods.response.EthGetTransactionReceipt;
import org.web3j.protocol.core.methods.response.EthLog;
import org.web3j.protocol.core.methods.response.EthMaxPriorityFeePerGas;
import org.web3j.protocol.core.methods.response.EthSendTransaction;
import org.web3j.protocol.core.methods.response.Log;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

/**
 * One node of a chain: the questions Tollgate asks, in its own values. They are web3j's, asked without its facade, which
 * starts threads that poll and needs a library for that. Every one fails with an {@link IOException}
 * when there is no usable answer, and with an {@link RpcError} when the node or a contract refuses it.
 */
public final class Node {
    public static final DefaultBlockParameter LATEST = DefaultBlockParameterName.LATEST;

    private final Web3jService service;

    Node(Web3jService service) {
        this.service = service;
    }

    public long chainId() throws IOException {
        return ask(
                EthChainId.class,
                "eth_chainId",
                List.of(),
                answer -> answer.getChainId().longValueExact());
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
        return ask(EthBlock.class, "eth_getBlockByNumber", List.of(which.getValue(), false), EthBlock::getBlock);
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
        return ask(EthCall.class, "eth_call", List.of(call, block.getValue()), Response::getResult);
    }

    /** The gas a transaction would take; an {@link RpcError} that says {@code reverted} when it would fail. */
    public BigInteger estimateGas(Address from, Address to, String data) throws IOException {
        Transaction call =
                Transaction.createFunctionCallTransaction(from.toString(), null, null, null, to.toString(), data);
        return ask(EthEstimateGas.class, "eth_estimateGas", List.of(call), answer -> answer.getAmountUsed());
    }

    /** As hex; {@code 0x} for an account that is only a key. */
    public String code(Address account) throws IOException {
        return ask(EthGetCode.class, "eth_getCode", of(account, LATEST), Response::getResult);
    }

    /** In wei. */
    public BigInteger balance(Address account) throws IOException {
        return ask(EthGetBalance.class, "eth_getBalance", of(account, LATEST), answer -> answer.getBalance());
    }

    /** How many transactions of an account are mined, or with {@code PENDING} known. */
    public BigInteger transactionCount(Address account, DefaultBlockParameterName block) throws IOException {
        return ask(
                EthGetTransactionCount.class,
                "eth_getTransactionCount",
                of(account, block),
                answer -> answer.getTransactionCount());
    }

    /** What the node suggests to offer on top of the base fee, in wei for a unit of gas. */
    public BigInteger priorityFee() throws IOException {
        return ask(
                EthMaxPriorityFeePerGas.class,
                "eth_maxPriorityFeePerGas",
                List.of(),
                answer -> answer.getMaxPriorityFeePerGas());
    }

    /** @param signed the signed transaction as hex */
    public Bytes32 send(String signed) throws IOException {
        return new Bytes32(
                ask(EthSendTransaction.class, "eth_sendRawTransaction", List.of(signed), Response::getResult));
    }

    /** Empty while the transaction is not in a block. */
    public Optional<TransactionReceipt> receipt(Bytes32 transaction) throws IOException {
        return ask(
                EthGetTransactionReceipt.class,
                "eth_getTransactionReceipt",
                List.of(transaction.hex()),
                answer -> answer.getTransactionReceipt());
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
        return ask(EthLog.class, "eth_getLogs", List.of(filter), EthLog::getLogs).stream()
                .map(result -> (Log) result.get())
                .toList();
    }

    private static List<String> of(Address account, DefaultBlockParameter block) {
        return List.of(account.toString(), block.getValue());
    }

    private interface Reading<T, R> {
        R of(T answer);
    }

    /** web3j reads numbers when they are asked for, so that nonsense shows only then. */
    private <T extends Response<?>, R> R ask(Class<T> type, String method, List<?> params, Reading<T, R> reading)
            throws IOException {
        T answer = new Request<>(method, params, service, type).send();
        if (answer.hasError()) {
            throw new RpcError(answer.getError());
        }
        R read;
        try {
            read = reading.of(answer);
        } catch (RuntimeException e) {
            throw new IOException("the node's answer to " + method + " cannot be read", e);
        }
        if (read == null) {
            throw new IOException("the node has no answer to " + method);
        }
        return read;
    }
}
