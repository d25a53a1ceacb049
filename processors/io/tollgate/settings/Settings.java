package io.tollgate.settings;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Every setting as a value that has been checked. {@link SettingsLoader} makes it; {@link SettingTable} says what each
 * one is for. An accessor of something that is not set throws {@link IllegalStateException}: a loaded gateway has all.
 */
public final class Settings {
    private final Map<Setting<?>, Object> values;
    private final Set<Setting<?>> unreadable;

    Settings(Map<Setting<?>, Object> values, Set<Setting<?>> unreadable) {
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        this.unreadable = Set.copyOf(unreadable);
    }

    /** The value of a setting, its default included; empty when it has neither. */
    public <T> Optional<T> find(Setting<T> setting) {
        @SuppressWarnings("unchecked") // the loader puts what the setting's own kind read
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
     * What a development gateway goes on with once it knows its port: what nobody set is the embedded twin's.
     *
     * @param port the one that is listened on
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

    /** What routes read as <code>{{tollgate.…}}</code>: every value that is set, in its written form, and no secret. */
    public Map<String, String> placeholders() {
        Map<String, String> written = new HashMap<>();
        values.keySet().stream()
                .filter(setting -> !setting.secret())
                .forEach(setting -> written.put(setting.property(), format(setting)));
        written.put(ServerSettings.PUBLIC_URL.property(), server().publicUrl().toString());
        written.put(ServerSettings.DATA_DIR.property(), server().dataDir().toString());
        return written;
    }

    private <T> String format(Setting<T> setting) {
        return setting.kind().write().apply(get(setting));
    }

    /** For a log: the values that are set, secrets only by name. */
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
