package io.virga.image.protection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProtectionFileTest {

    @Test
    void glancesFormatIsRead() {
        var rules = ProtectionFile.parse("f", """
                # Glance's own sample has such sections.
                [^x_billing_code_.*]
                create = admin, billing
                read: @
                update = admin
                ; nobody takes them away
                delete = !
                """.lines().toList());

        assertThat(rules).singleElement().satisfies(rule -> {
            assertThat(rule.covers("x_billing_code_ntt")).isTrue();
            assertThat(rule.covers("my_x_billing_code_ntt")).isFalse();
            assertThat(rule.roles())
                    .containsEntry(Operation.CREATE, Set.of("admin", "billing"))
                    .containsEntry(Operation.READ, Set.of("@"))
                    .containsEntry(Operation.DELETE, Set.of());
        });
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
            create = admin                                       | f:1: begin with a section
            [(]#create=@#read=@#update=@#delete=@                | f:1: '(' is not a regular expression
            [a]#create=@#read=@#update=@                         | f:1: the section lacks delete
            [a]#create=@#read=@#update=@#delete=@#delete=!       | f:6: 'delete' is there twice
            [a]#create=#read=@#update=@#delete=@                 | f:2: name roles
            [a]#create=admin,!#read=@#update=@#delete=@          | f:2: ! is nobody
            [a]#create=@#read=@#update=@#remove=@#delete=@       | f:5: write 'create = role, role'
            """)
    void aMistakeStopsTheStartAndSaysWhereItIs(String file, String mistake) {
        assertThatThrownBy(() -> ProtectionFile.parse("f", List.of(file.split("#"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(mistake);
    }

    @Test
    void aFileThatIsNotThereStopsTheStart() {
        assertThatThrownBy(() -> ProtectionFile.read(Path.of("/nowhere/protections.conf")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("/nowhere/protections.conf");
    }
}
