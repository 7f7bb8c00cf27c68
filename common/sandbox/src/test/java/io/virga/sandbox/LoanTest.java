package io.virga.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoanTest {

    private static final int BORROWER = 65_534;

    @TempDir
    Path folder;

    private Path first;
    private Path second;
    private Path third;

    @BeforeEach
    void makeFiles() throws IOException {
        first = privateFile("first");
        second = privateFile("second");
        third = privateFile("third");
        assumeTrue(owner(third) == 0, "only root can lend");
    }

    @Test
    void everyFileComesBackAlthoughSomeCannotBeReached() throws IOException {
        var loan = new Loan(BORROWER, shown(first, second, third));
        assertThat(owner(third)).isEqualTo(BORROWER);
        putALinkToItselfInPlaceOf(first);
        putALinkToItselfInPlaceOf(second);

        assertThatThrownBy(loan::close)
                .isInstanceOf(IOException.class)
                .hasMessageContaining(first.toString())
                .satisfies(e -> assertThat(e.getSuppressed())
                        .singleElement()
                        .satisfies(other -> assertThat(other).hasMessageContaining(second.toString())));

        assertThat(owner(third)).isZero();
    }

    @Test
    void whatWasLentComesBackWhenTheRestCannotBe() throws IOException {
        assertThatThrownBy(() -> new Loan(BORROWER, shown(first, folder.resolve("nowhere"))))
                .isInstanceOf(NoSuchFileException.class);

        assertThat(owner(first)).isZero();
    }

    private Path privateFile(String name) throws IOException {
        var file = Files.createFile(folder.resolve(name));
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    // What is asked about such a file fails, and not for want of it.
    private static void putALinkToItselfInPlaceOf(Path file) throws IOException {
        Files.delete(file);
        Files.createSymbolicLink(file, file);
    }

    private static List<Shown> shown(Path... files) {
        return List.of(files).stream().map(file -> Shown.toWrite(file, "/file")).toList();
    }

    private static int owner(Path file) throws IOException {
        return (int) Files.getAttribute(file, "unix:uid");
    }
}
