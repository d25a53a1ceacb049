package io.tollgate.settings;

import java.util.List;
import java.util.stream.Stream;

/**
 * All settings. application.properties, {@code --help} and docs/configuration.md are generated from this table, which tests
 * check.
 */
public final class SettingTable {
    /** Settings of a gateway, which have flags in {@code serve} and {@code dev}. */
    public static final List<Setting<?>> GATEWAY = all(
            ServerSettings.ALL,
            PaymentSettings.ALL,
            SaleSettings.ALL,
            WalrusSettings.ALL,
            StorageSettings.ALL,
            UploadSettings.ALL,
            McpSettings.ALL,
            WalletSettings.POLICY,
            EmbeddedWalrusSettings.ALL);

    /** All, in the order of the documentation. */
    public static final List<Setting<?>> ALL = all(GATEWAY, WalletSettings.CLIENT, FacilitatorSettings.ALL);

    /** Settings of {@code facilitator}. */
    public static final List<Setting<?>> FACILITATOR = List.of(
            ServerSettings.PORT,
            FacilitatorSettings.HOST,
            PaymentSettings.NETWORK,
            PaymentSettings.RPC_URL,
            FacilitatorSettings.GAS_KEY,
            FacilitatorSettings.MAX_FEE,
            ServerSettings.DRAIN_TIMEOUT);

    /** Settings of {@code mcp}. */
    public static final List<Setting<?>> MCP = all(
            List.of(
                    ServerSettings.PORT,
                    ServerSettings.HOST,
                    ServerSettings.PUBLIC_URL,
                    ServerSettings.DATA_DIR,
                    ServerSettings.DRAIN_TIMEOUT,
                    PaymentSettings.RPC_URL,
                    SaleSettings.ENDPOINT_PATH,
                    UploadSettings.TOKEN,
                    StorageSettings.DATABASE_USER,
                    StorageSettings.DATABASE_PASSWORD),
            McpSettings.ALL,
            WalletSettings.POLICY,
            WalletSettings.CLIENT);

    private SettingTable() {}

    @SafeVarargs
    private static List<Setting<?>> all(List<Setting<?>>... groups) {
        return Stream.of(groups).flatMap(List::stream).toList();
    }
}
