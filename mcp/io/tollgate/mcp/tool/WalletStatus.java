package io.tollgate.mcp.tool;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.mcp.Caller;
import io.tollgate.mcp.Json;
import io.tollgate.mcp.ToolCall;
import io.tollgate.mcp.ToolResult;
import io.tollgate.mcp.wallet.LowBalanceMonitor;
import io.tollgate.mcp.wallet.OperatorWallet;
import io.tollgate.mcp.wallet.WalletRules;
import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.AtomicAmount;
import io.tollgate.x402.money.Network;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Tells what the wallet may still spend; the key stays where it is. */
public final class WalletStatus implements Processor {
    private final OperatorWallet wallet;
    private final LowBalanceMonitor watch;

    public WalletStatus(OperatorWallet wallet, LowBalanceMonitor watch) {
        this.wallet = wallet;
        this.watch = watch;
    }

    @Override
    public void process(Exchange exchange) {
        Caller caller = ToolCall.of(exchange).caller();
        WalletRules rules = wallet.rules();
        LowBalanceMonitor.BalanceSnapshot sight = watch.look();
        Optional<Address> account = sight.account();
        ObjectNode json = Json.object().put("status", "success").put("wallet", account.isPresent());
        account.ifPresent(known -> json.put("address", known.toString()));
        ObjectNode holds = json.putObject("holds");
        sight.holdings().forEach((network, micros) -> holds.put(network.name(), OperatorWallet.dollars(micros)));
        json.put("stopped", rules.halted());
        json.put("maxPerCall", dollars(rules.perCall())).put("maxPerDay", dollars(rules.perDay()));
        caller.perDay().ifPresent(cap -> json.put("maxPerDayOfThisToken", dollars(cap)));
        json.put("leftToday", OperatorWallet.dollars(wallet.leftToday(caller.name(), caller.perDay())));
        rules.approveAbove().ifPresent(limit -> json.put("approvalAbove", dollars(limit)));
        rules.networks().stream().map(Network::name).forEach(json.putArray("networks")::add);
        rules.payTo().stream().map(Address::toString).sorted().forEach(json.putArray("paysOnly")::add);
        exchange.getMessage().setBody(ToolResult.of(json));
    }

    private static String dollars(AtomicAmount amount) {
        return "$" + amount.written(6);
    }
}
