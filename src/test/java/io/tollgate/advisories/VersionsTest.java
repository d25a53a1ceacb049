package io.tollgate.advisories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpObjectDecoder;
import io.netty.util.AsciiString;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hc.client5.http.classic.HttpClient;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dependencies are at least as new as the fixes that SECURITY.md relies on, and dangerous options are off. */
class VersionsTest {
    private static final Pattern VERSION = Pattern.compile(".*-(\\d+)\\.(\\d+)\\.(\\d+)(\\.Final)?\\.jar");

    static Stream<Arguments> parts() {
        return Stream.of(
                Arguments.of(HttpObjectDecoder.class, "4.1.140"),
                Arguments.of(AsciiString.class, "4.1.140"),
                Arguments.of(ByteBuf.class, "4.1.140"),
                Arguments.of(Channel.class, "4.1.140"),
                Arguments.of(JsonFactory.class, "2.22.4"),
                Arguments.of(JsonMapper.class, "2.22.4"),
                Arguments.of(Vertx.class, "4.5.31"),
                Arguments.of(Router.class, "4.5.31"),
                Arguments.of(HttpClient.class, "5.6.5"));
    }

    @ParameterizedTest
    @MethodSource("parts")
    void aPartIsAtLeastAsNewAsItsFixes(Class<?> part, String least) {
        String jar = Path.of(
                        part.getProtectionDomain().getCodeSource().getLocation().getPath())
                .getFileName()
                .toString();

        Matcher found = VERSION.matcher(jar);

        assertThat(found.matches()).as(jar).isTrue();
        assertThat(number(found.group(1), found.group(2), found.group(3)))
                .as(jar)
                .isGreaterThanOrEqualTo(number(least.split("\\.")));
    }

    private static long number(String... parts) {
        long number = 0;
        for (String part : parts) {
            number = number * 10_000 + Long.parseLong(part);
        }
        return number;
    }

    /** GHSA-6qw3-4796-5984, CVE-2026-84176, CVE-2026-85316: RoutesTest checks the routes, this class the other shipped files. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "transferException",
                "allowJavaSerializedObject",
                "matchOnUriPrefix",
                "enableCORS",
                "ObjectInputStream"
            })
    void noSwitchOfAnAdvisoryIsUsedAnywhere(String name) throws IOException {
        Path root = Path.of(System.getProperty("basedir", ""));
        try (Stream<Path> code = Files.walk(root.resolve("processors"));
                Stream<Path> routes = Files.walk(root.resolve("routes"))) {
            // embedded services listen on the loopback address only and accept every path below theirs
            boolean onlyInPublic = name.equals("matchOnUriPrefix");
            Stream<Path> all = Stream.concat(
                    Stream.concat(
                                    code,
                                    routes.filter(
                                            file -> !(onlyInPublic && file.startsWith(root.resolve("routes/dev")))))
                            .filter(Files::isRegularFile)
                            // the check of operators' routes contains the names that it refuses
                            .filter(file -> !file.endsWith("routecheck/ForbiddenOptionsRule.java")),
                    Stream.of(root.resolve("application.properties")));

            assertThat(all)
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Files.readString(file))
                            .doesNotContainIgnoringCase(name)
                            .doesNotContainIgnoringCase(name.replaceAll("([A-Z])", "-$1")));
        }
    }
}
