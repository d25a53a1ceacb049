package io.tollgate.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;

/**
 * Lists every migration, so that Flyway does not scan the class path: the start stays fast, and a file in another jar is
 * never run.
 */
final class Migrations implements ResourceProvider {
    static final List<String> FILES = """
            V1__payments.sql
            V2__catalogue.sql
            V3__house_keys.sql
            V4__ledger.sql
            V5__entitlements.sql
            V6__items.sql
            V7__parts.sql
            V8__walrus.sql
            V10__facilitators.sql
            V11__keys.sql
            V12__uploads.sql
            V13__paid_uploads.sql
            V14__upload_tickets.sql
            """.lines().toList();

    /** Migrations of the wallet, which has its own tables. */
    static final List<String> WALLET = List.of("V1__wallet.sql");

    private final String folder;
    private final List<String> files;

    private Migrations(String folder, List<String> files) {
        this.folder = folder;
        this.files = files;
    }

    static Migrations of(Tables tables) {
        return switch (tables) {
            case GATEWAY -> new Migrations("db/migration/", FILES);
            case WALLET -> new Migrations("db/wallet/", WALLET);
        };
    }

    /** "1", "2" and so on, as in the schema history. */
    List<String> versions() {
        return files.stream().map(name -> name.substring(1, name.indexOf("__"))).toList();
    }

    @Override
    public LoadableResource getResource(String name) {
        return files.contains(name) ? new Script(name) : null;
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
        return files.stream()
                .filter(name ->
                        name.startsWith(prefix) && Arrays.stream(suffixes).anyMatch(name::endsWith))
                .<LoadableResource>map(name -> new Script(name))
                .toList();
    }

    private final class Script extends LoadableResource {
        private final String name;

        Script(String name) {
            this.name = name;
        }

        @Override
        public Reader read() {
            try (InputStream file = Migrations.class.getClassLoader().getResourceAsStream(folder + name)) {
                return new StringReader(new String(file.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String getAbsolutePath() {
            return folder + name;
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return folder + name;
        }

        @Override
        public String getFilename() {
            return name;
        }

        @Override
        public String getRelativePath() {
            return name;
        }
    }
}
