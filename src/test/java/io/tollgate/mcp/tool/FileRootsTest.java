package io.tollgate.mcp.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.mcp.Caller;
import io.tollgate.mcp.ToolFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What tools may touch on the user's machine, and whom they may talk to (attacks M6, M11, M12). */
class FileRootsTest {
    @TempDir
    private Path folder;

    private Path root;
    private Path secret;
    private FileRoots roots;

    @BeforeEach
    void prepare() throws IOException {
        root = Files.createDirectory(folder.toRealPath().resolve("shared"));
        secret = Files.writeString(folder.toRealPath().resolve("id_rsa"), "secret");
        roots = new FileRoots(List.of(root));
    }

    @Test
    void aFileInsideIsReadAndANewOneWritten() throws IOException {
        Path file = Files.writeString(root.resolve("a.txt"), "a");

        assertThat(roots.readable(Caller.stdio(), file.toString())).isEqualTo(file);
        assertThat(roots.writable(Caller.stdio(), root.resolve("b.txt").toString()))
                .isEqualTo(root.resolve("b.txt"));
    }

    @Test
    void m12_aFileOutsideIsNotReadHoweverItIsNamed() throws IOException {
        Files.createSymbolicLink(root.resolve("link"), secret);

        refused(() -> roots.readable(Caller.stdio(), secret.toString()));
        refused(() -> roots.readable(Caller.stdio(), root + "/../id_rsa"));
        refused(() -> roots.readable(Caller.stdio(), root.resolve("link").toString()));
    }

    @Test
    void m12_nothingIsReadWhenNoFolderIsNamedOrTheCallerIsElsewhere() throws IOException {
        Path file = Files.writeString(root.resolve("a.txt"), "a");

        refused(() -> new FileRoots(List.of()).readable(Caller.stdio(), file.toString()));
        refused(() -> roots.readable(Caller.anonymous(), file.toString()));
    }

    @Test
    void m11_nothingIsWrittenOutsideOrOverSomething() throws IOException {
        Path there = Files.writeString(root.resolve("there"), "x");
        Files.createSymbolicLink(root.resolve("dangling"), folder.resolve("nowhere"));
        Files.createSymbolicLink(root.resolve("out"), folder);
        Files.createSymbolicLink(root.resolve("begun.part"), folder.resolve("elsewhere"));

        refused(() -> roots.writable(Caller.stdio(), there.toString()));
        refused(() -> roots.writable(Caller.stdio(), root.resolve("dangling").toString()));
        refused(() -> roots.writable(Caller.stdio(), root.resolve("out/new").toString()));
        refused(() -> roots.writable(Caller.stdio(), root + "/../new"));
        refused(() -> roots.writable(Caller.stdio(), root.resolve("begun").toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "10.1.2.3", "169.254.169.254", "192.168.1.1", "100.64.0.1", "fd00::1", "::1"})
    void m06_aPrivateAddressIsKnownAsOne(String address) throws IOException {
        assertThat(SellerHosts.isPrivate(InetAddress.getByName(address))).isTrue();
    }

    @Test
    void m06_aListedNameThatLeadsHomeIsRefused() throws IOException {
        InetAddress home = InetAddress.getByName("10.0.0.7");
        SellerHosts hosts = new SellerHosts(
                URI.create("http://127.0.0.1:4021"), List.of("files.example"), false, host -> new InetAddress[] {home});

        refused(() -> hosts.elsewhere("https://files.example/x"));
    }

    private static void refused(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(ToolFailure.class);
    }
}
