package io.tollgate.x402.money;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The networks Tollgate knows, with the stablecoin and a public node of each (reference values of the official packages).
 * Only chains whose coin speaks EIP-3009 with 6 decimals are listed.
 */
public final class Networks {
    private final Map<ChainId, Network> byChain = new LinkedHashMap<>();
    private final Map<String, Network> byName = new LinkedHashMap<>();

    public Networks() {
        add(
                84532,
                "base-sepolia",
                true,
                true,
                "0x036CbD53842c5426634e7929541eC2318f3dCF7e",
                "USDC",
                "https://sepolia.base.org");
        add(
                8453,
                "base",
                true,
                false,
                "0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913",
                "USD Coin",
                "https://mainnet.base.org");
        add(
                43113,
                "avalanche-fuji",
                true,
                true,
                "0x5425890298aed601595a70AB815c96711a31Bc65",
                "USD Coin",
                "https://api.avax-test.network/ext/bc/C/rpc");
        add(
                43114,
                "avalanche",
                true,
                false,
                "0xB97EF9Ef8734C71904D8002F8b6Bc66Dd9c48a6E",
                "USD Coin",
                "https://api.avax.network/ext/bc/C/rpc");
        add(
                137,
                "polygon",
                false,
                false,
                "0x3c499c542cEF5E3811e1192ce70d8cC03d5c3359",
                "USD Coin",
                "https://polygon.drpc.org");
        add(
                80002,
                "polygon-amoy",
                false,
                true,
                "0x41E94Eb019C0762f9Bfcf9Fb1E58725BfB0e7582",
                "USDC",
                "https://polygon-amoy.drpc.org");
        add(
                1,
                "ethereum",
                false,
                false,
                "0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48",
                "USD Coin",
                "https://ethereum.reth.rs/rpc");
        add(
                1329,
                "sei",
                false,
                false,
                "0xe15fC38F6D8c56aF07bbCBe3BAf5708A2Bf42392",
                "USDC",
                "https://evm-rpc.sei-apis.com");
        add(
                1328,
                "sei-testnet",
                false,
                true,
                "0x4fCF1784B31630811181f670Aea7A7bEF803eaED",
                "USDC",
                "https://evm-rpc-testnet.sei-apis.com");
        add(143, "monad", false, false, "0x754704Bc059F8C67012fEd69BC8A327a5aafb603", "USDC", "https://rpc.monad.xyz");
        add(
                42220,
                "celo",
                false,
                false,
                "0xcebA9300f2b948710d2653dD7B07f33A8B32118C",
                "USDC",
                "https://forno.celo.org");
        add(
                42161,
                null,
                false,
                false,
                "0xaf88d065e77c8cC2239327C5EDb3A432268e5831",
                "USD Coin",
                "https://arb1.arbitrum.io/rpc");
        add(
                421614,
                null,
                false,
                true,
                "0x75faf114eafb1BDbe2F0316DF893fd58CE46AA4d",
                "USD Coin",
                "https://sepolia-rollup.arbitrum.io/rpc");
    }

    private void add(
            long chain, String v1Name, boolean forV1, boolean testnet, String usdc, String domainName, String rpc) {
        ChainId id = new ChainId(chain);
        Asset asset = new Asset(id, new Address(usdc), "USDC", domainName, "2", 6);
        Network network = new Network(id, Optional.ofNullable(v1Name), forV1, testnet, asset, URI.create(rpc));
        byChain.put(id, network);
        network.v1Name().ifPresent(name -> byName.put(name, network));
    }

    public Optional<Network> find(ChainId chain) {
        return Optional.ofNullable(byChain.get(chain));
    }

    /** Finds a network by what people and either protocol version write: {@code base-sepolia} or {@code eip155:84532}. */
    public Optional<Network> find(String name) {
        if (name != null && name.startsWith("eip155:")) {
            try {
                return find(ChainId.parse(name));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
        return Optional.ofNullable(byName.get(name));
    }
}
