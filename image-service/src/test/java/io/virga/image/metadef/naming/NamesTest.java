package io.virga.image.metadef.naming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.virga.model.CloudException.Invalid;
import io.virga.model.CloudException.NotFound;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

    @ParameterizedTest
    @ValueSource(strings = {"OS::Compute::Libvirt", "CPU Limits", "...", " ", "a%2Fb", "ö", "\uD83D\uDE00"})
    void whatCanBeASegmentOfAPathIsAName(String name) {
        assertThat(Names.chosen(name)).isEqualTo(name);
        assertThat(Names.sought("Tag", name)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a/b", "a\0", "a\n", "\u0085", "\uD83D", "a\uDE00b"})
    void nothingElseIs(String name) {
        assertThatThrownBy(() -> Names.chosen(name)).isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> Names.sought("Tag", name)).isInstanceOf(NotFound.class);
    }

    @Test
    void lengthsAreInCharacters() {
        assertThat(Names.isName("\uD83D\uDE00".repeat(80))).isTrue();
        assertThat(Names.isName("x".repeat(81))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "OS::Compute::Quota, /v2/metadefs/namespaces/OS::Compute::Quota",
        "a b, /v2/metadefs/namespaces/a%20b",
        "a+b?c#d, /v2/metadefs/namespaces/a%2Bb%3Fc%23d"
    })
    void linksCanBeFollowed(String name, String link) {
        assertThat(Links.namespace(name)).isEqualTo(link);
        assertThat(Links.part(name, "tags", "x y")).isEqualTo(link + "/tags/x%20y");
    }
}
