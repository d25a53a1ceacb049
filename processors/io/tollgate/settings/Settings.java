package io.tollgate.settings;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The validated values of all settings, made by {@link SettingsLoader}. An accessor of a required setting throws
 * {@link IllegalStateException} when it has no value; settings that a gateway was loaded with have all of them.
 */
public final class Settings {
    private final Map<Setting<?>, Object> values;
    private final Set<Setting<?>> unreadable;

    Settings(Map<Setting<?>, Object> values, Set<Setting<?>> unreadable) {
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        this.unreadable = Set.copyOf(unreadable);
    }

    /** The value of a setting or its default; empty without both. */
    public <T> Optional<T> find(Setting<T> setting) {
        @SuppressWarnings("unchecked") // the loader puts values of the kind of the setting
        T value = (T) values.get(setting);
        return Optional.ofNullable(value);
    }

    <T> T get(Setting<T> setting) {
        return find(setting)
                .orElseThrow(() ->
                        new IllegalStateException(setting.environment() + " (" + setting.property() + ") is not set"));
    }

    boolean unreadable(Setting<?> setting) {
        return unreadable.contains(setting);
    }

    /**
     * The settings of a development gateway that listens on a port: services that are not set are the embedded ones.
     *
     * @param port of the gateway
     */
    public Settings embedded(int port) {
        return new Settings(Development.withDefaults(values, port), unreadable);
    }

    public ServerSettings server() {
        return new ServerSettings(this);
    }

    public PaymentSettings payment() {
        return new PaymentSettings(this);
    }

    public SaleSettings sale() {
        return new SaleSettings(this);
    }

    public WalrusSettings walrus() {
        return new WalrusSettings(this);
    }

    public EmbeddedWalrusSettings embeddedWalrus() {
        return new EmbeddedWalrusSettings(this);
    }

    public StorageSettings storage() {
        return new StorageSettings(this);
    }

    public UploadSettings upload() {
        return new UploadSettings(this);
    }

    public McpSettings mcp() {
        return new McpSettings(this);
    }

    public WalletSettings wallet() {
        return new WalletSettings(this);
    }

    public FacilitatorSettings facilitator() {
        return new FacilitatorSettings(this);
    }

    /** Placeholders of routes, <code>{{tollgate.…}}</code>: the text of every value that is not secret. */
    public Map<String, String> placeholders() {
        Map<String, String> texts = new HashMap<>();
        values.keySet().stream()
                .filter(setting -> !setting.secret())
                .forEach(setting -> texts.put(setting.property(), format(setting)));
        texts.put(ServerSettings.PUBLIC_URL.property(), server().publicUrl().toString());
        // the facilitator has no data folder
        texts.computeIfPresent(
                ServerSettings.DATA_DIR.property(),
                (name, text) -> server().dataDir().toString());
        return texts;
    }

    private <T> String format(Setting<T> setting) {
        return setting.kind().write().apply(get(setting));
    }

    /** For logs: values by name, with secrets hidden. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("Settings[");
        values.keySet()
                .forEach(setting -> text.append(text.length() > 9 ? ", " : "")
                        .append(setting.name())
                        .append('=')
                        .append(setting.secret() ? "(secret)" : format(setting)));
        return text.append(']').toString();
    }
}
